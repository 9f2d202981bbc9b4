"""The form of a requirement in the library."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm, DateField
from itstart.rules.library import Depth, Topic
from itstart.rules.terms import Priority, RequirementKind
from itstart.services import requirement_library
from itstart.services.requirement_library import FIELDS, Entry
from itstart.steps.fields import TermField, line, longtext, optional


class LibraryForm(BaseForm):
    """What IBIZ-Center writes; the names are those of the text itself."""

    title = line("Navn", "Kort, så det kan stå i en liste.", must="Giv kravet et kort navn.")
    priority = TermField("Vejledende vigtighed", Priority, empty="", default=Priority.SHOULD)
    area = StringField(
        "Område", [InputRequired("Skriv området."), Length(max=100, message="Skriv højst 100 tegn.")],
        description="Fx Økonomi, Ordre eller Lager.",
    )  # fmt: skip
    kind = TermField("Slags", RequirementKind, empty="", default=RequirementKind.FUNCTIONAL)
    depth = TermField("Hvor grundigt?", Depth, empty="", default=Depth.NORMAL, description="Let er med i alle sager.")
    topic = TermField("Emne", Topic, empty="Intet af dem", description="Bruges til at se, hvad en kravliste mangler.")
    text = longtext("Krav", "Ét krav med skal, bør eller kan. Nævn ikke et produkt.", must="Skriv kravet.", rows=3)
    why = longtext("Hvorfor", "Én eller to sætninger til kunden.", must="Skriv, hvorfor kravet er der.", rows=2)
    acceptance_criterion = longtext("Sådan tester vi det", must="Skriv, hvordan kravet testes.", rows=2)
    shown_by = longtext("Sådan kan leverandøren vise det", must="Skriv, hvordan leverandøren kan vise det.", rows=2)
    demo_scene = longtext("Scene til demoen", "Det, leverandøren skal gøre på demoen. Kan udelades.", rows=2)
    law_reference = line("Lov", "Kun når kravet følger af en lov.")
    law_checked_on = DateField("Loven er slået efter den", optional())

    def values(self) -> dict[str, Any]:
        """The text as the service takes it."""
        found = {name: self[name].data for name in FIELDS}
        return {**found, "topic": self.topic.data or None, "law_reference": self.law_reference.data or ""}


class NewForm(LibraryForm):
    """A requirement that is not in the library yet; first its pack."""

    pack = SelectField("Pakke", [InputRequired("Vælg en pakke.")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack.choices = [("", "Vælg en pakke"), *((pack.slug, pack.title) for pack in requirement_library.packs())]


def filled(entry: Entry) -> LibraryForm:
    """The form with a version's text in it."""
    return LibraryForm(data={name: getattr(entry.text, name) for name in FIELDS})
