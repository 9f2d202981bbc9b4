"""The forms about a lead (D5)."""

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from itstart.forms import BaseForm, CvrField, DateField, EmailField, PhoneField, WholeNumberField
from itstart.rules.lead_states import CloseReason, DeclineReason
from itstart.rules.terms import Category, ReferralSource
from itstart.services.leads import Enquiry
from itstart.steps.fields import TermField, YesNoField
from itstart.web.case_forms import MAX_EMPLOYEES, municipality_choices

LONG = Length(max=8000, message="Skriv højst 8.000 tegn.")


class LeadForm(BaseForm):
    """A customer who may need help: who, what, and that we may call."""

    company = StringField("Virksomhed", [InputRequired("Skriv virksomhedens navn.")])
    cvr = CvrField("CVR-nummer")
    need_summary = TextAreaField(
        "Hvad har kunden brug for?",
        [InputRequired("Skriv, hvad kunden har brug for."), LONG],
        description="Gerne kundens egne ord. Teksten følger med ind i sagen.",
        render_kw={"rows": 5},
    )
    category = TermField("Slags it", Category, empty="Ved ikke endnu")
    contact_name = StringField("Kontaktperson")
    contact_email = EmailField("E-mail")
    contact_phone = PhoneField("Telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    consent_on = DateField(
        "Hvornår sagde kunden ja til at blive kontaktet?", [InputRequired("Skriv datoen. Spørg først kunden.")]
    )
    postal_code = StringField("Postnummer", [Length(max=4, message="Et postnummer har 4 cifre.")])
    municipality_code = SelectField("Kommune", default="", description="Følger postnummeret, når den er tom.")
    industry = StringField("Branche", [Length(max=100, message="Skriv højst 100 tegn.")])
    employees = WholeNumberField("Ansatte", minimum=0, maximum=MAX_EMPLOYEES)
    partner = SelectField("Partner, der henviser", default="")
    source_type = TermField("Hvor kommer kunden fra?", ReferralSource, empty="Følger af ovenstående")
    source_name = StringField("Hvem henviste?", description="Fx Erhvervshus Midtjylland.")

    def __init__(self, formdata: Any = None, *, partners: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        """`partners` is None for a helper: its own leads come from nobody at IBIZ-Center."""
        super().__init__(formdata, **kwargs)
        self.municipality_code.choices = municipality_choices()
        self.partner.choices = [("", "Ingen"), *((str(number), name) for number, name in partners or [])]
        if partners is None:
            del self.partner

    def enquiry(self) -> Enquiry:
        """The form as the service takes it."""
        return Enquiry(
            company=self.company.data or "",
            need_summary=self.need_summary.data or "",
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or "",
            contact_phone=self.contact_phone.data or "",
            cvr=self.cvr.data or "",
            postal_code=self.postal_code.data or "",
            municipality_code=self.municipality_code.data or None,
            industry=self.industry.data or "",
            employees=self.employees.data,
            category=self.category.data or None,
            consent_on=self.consent_on.data,
            source_type=self.source_type.data or None,
            source_name=self.source_name.data or "",
        )

    def validate_postal_code(self, item: StringField) -> None:
        """Four digits, or nothing."""
        if item.data and not (item.data.isascii() and item.data.isdigit() and len(item.data) == 4):
            raise ValidationError("Et postnummer har 4 cifre, fx 7400.")


class PrequalifyForm(BaseForm):
    """What IBIZ-Center has found out (S36)."""

    note = TextAreaField(
        "Hvad har I fundet ud af?",
        [InputRequired("Skriv, hvad I har fundet ud af."), LONG],
        description="Er behovet klart, er ledelsen med, og hvor mange moduler ligner det?",
        render_kw={"rows": 4},
    )
    budget = StringField("Budget")
    wanted_by = StringField("Hvornår skal det være?")

    def said(self) -> dict[str, str]:
        """The form as the service takes it."""
        return {"note": self.note.data or "", "budget": self.budget.data or "", "wanted_by": self.wanted_by.data or ""}


class OfferForm(BaseForm):
    """Which firm is offered the lead, and who joins in."""

    cvr = StringField("CVR-nummer", [InputRequired("Vælg et firma.")])
    co_deliverer = SelectField("Hvem samleverer?", default="")

    def __init__(self, formdata: Any = None, *, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.co_deliverer.choices = [("", "Ingen"), *((str(user_id), name) for user_id, name in colleagues)]


class AcceptForm(BaseForm):
    """The quick question on impartiality (S31)."""

    has_ties = YesNoField("Har I bånd til en leverandør, der kan komme på tale?", "Ejerskab, provision eller andet.")
    ties = TextAreaField("Hvilken leverandør, og hvad er båndet?", [Optional(), LONG], render_kw={"rows": 2})


class DeclineForm(BaseForm):
    """Why not."""

    decline_reason = RadioField(
        "Hvorfor siger I nej?", [InputRequired("Vælg en grund.")], choices=DeclineReason.choices()
    )
    decline_note = TextAreaField("Uddyb gerne", [Optional(), LONG], render_kw={"rows": 2})


class CloseForm(BaseForm):
    """Why it comes to nothing."""

    close_reason = RadioField("Hvorfor lukkes den?", [InputRequired("Vælg en grund.")], choices=CloseReason.choices())
    close_note = TextAreaField("Uddyb gerne", [Optional(), LONG], render_kw={"rows": 2})
