"""The forms about activities, the plan agreed with a firm, and the goals of the programme."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm, DateField, WholeNumberField
from itstart.models import Activity
from itstart.rules.activities import ActivityKind
from itstart.rules.goals import GoalMetric
from itstart.rules.steps import StepKey
from itstart.services.activities import FIELDS
from itstart.steps.fields import MomentField, TermField, line, longtext, optional

MOST_TARGET = 999
_LONG = Length(max=200, message="Skriv højst 200 tegn.")


class ActivityForm(BaseForm):
    """The facts of an activity."""

    kind = TermField("Slags", ActivityKind, empty="", default=ActivityKind.ERFA)
    title = StringField("Titel", [InputRequired("Giv aktiviteten en titel."), _LONG])
    theme_step = SelectField(
        "Tema",
        choices=[("", "Andet"), *((key.value, f"Skridt {key.number}: {key.label}") for key in StepKey)],
        coerce=lambda value: StepKey(value) if value else None,
    )
    starts_at = MomentField(
        "Begynder", [InputRequired("Skriv, hvornår den begynder.")], description="Fx 3.12.2026 13.00."
    )
    ends_at = MomentField("Slutter", optional())
    place = StringField("Sted", [_LONG], description="Adresse, eller linket til et onlinemøde.")
    organiser = StringField("Arrangør", [_LONG], description="Lad feltet stå tomt, når det er IBIZ-Center.")
    description = longtext("Hvad går det ud på?", rows=4)
    capacity = WholeNumberField("Antal pladser", optional(), description="Tomt er ingen grænse.")
    sign_up_until = DateField("Sidste tilmelding", optional())
    is_public = BooleanField("Må vises for alle på hjemmesiden")

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {name: self[name].data if self[name].data != "" else _EMPTY.get(name) for name in FIELDS}


_EMPTY = {"title": "", "description": "", "organiser": "", "place": ""}


def filled(activity: Activity) -> ActivityForm:
    """The form with the activity's facts in it."""
    return ActivityForm(data={name: getattr(activity, name) for name in FIELDS})


class CancelForm(BaseForm):
    """Why it is called off."""

    cancel_reason = longtext("Hvorfor er den aflyst?", "De tilmeldte får det at vide i en mail.", rows=2)


class ToldForm(BaseForm):
    """What was said, and what others can use."""

    minutes = longtext("Referat", rows=6)
    best_practice = longtext(
        "God praksis", "Det, andre rådgivere kan bruge. Nævn ikke kunder eller leverandører.", rows=4
    )


def _metric() -> TermField:
    return TermField("Skal It-start tælle noget med?", GoalMetric, empty="Nej")


def _target() -> WholeNumberField:
    return WholeNumberField(
        "Hvor mange i året?", optional(), minimum=1, maximum=MOST_TARGET, description="Kun når noget tælles med."
    )


class CountedForm(BaseForm):
    """A goal that It-start can count; what and how many are its last two fields."""

    metric: TermField
    target: WholeNumberField

    def validate(self, extra_validators: Any = None) -> bool:
        """What is counted and how many belong together."""
        if not super().validate(extra_validators):
            return False
        counts, number = bool(self.metric.data), self.target.data is not None
        if counts and not number:
            self.refuse("target", "Skriv, hvor mange I vil nå.")
        if number and not counts:
            self.refuse("metric", "Vælg, hvad der skal tælles.")
        return counts == number

    def counted(self) -> dict[str, Any]:
        """What is counted and how many, both None when nothing is."""
        return {"metric": self.metric.data or None, "target": self.target.data}


class PlanLineForm(CountedForm):
    """A line of the activity plan."""

    title = line("Aktivitet", "Fx messe i Herning.", must="Skriv, hvad I vil gøre.")
    activity = SelectField("Er det en af programmets?", default="")
    due_on = DateField("Hvornår?", optional())
    goal = longtext("Mål", "Fx fem nye kundeemner.", rows=2)
    metric = _metric()
    target = _target()


class OutcomeForm(BaseForm):
    """What came of it."""

    outcome = longtext("Hvad kom der ud af det?", rows=2)


class GoalForm(CountedForm):
    """A goal of the programme."""

    title = line("Mål", "Fx 40 nye kundesager i hele landet.", must="Skriv målet.")
    text = longtext("Hvordan når vi det?", rows=3)
    metric = _metric()
    target = _target()
