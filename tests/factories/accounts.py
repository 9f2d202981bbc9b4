"""Firms and people."""

from functools import cache
from itertools import count
from typing import Any

from stdnum.dk import cvr

from itstart import clock
from itstart.db import db
from itstart.models.helper import Helper
from itstart.models.user import User
from itstart.rules.terms import QualificationStatus, Role
from itstart.services import passwords

PASSWORD = "en lang sætning om får"  # what everybody made here logs in with

_numbers = count(1)


@cache
def password_hash() -> str:
    """Hashed once: hashing is slow on purpose."""
    return passwords.hash_password(PASSWORD)


def cvr_number(number: int) -> str:
    """A fictitious CVR number whose digits fit together; each `number` gives one of its own."""
    # Among 40 in a row one always fits.
    block = range(95_000_000 + number * 40, 95_000_040 + number * 40)
    return next(str(candidate) for candidate in block if cvr.is_valid(str(candidate)))


def make_firm(company: str = "", **values: Any) -> Helper:
    """A qualified firm."""
    number = next(_numbers)
    firm = Helper(
        **{
            "company": company or f"Rådgiverne nr. {number} ApS",
            "cvr": cvr_number(number),
            "qualification_status": QualificationStatus.QUALIFIED,
            "created_at": clock.now(),
            **values,
        }
    )
    db.session.add(firm)
    db.session.commit()
    return firm


def make_user(role: Role = Role.HELPER, firm: Helper | None = None, **values: Any) -> User:
    """A person who can log in with PASSWORD; a helper gets a firm when none is given."""
    number = next(_numbers)
    if role is Role.HELPER:
        firm = firm or make_firm()
    user = User(
        **{
            "name": f"Person Nummer{number}",
            "email": f"person{number}@example.dk",
            "role": role,
            "helper_id": firm.id if firm else None,
            "password_hash": password_hash(),
            "created_at": clock.now(),
            **values,
        }
    )
    db.session.add(user)
    db.session.commit()
    return user


def make_helper(firm: Helper | None = None, **values: Any) -> User:
    """An It-starthjælper."""
    return make_user(Role.HELPER, firm, **values)


def make_staff(**values: Any) -> User:
    """Somebody at IBIZ-Center."""
    return make_user(Role.STAFF, **values)


def make_admin(**values: Any) -> User:
    """Somebody who looks after people and firms."""
    return make_user(Role.ADMIN, **values)
