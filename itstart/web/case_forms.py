"""The forms about a case as such: the customer, the case, who it waits on, and its states."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import BooleanField
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired, Length, ValidationError

from itstart.data import places
from itstart.forms import BaseForm, CvrField, DateField, EmailField, MoneyField, PhoneField, WholeNumberField
from itstart.models import Customer, CustomerCase
from itstart.rules.terms import Category, IndustryScheme, ReferralSource, RelationKind, YesNoUnknown
from itstart.services.cases import WAITING_ON
from itstart.services.settings import our_words
from itstart.steps.fields import TermField, YesNoField

MAX_EMPLOYEES = 1_000_000


def municipality_choices() -> list[tuple[str, str]]:
    """Every kommune by name, after the empty choice."""
    named = sorted(((place.code, place.name) for place in places.municipalities()), key=lambda pair: pair[1])
    return [("", "Vælg kommune"), *named]


class CustomerForm(BaseForm):
    """The company; only its name is needed to begin."""

    name = StringField("Kundens navn", [InputRequired("Skriv kundens navn.")])
    cvr = CvrField("CVR-nummer")
    address = StringField("Adresse")
    postal_code = StringField("Postnummer", [Length(max=4, message="Et postnummer har 4 cifre.")])
    city = StringField("By", [Length(max=100, message="Skriv højst 100 tegn.")])
    municipality_code = SelectField("Kommune", default="")
    website = StringField("Hjemmeside")
    industry_scheme = TermField("Branchekoder fra", IndustryScheme)
    industry_code = StringField("Branchekode", [Length(max=10, message="Skriv højst 10 tegn.")])
    industry_title = StringField("Branche")
    employees = WholeNumberField("Ansatte", maximum=MAX_EMPLOYEES)
    revenue_dkk = MoneyField("Omsætning om året")
    balance_dkk = MoneyField("Balance")
    public_body = YesNoField("Er kunden en offentlig myndighed eller et offentligretligt organ?")
    contact_name = StringField("Kontaktperson")
    contact_title = StringField("Kontaktpersonens titel")
    contact_email = EmailField("Kontaktpersonens e-mail")
    contact_phone = PhoneField("Kontaktpersonens telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    signatory_same = BooleanField("Kontaktpersonen skriver også under på aftaler")
    signatory_name = StringField("Hvem skriver under for kunden?")
    signatory_title = StringField("Titel på den, der skriver under")

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.municipality_code.choices = municipality_choices()

    def customer(self) -> dict[str, Any]:
        """The form as column values; city and kommune follow from the postal code where they are empty."""
        values = {name: self[name].data for name in CUSTOMER_COLUMNS}
        postal_code = values["postal_code"] or ""
        values["city"] = values["city"] or places.city_of(postal_code) or ""
        suggested = places.municipality_of_postal_code(postal_code)
        values["municipality_code"] = values["municipality_code"] or suggested or None
        values["industry_scheme"] = values["industry_scheme"] or None
        if self.signatory_same.data:
            values["signatory_name"], values["signatory_title"] = values["contact_name"], values["contact_title"]
        return values

    def validate_postal_code(self, item: StringField) -> None:
        """Four digits, or nothing."""
        if item.data and not (item.data.isascii() and item.data.isdigit() and len(item.data) == 4):
            raise ValidationError("Et postnummer har 4 cifre, fx 7400.")


CUSTOMER_COLUMNS = tuple(
    name for name, value in vars(CustomerForm).items() if isinstance(value, UnboundField) and name != "signatory_same"
)


def customer_form(customer: Customer) -> CustomerForm:
    """The form with what is stored."""
    form = CustomerForm(obj=customer)
    same = (customer.signatory_name, customer.signatory_title) == (customer.contact_name, customer.contact_title)
    form.signatory_same.data = bool(customer.contact_name) and same
    return form


class FactsForm(BaseForm):
    """What the case is about, and where the customer came from."""

    title = StringField("Hvad handler sagen om?", [InputRequired("Skriv, hvad sagen handler om.")])
    category = TermField("Slags it", Category)
    referral_source = TermField("Hvor kommer kunden fra?", ReferralSource)
    used_adviser_before = TermField("Har virksomheden brugt en it-rådgiver før?", YesNoUnknown)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.referral_source.choices = [
            ("", "Vælg"),
            *((one, our_words(name)) for one, name in ReferralSource.choices()),
        ]

    def facts(self) -> dict[str, Any]:
        """The form as column values."""
        return {
            "title": self.title.data,
            "category": self.category.data or None,
            "referral_source": self.referral_source.data or None,
            "used_adviser_before": self.used_adviser_before.data or None,
        }


class NewCaseForm(CustomerForm, FactsForm):
    """Both at once, for a case that is opened."""


WAITING_LABELS = {
    "rådgiveren": "Dig",
    "kunden": "Kunden",
    "leverandøren": "En leverandør",
    "IBIZ-Center": "IBIZ-Center",
}


class WaitingForm(BaseForm):
    """Who the case waits on, and what happens next."""

    waiting_on = SelectField("Sagen venter på", default="")
    waiting_since = DateField("Siden")
    next_action = StringField("Næste handling")
    next_action_on = DateField("Hvornår?")

    def __init__(self, formdata: Any = None, *, case: CustomerCase, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        other = [case.waiting_on] if case.waiting_on and case.waiting_on not in WAITING_ON else []
        named = [(word, our_words(WAITING_LABELS.get(word, word))) for word in (*WAITING_ON, *other)]
        self.waiting_on.choices = [("", "Ingen lige nu"), *named]

    def waiting(self) -> dict[str, Any]:
        """The form as column values."""
        return {
            "waiting_on": self.waiting_on.data or "",
            "waiting_since": self.waiting_since.data,
            "next_action": self.next_action.data,
            "next_action_on": self.next_action_on.data,
        }


class PauseForm(BaseForm):
    """Why the case rests, and when the customer hears from the helper."""

    pause_reason = TextAreaField("Hvorfor sættes sagen i bero?")
    next_contact_on = DateField("Hvornår tager du kontakt igen?")


class AbandonForm(BaseForm):
    """Why the case is given up."""

    abandon_reason = TextAreaField("Hvorfor opgives sagen?")


class ReopenForm(BaseForm):
    """Why a completed case is opened again."""

    reason = TextAreaField("Hvorfor åbnes sagen igen?")


class FinishStepForm(BaseForm):
    """The customer's approval of a step."""

    approved_on = DateField("Hvornår godkendte kunden?")
    approved_by = StringField("Hvem godkendte?", [InputRequired("Skriv, hvem der godkendte.")])
    not_signed_reason = TextAreaField("Hvorfor skrev kunden ikke under på kontrakten?")


