"""The form by which a visitor asks for help: three questions, and who asks."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from itstart import clock
from itstart.data import places
from itstart.forms import BaseForm, CvrField, EmailField, PhoneField
from itstart.rules.terms import Category
from itstart.services.leads import Enquiry
from itstart.steps.fields import TermField

CONSENT = "IBIZ-Center må gemme det, jeg har skrevet, og give det til en It-starthjælper, der kan hjælpe os."


class EnquiryForm(BaseForm):
    """What for, what kind, where; then who, and that it may be passed on."""

    need_summary = TextAreaField(
        "Hvad vil I gerne have hjælp til?",
        [
            InputRequired("Skriv kort, hvad I vil have hjælp til."),
            Length(max=4000, message="Skriv højst 4.000 tegn."),
        ],
    )
    category = TermField("Hvad handler det mest om?", Category, empty="Ved ikke endnu")
    postal_code = StringField("Hvilket postnummer ligger I i?", [InputRequired("Skriv jeres postnummer.")])
    company = StringField("Virksomhed", [InputRequired("Skriv virksomhedens navn.")])
    cvr = CvrField("CVR-nummer")
    contact_name = StringField("Dit navn", [InputRequired("Skriv dit navn.")])
    contact_email = EmailField("E-mail", [InputRequired("Skriv din e-mail, så vi kan svare.")])
    contact_phone = PhoneField("Telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    consent = BooleanField(CONSENT, [InputRequired("Sæt kryds, så vi må gemme henvendelsen og finde en hjælper.")])

    def validate_postal_code(self, item: StringField) -> None:
        """A Danish postal code we know."""
        if item.data and places.city_of(item.data) is None:
            raise ValidationError("Vi kender ikke postnummeret. Skriv fire cifre, fx 7400.")

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
            category=self.category.data or None,
            consent_on=clock.today() if self.consent.data else None,
        )
