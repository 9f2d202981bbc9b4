"""Things to test with: every value has a default, so that a test names only what matters to it."""

from tests.factories.accounts import PASSWORD, make_admin, make_firm, make_helper, make_staff, make_user
from tests.factories.cases import make_case

__all__ = ["PASSWORD", "make_admin", "make_case", "make_firm", "make_helper", "make_staff", "make_user"]
