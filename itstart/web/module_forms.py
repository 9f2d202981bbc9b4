"""The forms about a module: its terms, the agreement, hours, reports, delivery and the customer's answer."""

from decimal import Decimal
from typing import Any

from wtforms import BooleanField, FileField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from itstart.forms import BaseForm, DateField, HoursField, MoneyField
from itstart.rules.module_acts import RatingQuestion, SignedHow
from itstart.rules.modules import KODEKS, Limits, check_price
from itstart.rules.steps import StepKey
from itstart.rules.terms import YesNoUnknown
from itstart.services.module_agreements import Change
from itstart.services.modules import Terms
from itstart.steps.fields import TermField

RATINGS = [("5", "5"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1")]
QUICK_HOURS = [("0.25", "0,25"), ("0.5", "0,5"), ("1", "1"), ("2", "2")]
STEPS = [(key.value, f"{key.number} {key.label}") for key in StepKey]
UPLOAD = "fil"


def _optional_int(value: Any) -> int | None:
    return int(value) if str(value or "") in {"1", "2", "3", "4", "5"} else None


def rating_field(label: str) -> RadioField:
    """1 to 5, or left out; `data` is an int or None."""
    return RadioField(label, [Optional()], choices=RATINGS, coerce=_optional_int, validate_choice=False)


class PriceForm(BaseForm):
    """A form with a price under the ceiling that holds."""

    price_dkk = MoneyField("Pris uden moms", [InputRequired("Skriv prisen i hele kroner uden moms.")])

    def __init__(self, formdata: Any = None, *, limits: Limits = KODEKS, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.limits = limits

    def validate_price_dkk(self, item: MoneyField) -> None:
        """At most 15.000 kr. a module (S61)."""
        for finding in [] if item.process_errors else check_price(item.data, self.limits):
            raise ValidationError(finding.message)


class ModuleForm(PriceForm):
    """What helper and customer agree on."""

    title = StringField("Titel", [InputRequired("Giv modulet en titel.")])
    steps = SelectMultipleField("Hvilke skridt omfatter modulet?", choices=STEPS, validate_choice=False)
    product = TextAreaField(
        "Hvad får kunden i hånden?",
        [
            InputRequired("Skriv, hvad kunden får i hånden, når modulet er færdigt."),
            Length(max=2_000, message="Skriv højst 2.000 tegn."),
        ],
    )
    planned_hours = HoursField(
        "Ventet tid", [InputRequired("Skriv, hvor mange timer modulet ventes at tage.")], maximum=200
    )
    place = TextAreaField("Tid og sted", [Length(max=2_000, message="Skriv højst 2.000 tegn.")])
    customer_effort = TextAreaField("Det bidrager kunden med", [Length(max=2_000, message="Skriv højst 2.000 tegn.")])
    data_sharing_accepted = BooleanField("Kunden siger ja til, at tilbud og priser må deles med IBIZ-Center")

    def validate_steps(self, item: SelectMultipleField) -> None:
        """At least one, and only the four there are."""
        item.data = [value for value in item.data or [] if value in set(StepKey)]
        if not item.data:
            raise ValidationError("Vælg mindst ét af de fire skridt.")

    def terms(self) -> Terms:
        """The form as terms."""
        return Terms(
            title=self.title.data or "",
            steps=[StepKey(value) for value in self.steps.data or []],
            product=self.product.data or "",
            planned_hours=self.planned_hours.data or Decimal(0),
            price_dkk=self.price_dkk.data or 0,
            place=self.place.data or "",
            customer_effort=self.customer_effort.data or "",
            data_sharing_accepted=bool(self.data_sharing_accepted.data),
        )


class CancelForm(BaseForm):
    """Why a module is given up."""

    cancel_reason = TextAreaField("Hvorfor annulleres modulet?", [InputRequired("Skriv, hvorfor modulet annulleres.")])


class SendForm(BaseForm):
    """To whom the agreement was given, and when."""

    to = StringField("Til hvem?", [InputRequired("Skriv, hvem der får aftalen.")])
    on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])


class SignForm(BaseForm):
    """The customer's signature: an uploaded file, or the original on paper."""

    how = RadioField(
        "Hvordan er der skrevet under?",
        [InputRequired("Vælg, hvordan der er skrevet under.")],
        choices=[
            (SignedHow.FILE.value, "Jeg lægger den underskrevne fil op"),
            (SignedHow.PAPER.value, "Originalen er på papir og ligger hos mig"),
        ],
        coerce=lambda value: SignedHow(value) if value in {"file", "paper"} else None,
        validate_choice=False,
    )
    file = FileField("Den underskrevne fil")
    agreement_signed_by = StringField(
        "Hvem skrev under for kunden?", [InputRequired("Skriv, hvem der har underskrevet for kunden.")]
    )
    agreement_signed_on = DateField("Hvornår?", [InputRequired("Skriv, hvornår kunden har underskrevet.")])

    def validate_how(self, item: RadioField) -> None:
        """One of the helper's two ways; the third is the customer's own."""
        if item.data is None:
            raise ValidationError("Vælg, hvordan der er skrevet under.")


class AddendumForm(PriceForm):
    """What an addendum changes, and why."""

    product = TextAreaField("Produkt", [InputRequired("Skriv, hvad kunden får i hånden, når modulet er færdigt.")])
    planned_hours = HoursField(
        "Ventet tid", [InputRequired("Skriv, hvor mange timer modulet ventes at tage.")], maximum=200
    )
    reason = TextAreaField("Hvorfor ændres aftalen?", [InputRequired("Skriv, hvorfor aftalen ændres.")])

    def change(self) -> Change:
        """The form as a change."""
        return Change(
            price_dkk=self.price_dkk.data or 0,
            product=self.product.data or "",
            planned_hours=self.planned_hours.data or Decimal(0),
            reason=self.reason.data or "",
        )


class HoursForm(BaseForm):
    """Hours in two taps: one for how many, one for what."""

    quick = RadioField("Hvor længe?", [Optional()], choices=QUICK_HOURS, validate_choice=False)
    hours = HoursField("Andet antal timer", maximum=24)
    spent_on = DateField("Dag", [InputRequired("Skriv datoen.")])
    activity = StringField("Hvad lavede du?", [Length(max=200, message="Skriv højst 200 tegn.")])

    def amount(self) -> Decimal | None:
        """The hours typed, else those tapped; None when neither."""
        if self.hours.data is not None:
            typed: Decimal = self.hours.data
            return typed
        return Decimal(self.quick.data) if self.quick.data in dict(QUICK_HOURS) else None


class EntryForm(BaseForm):
    """Hours to be corrected."""

    hours = HoursField("Timer", [InputRequired("Skriv antallet af timer.")], maximum=24)
    spent_on = DateField("Dag", [InputRequired("Skriv datoen.")])
    activity = StringField("Hvad lavede du?", [Length(max=200, message="Skriv højst 200 tegn.")])


class StartForm(BaseForm):
    """What the start report asks; the rest is known."""

    starts_on = DateField("Arbejdet begynder", [InputRequired("Skriv, hvornår arbejdet begynder.")])
    expected_end_on = DateField("Modulet ventes færdigt", [InputRequired("Skriv, hvornår modulet ventes færdigt.")])
    sparring_wish = TextAreaField(
        "Er der noget, du gerne vil sparre om?", [Length(max=2_000, message="Skriv højst 2.000 tegn.")]
    )


class DeliverForm(BaseForm):
    """What the customer got, and when."""

    product = RadioField("Hvad fik kunden?", [Optional()], validate_choice=False)
    file = FileField("Filen")
    delivered_on = DateField("Hvornår fik kunden det?", [InputRequired("Skriv, hvornår kunden fik produktet.")])


class AcceptForm(BaseForm):
    """The customer's yes, and what it thought."""

    accepted_by = StringField("Hvem godkendte?", [InputRequired("Skriv, hvem der har godkendt.")])
    accepted_on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])
    customer_rating = rating_field("Hvor tilfreds er kunden alt i alt?")
    understood = rating_field(RatingQuestion.UNDERSTOOD.label)
    clear = rating_field(RatingQuestion.CLEAR.label)
    kept_time = rating_field(RatingQuestion.KEPT_TIME.label)
    impartial = rating_field(RatingQuestion.IMPARTIAL.label)
    worth_it = rating_field(RatingQuestion.WORTH_IT.label)
    would_have_bought_anyway = TermField("Ville I have købt hjælpen uden It-starthjælp?", YesNoUnknown)
    customer_comment = TextAreaField("Kundens egne ord", [Length(max=2_000, message="Skriv højst 2.000 tegn.")])

    def scores(self) -> dict[RatingQuestion, int]:
        """The answers that were given."""
        given = {question: self[question.value].data for question in RatingQuestion}
        return {question: score for question, score in given.items() if score is not None}


