"""The forms for points, made for the case at hand: a field for each sub-score and vendor, for each task and person."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar
from zlib import crc32

from wtforms import RadioField, TextAreaField, ValidationError
from wtforms.validators import Length

from itstart.forms import BaseForm, DecimalField
from itstart.models import Criterion, CustomerCase, DemoScenario, Vendor
from itstart.services import scores
from itstart.services.scores import Label
from itstart.steps.definition import FormSection, Scope
from itstart.steps.fields import longtext, optional
from itstart.steps.selection import bidders
from itstart.steps.shared_documents import short_name

MAX_POINTS = 5
MAX_NOTE = 2_000
_NOTE_TOO_LONG = "Skriv højst 2.000 tegn."
QUARTER = Decimal("0.25")


def _quarters(_form: BaseForm, field: Any) -> None:
    if field.data is not None and field.data % QUARTER:
        raise ValidationError("Giv point i kvarte, fx 4,25.")


def _points(value: Any) -> int | None:
    return None if value in (None, "", "None") else int(value)


def _scope(owner: Any) -> Scope:
    return Scope(choices=bidders.choices, owner=lambda _case, _code: owner)


# ---- sub-scores --------------------------------------------------------------------------------------


def sub_score_names(label: Label, vendor: str) -> tuple[str, str]:
    """The names of a sub-score's two fields for one vendor."""
    part = f"{label.key}_{vendor}".replace("-", "_")
    return f"point_{part}", f"grund_{part}"


def sub_score_section(case: CustomerCase, criterion: Criterion) -> FormSection:
    """Points 0 to 5 and a reason, for every sub-score of the criterion and every vendor."""
    vendors = bidders.bidders(case)
    places = {
        (label.key, vendor.code): sub_score_names(label, vendor.code)
        for label in scores.labels(case, criterion)
        for vendor in vendors
    }
    names = {label.key: label.name for label in scores.labels(case, criterion)}
    fields: dict[str, Any] = {}
    for (key, vendor), (points, reason) in places.items():
        about = f"{names[key]}, {short_name(next(v.name for v in vendors if v.code == vendor))}"
        fields[points] = DecimalField(f"Point, {about}", [*optional(), _quarters], maximum=MAX_POINTS)
        fields[reason] = longtext(f"Begrundelse, {about}", rows=2)

    def load(owner: Criterion) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for label in scores.labels(case, owner):
            for vendor in vendors:
                points, reason = sub_score_names(label, vendor.code)
                row = label.rows.get(vendor.code)
                found[points], found[reason] = (row.score, row.reason) if row else (None, "")
        return found

    def store(owner: Criterion, values: dict[str, Any]) -> None:
        given = {
            place: {"score": values[points], "reason": values[reason] or ""}
            for place, (points, reason) in places.items()
        }
        scores.store_sub_scores(case, owner, given)

    form: type[BaseForm] = type("SubScoreForm", (BaseForm,), fields)
    return FormSection("delpoint", criterion.title, form, scope=_scope(criterion), load=load, store=store)


# ---- the demo ----------------------------------------------------------------------------------------


class PointsField(RadioField):
    """Points 1 to 5, or none; `data` is an int or None."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        choices = [("", "Ingen"), *((str(points), str(points)) for points in range(1, MAX_POINTS + 1))]
        super().__init__(label, choices=choices, coerce=_points, **kwargs)


def demo_name(scenario: str, person: str) -> str:
    """The name of the field for a task's number and a person; the same however the lists grow meanwhile."""
    return f"point_{scenario}_{crc32(person.encode()):08x}".replace("-", "_")


def agreed_names(scenario: str) -> tuple[str, str]:
    """The names of a task's two fields for what everybody agreed on: points, and why."""
    part = scenario.replace("-", "_")
    return f"enig_{part}", f"enig_fordi_{part}"


class DemoForm(BaseForm):
    """Points for each task and person, and what they agreed on; the fields are made for the case at hand."""

    agreed: ClassVar[list[tuple[str, str, list[str]]]] = []

    def validate(self, extra_validators: Any = None) -> bool:
        """Agreed points have a reason, and stand beside points of somebody."""
        fine = bool(super().validate(extra_validators))
        for points, reason, people in self.agreed:
            if self[points].data is None:
                continue
            if not self[reason].data:
                self.refuse(reason, "Skriv, hvorfor I blev enige om det.")
                fine = False
            if all(self[name].data is None for name in people):
                self.refuse(points, "Giv først hver jeres point.")
                fine = False
        return fine


def demo_section(case: CustomerCase, vendor: Vendor, people: Sequence[str]) -> FormSection:
    """Points from each person for each task of the demo, and what they agreed on, for one vendor."""
    places = {
        demo_name(scenario.code, person): (scenario.code, person, f"{scenario.title}, {person}")
        for scenario in case.demo_scenarios
        for person in people
    }
    fields: dict[str, Any] = {name: PointsField(label) for name, (_, _, label) in places.items()}
    agreed = {scenario.code: agreed_names(scenario.code) for scenario in case.demo_scenarios}
    for scenario in case.demo_scenarios:
        points, reason = agreed[scenario.code]
        fields[points] = PointsField(f"Fælles point, {scenario.title}")
        fields[reason] = longtext(f"Hvorfor blev I enige om det? {scenario.title}", rows=2)
    fields["agreed"] = [
        (points, reason, [name for name, (code, _, _) in places.items() if code == scenario])
        for scenario, (points, reason) in agreed.items()
    ]

    def load(owner: Vendor) -> dict[str, Any]:
        given, settled = scores.demo_points(case, owner), scores.consensus(case, owner)
        found: dict[str, Any] = {name: given.get((code, person)) for name, (code, person, _) in places.items()}
        for code, (points, reason) in agreed.items():
            found[points], found[reason] = settled.get(code, (None, ""))
        return found

    def store(owner: Vendor, values: dict[str, Any]) -> None:
        given = {(code, person): values[name] for name, (code, person, _) in places.items()}
        scores.store_demo_points(case, owner, given)
        settled = {code: (values[points], values[reason] or "") for code, (points, reason) in agreed.items()}
        scores.store_consensus(case, owner, settled)

    form: type[BaseForm] = type("CaseDemoForm", (DemoForm,), fields)
    return FormSection("demo", "Demo", form, scope=_scope(vendor), load=load, store=store)


# ---- one person's own sheet --------------------------------------------------------------------------


def sheet_name(scenario: str) -> str:
    """The name of the field for a task's number."""
    return f"point_{scenario}".replace("-", "_")


def sheet_form(scenarios: Sequence[DemoScenario]) -> type[BaseForm]:
    """One person's points for each task and a note, for one vendor."""
    fields: dict[str, Any] = {sheet_name(scenario.code): PointsField(scenario.title) for scenario in scenarios}
    fields["note"] = TextAreaField("Noter til dig selv og de andre", [Length(max=MAX_NOTE, message=_NOTE_TOO_LONG)])
    return type("SheetForm", (BaseForm,), fields)
