"""The values a response form is made of: plain texts, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from itstart.documents import response_form_layout as layout
from itstart.rules.response_forms import fingerprint, list_fingerprint


@dataclass(frozen=True)
class FormRequirement:
    """A requirement as the vendor sees it."""

    code: str
    area: str
    priority: str
    title: str
    text: str
    test: str

    @property
    def shown(self) -> str:
        """Title and text as one cell holds them."""
        return "\n".join(part for part in (self.title, self.text) if part)[: layout.MAX_CELL]

    @property
    def mark(self) -> str:
        """What stands for its words."""
        return fingerprint(self.code, self.priority, self.shown, self.test)


@dataclass(frozen=True)
class FormCode:
    """An answer code: its letter, what it means, and what must be told with it."""

    letter: str
    meaning: str
    also: str


@dataclass(frozen=True)
class ResponseForm:
    """Everything a form says: who asks, who answers, until when, and what."""

    case_number: str
    vendor_code: str
    version: int
    title: str
    customer: str
    vendor: str
    deadline: str
    questions_until: str
    send_to: str
    valid_until: str
    go_live: str
    created: datetime
    requirements: Sequence[FormRequirement]
    codes: Sequence[FormCode]
    delivery_models: tuple[str, ...]
    one_off_types: tuple[str, ...]
    annual_types: tuple[str, ...]
    customisation: str
    milestones: tuple[str, ...]

    @property
    def mark(self) -> str:
        """What stands for the whole list of requirements."""
        return list_fingerprint((requirement.code, requirement.mark) for requirement in self.requirements)

    @property
    def pages(self) -> tuple[layout.Page, ...]:
        """The sheets that are questions and tables, in order."""
        return (
            layout.master_page(self.delivery_models, self.valid_until),
            layout.price_page(self.one_off_types, self.annual_types, self.customisation),
            layout.plan_page(self.milestones, self.go_live),
            layout.reference_page(),
            layout.reservation_page(),
        )
