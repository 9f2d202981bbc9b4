"""A helper who is logged in, and an active case of its firm; or the worked example with somebody who reads it."""

import pytest
from flask import Flask

from itstart.models import CustomerCase, User
from tests.browser import Browser
from tests.factories.accounts import make_helper
from tests.factories.cases import make_active_case
from tests.factories.example import import_example


@pytest.fixture
def user(browser: Browser) -> User:
    person = make_helper()
    browser.log_in(person)
    return person


@pytest.fixture
def case(user: User) -> CustomerCase:
    return make_active_case(user)


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    """The worked example, and an adviser of its firm."""
    return import_example()


@pytest.fixture
def here(browser: Browser, example: tuple[CustomerCase, User]) -> Browser:
    """The browser of that adviser."""
    browser.log_in(example[1])
    return browser