class SkipStepForm(BaseForm):
    """Why a step is skipped."""

    skip_reason = TextAreaField("Hvorfor springes skridtet over?")


class ReopenStepForm(BaseForm):
    """Why a finished step is opened again."""

    note = TextAreaField("Hvorfor åbnes skridtet igen?")


class DeclarationForm(BaseForm):
    """What the helper declares."""

    owns_or_is_owned_by_vendor = YesNoField("Ejer du eller dit firma en it-leverandør, eller er I ejet af en?")
    receives_commission = YesNoField("Får du eller dit firma provision eller anden betaling fra en it-leverandør?")
    acknowledged_by_customer_on = DateField("Kunden har taget erklæringen til efterretning den")


class RelationForm(BaseForm):
    """Another tie to a vendor."""

    vendor = SelectField("Leverandør", default="")
    kind = SelectField("Slags", choices=RelationKind.choices(), default=RelationKind.OTHER.value)
    description = TextAreaField("Hvad er relationen?", [InputRequired("Beskriv relationen.")])
    assessment = TextAreaField("Hvorfor kan du stadig rådgive uvildigt?", [InputRequired("Skriv din vurdering.")])
    code = HiddenField()


class AcceptForm(BaseForm):
    """The acceptance of the kodeks."""

    accepted_by = StringField("Dit navn", [InputRequired("Skriv dit navn.")])
    accepted_on = DateField("Dato", [InputRequired("Skriv datoen.")])
