"""The rows of totrinslogin: the second step of a log-in, and each person's own set-up."""

from itstart.web.access import Access

ACCOUNT_PAGES: dict[str, Access] = {
    "log_in_code.show": Access.PUBLIC,
    "log_in_code.check": Access.PUBLIC,
    "log_in_code.recover": Access.PUBLIC,
    "account.end_log_in": Access.LOGGED_IN,
    "second_factor.show": Access.LOGGED_IN,
    "second_factor.begin": Access.LOGGED_IN,
    "second_factor.set_up": Access.LOGGED_IN,
    "second_factor.confirm": Access.LOGGED_IN,
    "second_factor.new_codes": Access.LOGGED_IN,
    "second_factor.off": Access.LOGGED_IN,
    "second_factor.renew_codes": Access.LOGGED_IN,
    "second_factor.turn_off": Access.LOGGED_IN,
    "users.reset_second_factor": Access.ADMIN,
}
