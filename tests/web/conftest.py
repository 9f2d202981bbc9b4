"""A helper who is logged in, and an active case of its firm."""

import pytest

from itstart.models import CustomerCase, User
from tests.browser import Browser
from tests.factories.accounts import make_helper
from tests.factories.cases import make_active_case


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


@pytest.fixture
def case(user: User) -> CustomerCase:
    return make_active_case(user)
