"""The extensions that stand in front of views: form tokens and the coarse limit on tries."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError

from itstart.web import form_age
from itstart.web.form_age import Age

# Forms for visitors: the signed age of the form is its token, so that nobody gets a cookie for looking at one.
# Whoever sends them is nobody here, so there is no session another site could borrow.
WITHOUT_SESSION = {
    "enquiries.send": "enquiry",
    "applications.send": "application",
    "activity_guests.sign_up": "activity-sign-up",
    "activity_guests.withdraw": "activity-cancel",
    "enquiry_withdrawals.withdraw": "enquiry-withdrawal",
}


class FormTokens(CSRFProtect):  # type: ignore[misc] # the extension has no types
    """The token of the session, or of the form itself where there is no session."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - the extension's own name
        """Refuse an unsafe request whose form does not carry a token of ours."""
        purpose = WITHOUT_SESSION.get(request.endpoint or "")
        if purpose is None:
            super().protect(apply_exemptions)
        elif form_age.check(purpose, request.form.get("csrf_token", "")) is Age.FORGED:
            raise CSRFError("The form is not one of ours.")


csrf = FormTokens()

# Counts in the memory of this process, or where ITSTART_LIMITER_STORAGE says. The exact limit, which holds over
# several processes and restarts anyway, is itstart/services/throttle.py.
limiter = Limiter(get_remote_address)

LOG_IN_LIMIT = "300 per 5 minutes"
# A trial of a template takes a processor for seconds.
TRIAL_LIMIT = "60 per 5 minutes"
