"""The rows of the public site: everything a visitor may read, and the one form a visitor may send."""

from itstart.web.access import Access

SITE_PAGES: dict[str, Access] = {
    "home.index": Access.PUBLIC,
    "directory.index": Access.PUBLIC,
    "directory.show": Access.PUBLIC,
    "directory.picture": Access.PUBLIC,
    "enquiries.new": Access.PUBLIC,
    "enquiries.send": Access.PUBLIC,
    "enquiries.thanks": Access.PUBLIC,
    "enquiry_withdrawals.show": Access.PUBLIC,
    "enquiry_withdrawals.withdraw": Access.PUBLIC,
    "stories.index": Access.PUBLIC,
    "stories.show": Access.PUBLIC,
    "stories.picture": Access.PUBLIC,
    "public_activities.index": Access.PUBLIC,
    "public_activities.show": Access.PUBLIC,
    "public_activities.calendar": Access.PUBLIC,
    "public_figures.show": Access.PUBLIC,
    "public_kodeks.show": Access.PUBLIC,
    "public_kodeks.word": Access.PUBLIC,
    "site_search.index": Access.PUBLIC,
    "crawlers.sitemap": Access.PUBLIC,
    "crawlers.robots": Access.PUBLIC,
    "public_api.about": Access.PUBLIC,
    "public_api.helpers": Access.PUBLIC,
    "public_api.success_cases": Access.PUBLIC,
    "public_api.embedded": Access.PUBLIC,
}
