"""Closing and moving an account: who it can be done to, and what must be in order first (D9)."""

from dataclasses import dataclass

from itstart.rules.findings import Finding
from itstart.rules.terms import Role


@dataclass(frozen=True, slots=True)
class UserFacts:
    """The account as it stands: `other_admins` are those who can still log in, `co_deliveries` those under way."""

    role: Role
    firm: int | None
    is_self: bool = False
    is_closed: bool = False
    other_admins: int = 1
    co_deliveries: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """Where somebody is moved: a firm (its id, and whether it has ended) for a helper, none for IBIZ-Center."""

    role: Role
    firm: int | None = None
    has_ended: bool = False


def check_close(facts: UserFacts) -> list[Finding]:
    """What stops an account from being closed."""
    if facts.is_self:
        return [Finding("Du kan ikke lukke din egen konto. Bed en anden administrator om det.")]
    return [*_last_admin(facts), *_delivering(facts)]


def check_move(facts: UserFacts, goal: Goal) -> list[Finding]:
    """What stops somebody from getting another role or firm."""
    if facts.is_self:
        return [Finding("Du kan ikke flytte dig selv. Bed en anden administrator om det.", where="role")]
    if facts.is_closed:
        return [Finding("Kontoen er lukket. Åbn den, før du flytter den.", where="role")]
    if (goal.role is Role.HELPER) != (goal.firm is not None):
        return [Finding("Vælg firma for en It-starthjælper, og kun for en It-starthjælper.", where="helper_id")]
    if (facts.role, facts.firm) == (goal.role, goal.firm):
        return [Finding("Det er dér, personen er nu. Vælg en anden rolle eller et andet firma.", where="role")]
    if goal.has_ended:
        return [Finding("Firmaet er ophørt. Vælg et andet.", where="helper_id")]
    found = _last_admin(facts) if goal.role is not Role.ADMIN else []
    return [*found, *(_delivering(facts) if goal.role is not Role.STAFF else [])]


def _last_admin(facts: UserFacts) -> list[Finding]:
    if facts.role is Role.ADMIN and not facts.is_closed and not facts.other_admins:
        return [Finding("Det er den eneste administrator. Gør en anden til administrator først.", where="role")]
    return []


def _delivering(facts: UserFacts) -> list[Finding]:
    """Somebody at IBIZ-Center who delivers in a case is not taken out of it unseen (S43)."""
    if not facts.co_deliveries:
        return []
    cases = "1 sag" if facts.co_deliveries == 1 else f"{facts.co_deliveries} sager"
    return [Finding(f"Personen samleverer i {cases}. Lad evalueringen blive skrevet først.", where="role")]
