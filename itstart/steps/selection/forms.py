"""What step 3 asks: bids and prices, reference talks, waivers, recommendation and decision (DOMAIN B4, B5)."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from markupsafe import Markup
from wtforms import Field
from wtforms.utils import unset_value

from itstart.forms import BaseForm, DateField, HoursField, MoneyField, PercentField
from itstart.models import CustomerCase, Requirement, Vendor
from itstart.rules.terms import AnnualType, DeliveryModel, OneOffType, ScalesWith
from itstart.steps.fields import MomentField, RefField, TermField, line, longtext, optional, tick
from itstart.steps.selection import bidders, musts

QUESTIONS = (
    "Holdt leverandøren tid og pris?",
    "Gør systemet det, I blev lovet?",
    "Hvordan er supporten i hverdagen?",
    "Passede leverandørens bud på jeres egen tid?",
    "Ville I vælge dem igen?",
)
MAX_POINTS = 5
MAX_QUESTIONS = 20
MAX_QUESTION = 300


class BidForm(BaseForm):
    product = line("Produkt", "Fx ProdPlan 365.")
    received_at = MomentField("Modtaget", optional(), description="Dato og klokkeslæt, fx 17.4.2026 15.40.")
    valid_until_on = DateField("Tilbuddet gælder til", optional())
    delivery_model = TermField("Hvor kører det?", DeliveryModel)
    annual_price_adjustment_pct = PercentField(
        "Priserne stiger om året", optional(), places=2, description="Så meget må leverandøren hæve den årlige pris."
    )
    internal_hours = HoursField(
        "Jeres egne timer", optional(), description="Leverandørens bud på den tid, kunden selv skal bruge."
    )
    exit_cost_dkk = MoneyField("Pris for at komme ud igen", optional(), description="Skriv 0, hvis det er gratis.")
    reservations = longtext("Forbehold", "Det i kontraktudkastet, leverandøren ikke vil gå med til.")
    reservations_meaning = longtext("Det betyder forbeholdene for kunden", rows=2)
    excluded_reason = longtext("Tilbuddet er udelukket, fordi", "Lad feltet stå tomt, når tilbuddet er med.", rows=2)


def _scales() -> TermField:
    about = "Så kan I se, hvad løsningen koster, når I vokser."
    return TermField("Prisen vokser med", ScalesWith, empty="", default=ScalesWith.FIXED, description=about)


class OneOffLineForm(BaseForm):
    label = line("Prislinje", "Fx Analyse og opsætning.", must="Skriv, hvad der betales for.")
    type = TermField("Art", OneOffType, empty="")
    amount_dkk = MoneyField("Beløb ekskl. moms", optional())
    scales_with = _scales()


class AnnualLineForm(BaseForm):
    label = line("Prislinje", "Fx 12 fulde brugere à 820 kr./md.", must="Skriv, hvad der betales for.")
    type = TermField("Art", AnnualType, empty="")
    amount_dkk = MoneyField("Beløb om året ekskl. moms", optional())
    scales_with = _scales()


class QuestionsWidget:
    """A line for each question: its text and the points it was given."""

    input_type = "questions"

    def __call__(self, field: "QuestionsField", **attrs: Any) -> Markup:
        lines = [*(field.data or ()), ("", None)]
        made = [self._line(field, place, question, score, attrs) for place, (question, score) in enumerate(lines)]
        return Markup('<div class="qa">{}</div>').format(Markup("").join(made))

    def _line(
        self, field: "QuestionsField", place: int, question: str, score: int | None, attrs: dict[str, Any]
    ) -> Markup:
        ident = field.id if place == 0 else f"{field.id}-{place}"
        options = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                "" if points is None else points,
                Markup(" selected") if points == score else "",
                "Point" if points is None else points,
            )
            for points in (None, *range(MAX_POINTS + 1))
        )
        about = (
            Markup(' aria-describedby="{}"').format(attrs["aria-describedby"]) if "aria-describedby" in attrs else ""
        )
        return Markup(
            '<input class="form-input" type="text" id="{}" name="{}" value="{}" aria-label="Spørgsmål {}"{}>'
            '<select class="form-select" name="{}-point" aria-label="Point for spørgsmål {}">{}</select>'
        ).format(ident, field.name, question, place + 1, about, field.name, place + 1, options)


class QuestionsField(Field):
    """Questions with points 0 to 5; `data` is a list of (question, points or None). A line without text falls away."""

    widget = QuestionsWidget()

    def __init__(self, label: str, description: str = "", **kwargs: Any) -> None:
        asked = [(question, None) for question in QUESTIONS]
        super().__init__(label, description=description, default=lambda: list(asked), **kwargs)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the two columns of the lines, when the form was sent."""
        super().process(None, data, extra_filters)
        if formdata is None or self.name not in formdata:
            return
        questions = [" ".join(str(text).split()) for text in formdata.getlist(self.name)]
        points = formdata.getlist(f"{self.name}-point")
        errors: list[str] = []
        self.data = self._read(list(zip_longest(questions, points, fillvalue="")), errors)
        self.process_errors = errors

    def _read(self, lines: list[tuple[str, str]], errors: list[str]) -> list[tuple[str, int | None]]:
        found: list[tuple[str, int | None]] = []
        for question, points in lines:
            if not question:
                continue
            if len(question) > MAX_QUESTION:
                errors.append(f"Et spørgsmål må højst være på {MAX_QUESTION} tegn.")
            elif points and not (points.isascii() and points.isdigit() and int(points) <= MAX_POINTS):
                errors.append("Giv point fra 0 til 5.")
            else:
                found.append((question, int(points) if points else None))
        if len(found) > MAX_QUESTIONS:
            errors.append(f"Der kan højst være {MAX_QUESTIONS} spørgsmål.")
        return found[:MAX_QUESTIONS]

    def told(self, pairs: Sequence[tuple[str, int | None]]) -> str:
        """The questions and points as text."""
        return "\n".join(f"{question} {'–' if score is None else score}" for question, score in pairs)


