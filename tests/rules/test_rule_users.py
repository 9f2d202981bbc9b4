"""Who can be closed and moved: every role, every act, and what must be in order first."""

import pytest

from itstart.rules.terms import Role
from itstart.rules.users import Goal, UserFacts, check_close, check_move

HELPER = UserFacts(Role.HELPER, 1)
STAFF = UserFacts(Role.STAFF, None)
ADMIN = UserFacts(Role.ADMIN, None)
LAST = UserFacts(Role.ADMIN, None, other_admins=0)
ME = UserFacts(Role.ADMIN, None, is_self=True)
CLOSED = UserFacts(Role.HELPER, 1, is_closed=True)
BUSY = UserFacts(Role.STAFF, None, co_deliveries=2)
TO_FIRM, TO_STAFF, TO_ADMIN = Goal(Role.HELPER, 2), Goal(Role.STAFF), Goal(Role.ADMIN)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (HELPER, ""), (STAFF, ""), (ADMIN, ""), (CLOSED, ""),
        (ME, "din egen konto"), (LAST, "eneste administrator"), (BUSY, "samleverer i 2 sager"),
    ],
)  # fmt: skip
def test_who_can_be_closed(facts: UserFacts, told: str) -> None:
    found = check_close(facts)

    assert (told in found[0].message) if told else not found


@pytest.mark.parametrize(
    ("facts", "goal", "told"),
    [
        (HELPER, TO_FIRM, ""), (HELPER, TO_STAFF, ""), (HELPER, TO_ADMIN, ""),
        (STAFF, TO_FIRM, ""), (STAFF, TO_ADMIN, ""), (STAFF, TO_STAFF, "dér, personen er nu"),
        (ADMIN, TO_FIRM, ""), (ADMIN, TO_STAFF, ""), (ADMIN, TO_ADMIN, "dér, personen er nu"),
        (HELPER, Goal(Role.HELPER, 1), "dér, personen er nu"),
        (HELPER, Goal(Role.HELPER), "Vælg firma"), (HELPER, Goal(Role.STAFF, 2), "Vælg firma"),
        (HELPER, Goal(Role.HELPER, 2, has_ended=True), "Firmaet er ophørt"),
        (ME, TO_STAFF, "dig selv"), (ME, TO_FIRM, "dig selv"),
        (LAST, TO_STAFF, "eneste administrator"), (LAST, TO_FIRM, "eneste administrator"),
        (CLOSED, TO_FIRM, "lukket"), (CLOSED, TO_STAFF, "lukket"),
        (BUSY, TO_FIRM, "samleverer i 2 sager"), (BUSY, TO_ADMIN, "samleverer i 2 sager"),
        (UserFacts(Role.STAFF, None, co_deliveries=1), TO_ADMIN, "samleverer i 1 sag."),
    ],
)  # fmt: skip
def test_who_can_be_moved_where(facts: UserFacts, goal: Goal, told: str) -> None:
    found = check_move(facts, goal)

    assert (told in found[0].message) if told else not found


def test_an_account_is_ordinary_until_something_else_is_said() -> None:
    assert check_close(UserFacts(Role.ADMIN, None)) == []
    assert check_move(UserFacts(Role.ADMIN, None), Goal(Role.HELPER, 2)) == []
    assert (UserFacts(Role.ADMIN, None).other_admins, UserFacts(Role.STAFF, None).co_deliveries) == (1, 0)
