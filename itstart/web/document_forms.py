"""The forms about a document: to whom it was given, a file in its place, and why the case does without it."""

from typing import Any

from wtforms import FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart.forms import BaseForm, DateField
from itstart.models import GeneratedDocument
from itstart.rules.documents import DocumentKind

TOO_LONG = "Skriv højst 200 tegn."
OWN = ""


class HandOverForm(BaseForm):
    """To whom the document was given, and when."""

    to = StringField("Til hvem?", [InputRequired("Skriv, hvem der får dokumentet."), Length(max=200, message=TOO_LONG)])
    on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])


class UploadForm(HandOverForm):
    """A file of the helper's own as the valid version."""

    file = FileField("Filen")
    based_on = SelectField("Hvad er det?", [Optional()], validate_choice=False)

    def __init__(self, formdata: Any = None, *, versions: list[GeneratedDocument], **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        usable = [one for one in versions if one.kind is not DocumentKind.OWN]
        self.based_on.choices = [(str(one.version), f"Version {one.version}, som jeg har rettet i") for one in usable]
        self.based_on.choices.append((OWN, "Vores eget dokument, lavet uden It-start"))
        if formdata is None and usable:
            self.based_on.data = str(usable[0].version)

    @property
    def base(self) -> int | None:
        """The version the file was made from; None for a document of one's own, 0 for nonsense."""
        said = self.based_on.data or OWN
        return None if said == OWN else int(said) if said.isdecimal() and len(said) < 6 else 0


class LeaveOutForm(BaseForm):
    """Why the document is not relevant."""

    reason = TextAreaField(
        "Hvorfor er dokumentet ikke relevant?",
        [
            InputRequired("Skriv, hvorfor dokumentet ikke er relevant."),
            Length(max=500, message="Skriv højst 500 tegn."),
        ],
    )