class ReferenceForm(BaseForm):
    reference_company = line("Virksomhed", must="Skriv, hvem I har talt med.")
    contact = line("Person", "Navn eller stilling.")
    held_on = DateField("Dato for samtalen", optional())
    chosen_by_customer = tick("Kunden har selv valgt referencen")
    question_scores = QuestionsField("Spørgsmål og point", description="0 er dårligst, 5 er bedst.")
    notes = longtext("Noter", "Det, der blev sagt, med deres egne ord.", rows=4)


def _requirements(case: CustomerCase) -> list[Requirement]:
    return musts.waivable(case)


def _vendors(case: CustomerCase) -> list[Vendor]:
    return bidders.bidders(case)


class WaiverForm(BaseForm):
    vendor_id = RefField("Leverandør", _vendors, must="Vælg leverandøren.")
    requirement_id = RefField("SKAL-krav, der ikke er opfyldt", _requirements, must="Vælg kravet.")
    granted_by = line("Givet af", "Kundens navn.", must="Skriv, hvem hos kunden der giver dispensationen.")
    granted_on = DateField("Dato", optional())
    deadline_on = DateField("Kravet skal være opfyldt senest", optional())
    reason = longtext("Begrundelse", must="Skriv kundens begrundelse.")


class RecommendationForm(BaseForm):
    recommendation = longtext("Jeg anbefaler", "Hvem og hvorfor, i tre sætninger.", rows=4)
    counterarguments = longtext("Det taler imod", "Det, ejeren skal vide, før der vælges.")
    open_points = longtext("Det skal afklares, før I skriver under", "Ét punkt på hver linje.")
    fit_note = longtext("Om kravene", "Det vigtigste ved svarene.", rows=2)
    demo_note = longtext("Om demoen", "Det, I så.", rows=2)
    sensitivity_note = longtext("Om hvor sikkert resultatet er", rows=2)


class DecisionForm(BaseForm):
    decision_reason = longtext("Kundens begrundelse", "Med kundens egne ord.", rows=4)
    decided_by = line("Besluttet af", "Navn på den, der må beslutte.")
    decided_on = DateField("Dato for beslutningen", optional())
    decided_vendor_id = RefField(
        "Kunden har valgt", _vendors, empty="Ikke valgt endnu", description="Vælg leverandøren til sidst."
    )
