"""The forms of the material library, of the guides, and of the pages and news."""

from typing import Any

from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm
from itstart.guidance import HEADINGS
from itstart.models import Material, PublicPage
from itstart.rules.material import MaterialKind, PageKind
from itstart.rules.steps import StepKey
from itstart.services.guidance_texts import Text
from itstart.services.material import FIELDS
from itstart.steps.fields import TermField, line, longtext

_FILE = "Word, Excel eller PDF, højst 20 MB."
MARKDOWN = "Tom linje: nyt afsnit. - foran: punkt. **fed**, *kursiv*."


class MaterialForm(BaseForm):
    """What is said of a piece of material."""

    title = line("Titel", "Kort, så den kan stå i en liste.", must="Giv materialet en titel.")
    kind = TermField("Slags", MaterialKind, empty="", default=MaterialKind.GUIDE)
    step = SelectField(
        "Skridt",
        choices=[("", "Gælder alle skridt"), *((key.value, f"Skridt {key.number}: {key.label}") for key in StepKey)],
        coerce=lambda value: StepKey(value) if value else None,
    )
    text = longtext("Hvad er det, og hvornår bruger man det?", "Et par linjer.", rows=3)
    is_public = BooleanField("Alle må hente det på hjemmesiden")

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {name: self[name].data for name in FIELDS}


class NewMaterialForm(MaterialForm):
    """The same with the first file."""

    file = FileField("Fil", description=_FILE, render_kw={"accept": ".docx,.xlsx,.pdf"})


class VersionForm(BaseForm):
    """A new file, and what is new in it."""

    file = FileField("Fil", description=_FILE, render_kw={"accept": ".docx,.xlsx,.pdf"})
    note = longtext(
        "Hvad er ændret?", "Står ved versionen, så alle kan se forskellen.", must="Skriv, hvad der er ændret.", rows=2
    )


def filled(material: Material) -> MaterialForm:
    """The form with a piece's words in it."""
    return MaterialForm(data={name: getattr(material, name) for name in FIELDS})


class GuidanceForm(BaseForm):
    """A guide: a title, a text under each of the fixed headings, and why it is changed."""

    title = StringField("Overskrift", [InputRequired("Skriv en overskrift.")])
    part_0 = longtext(HEADINGS[0], rows=4)
    part_1 = longtext(HEADINGS[1], rows=7)
    part_2 = longtext(
        HEADINGS[2], "Står på fanen Eksempel. Knappen “Indsæt eksempel” sætter altid det samme ind.", rows=6
    )
    part_3 = longtext(HEADINGS[3], rows=4)
    part_4 = longtext(HEADINGS[4], "Linjer med - foran kommer med i interviewguiden.", rows=6)
    note = StringField(
        "Hvad har du ændret, og hvorfor?", [Length(max=200, message="Skriv højst 200 tegn.")],
        description="Står ved versionen.",
    )  # fmt: skip

    def text(self) -> Text:
        """As the service takes it."""
        bodies = {heading: self[f"part_{place}"].data or "" for place, heading in enumerate(HEADINGS)}
        return Text(self.title.data or "", bodies)


def guidance_filled(text: Text) -> GuidanceForm:
    """The form with a guide's text in it."""
    bodies = {f"part_{place}": text.bodies[heading] for place, heading in enumerate(HEADINGS)}
    return GuidanceForm(data={"title": text.title, **bodies})


class PublicPageForm(BaseForm):
    """The draft of a page or a piece of news."""

    title = line("Overskrift", must="Skriv en overskrift.")
    summary = TextAreaField(
        "Indledning", [Length(max=400, message="Skriv højst 400 tegn.")],
        description="Én eller to sætninger. Står øverst og i lister.", render_kw={"rows": 2},
    )  # fmt: skip
    text = longtext("Tekst", f"## foran: overskrift. {MARKDOWN} [ord](adresse) er et link.", rows=18)

    def values(self) -> dict[str, str]:
        """As the service takes them."""
        return {"title": self.title.data or "", "summary": self.summary.data or "", "text": self.text.data or ""}


class NewPageForm(PublicPageForm):
    """A new one: first which of the two it is."""

    kind = TermField("Hvad er det?", PageKind, empty="", default=PageKind.NEWS)


def page_filled(page: PublicPage) -> PublicPageForm:
    """The form with a draft in it."""
    return PublicPageForm(data={"title": page.title, "summary": page.summary, "text": page.text})
