"""The next thing in each of a firm's open cases, for a list: what is cheap to know, in the same few queries for all.

The case page asks deeper (`next_best`): there the gaps of the current task come first.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, DeliveryModule, User
from itstart.rules.module_acts import PRESSING
from itstart.rules.steps import StepKey
from itstart.rules.terms import CaseStatus
from itstart.services import case_list, module_next, modules
from itstart.services.case_list import Line


@dataclass(frozen=True)
class CaseNext:
    """A case in the list with the one thing to do. `module` is what it is about, where it is about one."""

    line: Line
    title: str
    label: str = ""
    module: DeliveryModule | None = None
    is_pressing: bool = False

    @property
    def due_on(self) -> date | None:
        """The day the helper has written down, or that of the next contact."""
        return self.line.next_contact_on if self.line.status is CaseStatus.PAUSED else self.line.next_action_on

    @property
    def is_late(self) -> bool:
        """True when that day has passed."""
        return self.due_on is not None and self.due_on < clock.today()


def of_firm(user: User) -> list[CaseNext]:
    """The open cases changed last: first what is late or pressing, then in the order of their change."""
    lines = case_list.open_lines(user)
    owned = _modules([line.number for line in lines])
    found = [_next(line, owned[line.number]) for line in lines]
    return sorted(found, key=lambda one: not (one.is_late or one.is_pressing))


def _modules(numbers: Sequence[str]) -> dict[str, list[DeliveryModule]]:
    query = (
        select(DeliveryModule, CustomerCase.number.label("case_number"))
        .join(CustomerCase, DeliveryModule.case_id == CustomerCase.id)
        .where(CustomerCase.number.in_(numbers))
        .order_by(DeliveryModule.number)
    )
    owned: dict[str, list[DeliveryModule]] = defaultdict(list)
    for module, number in db.session.execute(query):
        owned[number].append(module)
    return owned


def _next(line: Line, owned: Sequence[DeliveryModule]) -> CaseNext:
    if line.status is CaseStatus.PAUSED:
        return CaseNext(line, "Kontakt kunden, og genoptag sagen" if _contact_due(line) else "Sagen er i bero")
    if line.status is CaseStatus.DRAFT:
        return CaseNext(line, "Gør sagen aktiv")
    pressing = next((module for module in owned if modules.next_act(module) in PRESSING), None)
    if pressing is not None:
        return _in_module(line, pressing, is_pressing=True)
    if line.next_action:
        return CaseNext(line, line.next_action)
    waiting = next((module for module in owned if modules.next_act(module) is not None), None)
    if waiting is not None:
        return _in_module(line, waiting)
    step = list(StepKey)[line.current - 1]
    return CaseNext(line, f"Arbejd videre med {step.label}")


def _contact_due(line: Line) -> bool:
    return line.next_contact_on is not None and line.next_contact_on <= clock.today()


def _in_module(line: Line, module: DeliveryModule, *, is_pressing: bool = False) -> CaseNext:
    words = module_next.words(module)
    assert words is not None
    title = f"Modul {module.number}: {words.title[:1].lower()}{words.title[1:]}"
    return CaseNext(line, title, words.label, module, is_pressing)
