"""Who the pages about personal data are for; a part of the access table."""

from itstart.web.access import Access

PRIVACY_PAGES: dict[str, Access] = {
    "personal_data.index": Access.STAFF,
    "personal_data.record": Access.STAFF,
    "personal_data.deletions": Access.STAFF,
    "personal_data.holds": Access.STAFF,
    "personal_data.hold": Access.ADMIN,
    "personal_data.lift": Access.ADMIN,
    "personal_data.firm_agreement": Access.STAFF,
    "personal_data.agreement": Access.HELPER,
    "personal_data.agreement_word": Access.HELPER,
    "personal_data.accept_agreement": Access.HELPER,
    "persons.new": Access.ADMIN,
    "persons.find": Access.ADMIN,
    "persons.export": Access.ADMIN,
    "persons.erase": Access.ADMIN,
    "case_looks.index": Access.CASE_READ,
}
