"""The forms for points, made for the case at hand: a field for each sub-score and vendor, for each task and person."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from zlib import crc32

from wtforms import RadioField, ValidationError

from itstart.forms import BaseForm, DecimalField
from itstart.models import Criterion, CustomerCase, Vendor
from itstart.services import scores
from itstart.services.scores import Label
from itstart.steps.definition import FormSection, Scope
from itstart.steps.fields import longtext, optional
from itstart.steps.selection import bidders
from itstart.steps.shared_documents import short_name

MAX_POINTS = 5
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


def demo_section(case: CustomerCase, vendor: Vendor, people: Sequence[str]) -> FormSection:
    """Points from each person for each task of the demo, for one vendor."""
    places = {
        demo_name(scenario.code, person): (scenario.code, person, f"{scenario.title}, {person}")
        for scenario in case.demo_scenarios
        for person in people
    }
    fields = {name: PointsField(label) for name, (_, _, label) in places.items()}

    def load(owner: Vendor) -> dict[str, Any]:
        given = scores.demo_points(case, owner)
        return {name: given.get((code, person)) for name, (code, person, _) in places.items()}

    def store(owner: Vendor, values: dict[str, Any]) -> None:
        given = {(code, person): values[name] for name, (code, person, _) in places.items()}
        scores.store_demo_points(case, owner, given)

    form: type[BaseForm] = type("DemoForm", (BaseForm,), fields)
    return FormSection("demo", "Demo", form, scope=_scope(vendor), load=load, store=store)
