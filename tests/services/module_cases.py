"""What the tests of modules share: terms, a file, an addendum."""

from decimal import Decimal
from typing import Any

import pytest

from itstart import clock
from itstart.models import DeliveryModule, User
from itstart.rules.findings import RuleViolation
from itstart.rules.module_acts import FROM, Act, SignedHow
from itstart.rules.steps import StepKey
from itstart.rules.terms import ModuleStatus
from itstart.services import (
    files,
    module_agreements,
)
from itstart.services.module_agreements import Change
from itstart.services.modules import Terms

TERMS = Terms("Behovsbeskrivelse", [StepKey.NEEDS], "En behovsbeskrivelse", Decimal(15), 15_000)
CHANGE = Change(12_000, "En kortere behovsbeskrivelse", Decimal(12), "Kunden vil mindre")
S = ModuleStatus


def where(error: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [finding.where for finding in error.value.findings]


def status(module: DeliveryModule) -> ModuleStatus:
    return module.status


def file(user: User) -> Any:
    return files.store(user, "aftale.pdf", b"%PDF-1.4", "application/pdf")


def amended(user: User, module: DeliveryModule) -> None:
    if module.status in FROM[Act.AMEND]:
        module_agreements.amend(module.case.helper.users[0], module, CHANGE)


def sign_addendum(user: User, module: DeliveryModule) -> None:
    addendum = module.open_addendum
    if addendum is None:
        raise RuleViolation([])
    module_agreements.sign_addendum(user, addendum, by="Åse", on=clock.today(), how=SignedHow.PAPER)