class RejectForm(BaseForm):
    """The customer's no."""

    rejected_by = StringField("Hvem sagde nej?", [InputRequired("Skriv, hvem der sagde nej.")])
    reject_reason = TextAreaField("Hvad mangler kunden?", [InputRequired("Skriv, hvad kunden mangler.")])


class EndForm(BaseForm):
    """The helper's own sentences of the end report."""

    value_for_customer = TextAreaField(
        "Hvilken værdi gav modulet kunden?", [InputRequired("Skriv, hvilken værdi modulet gav kunden.")]
    )
    lessons = TextAreaField("Hvad lærte du?")
    next_steps = TextAreaField("Hvad er næste skridt?")
    would_have_bought_anyway = TermField("Ville kunden have købt hjælpen uden It-starthjælp?", YesNoUnknown)


class LimitForm(BaseForm):
    """Limits that hold from a day on."""

    valid_from = DateField("Gælder fra", [InputRequired("Skriv datoen.")])
    max_price_dkk = MoneyField("Højeste pris uden moms", [InputRequired("Skriv prisen.")], minimum=1)
    expected_hours = HoursField("Ventede timer", [InputRequired("Skriv timerne.")], maximum=200)
    min_usual_hours = HoursField("Advar under", [InputRequired("Skriv timerne.")], maximum=200)
    max_usual_hours = HoursField("Advar over", [InputRequired("Skriv timerne.")], maximum=200)
    note = StringField("Hvorfor?")

    def limits(self) -> Limits:
        """The form as the rules take it."""
        return Limits(
            self.max_price_dkk.data or 0,
            self.expected_hours.data or Decimal(0),
            self.min_usual_hours.data or Decimal(0),
            self.max_usual_hours.data or Decimal(0),
        )
