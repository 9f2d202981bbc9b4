"""A helper and an active case of its firm."""

import pytest
from flask import Flask

from itstart.models import CustomerCase, User
from tests.factories.accounts import make_helper
from tests.factories.cases import make_active_case


@pytest.fixture
def user(app: Flask) -> User:
    return make_helper()


@pytest.fixture
def case(user: User) -> CustomerCase:
    return make_active_case(user)
