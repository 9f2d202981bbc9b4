"""The form of a firm's profile (S71): competences with a level, places, industries, resources and absence."""

from datetime import date
from typing import Any

from wtforms import BooleanField, FileField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart.data import places
from itstart.forms import BaseForm, DateField, EmailField, PhoneField, WholeNumberField
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category
from itstart.rules.words import danish_order
from itstart.services import profiles
from itstart.steps.fields import TermField

LONG = Length(max=4000, message="Skriv højst 4.000 tegn.")
LEVEL = "level_"


class ProfileForm(BaseForm):
    """What the firm says of itself. A field for each kind of IT, `level_<category>`, is added below."""

    description = TextAreaField(
        "Hvad er I gode til?", [LONG], description="Det første, en kunde læser om jer.", render_kw={"rows": 5}
    )
    adviser = StringField("Hvem skal kunden tale med?")
    email = EmailField("E-mail")
    phone = PhoneField("Telefon", [Length(max=40, message="Skriv højst 40 tegn.")])
    languages = StringField("Sprog", description="Fx dansk, engelsk.")
    other_competences = TextAreaField(
        "Andre kompetencer", [LONG], description="Det, listen ikke dækker.", render_kw={"rows": 3}
    )
    regions = SelectMultipleField("Hele regioner", [Optional()])
    municipalities = SelectMultipleField("Enkelte kommuner", [Optional()])
    industries = TextAreaField("Brancher, I kender", [LONG], description="Én på hver linje.", render_kw={"rows": 4})
    advisers = WholeNumberField("Rådgivere", minimum=1, maximum=1000)
    hours_per_month = WholeNumberField("Timer til kunder om måneden", minimum=0, maximum=100_000)
    resources = TextAreaField("Andet om jeres ressourcer", [LONG], render_kw={"rows": 2})
    available_from = DateField("Ledig fra", description="IBIZ-Center ser det, når en kunde skal have en rådgiver.")
    no_new_cases_until = DateField("Ingen nye sager til og med", description="Så længe får I ingen henvendelser.")
    profile_public = BooleanField("Profilen må vises offentligt, når I er kvalificerede")

    def __init__(self, formdata: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.regions.choices = [(name, name) for name in places.regions_on(today)]
        self.municipalities.choices = [(place.code, place.name) for place in places.municipalities()]

    def said(self) -> dict[str, Any]:
        """The form as the service takes it."""
        typed = {name: self[name].data for name in profiles.COLUMNS}
        lines = [line.strip() for line in (self.industries.data or "").splitlines()]
        return {
            **{name: "" if value is None and name in _TEXTS else value for name, value in typed.items()},
            "levels": {
                category: CompetenceLevel(self[LEVEL + category.value].data)
                for category in Category
                if self[LEVEL + category.value].data
            },
            "regions": list(self.regions.data or []),
            "municipalities": sorted(self.municipalities.data or []),
            "industries": list(dict.fromkeys(line for line in lines if line)),
        }


_TEXTS = frozenset({"description", "other_competences", "languages", "resources", "adviser", "email", "phone"})
for _category in Category:
    setattr(ProfileForm, LEVEL + _category.value, TermField(_category.label, CompetenceLevel, empty="Nej"))


def profile_form(said: dict[str, Any], today: date) -> ProfileForm:
    """The form with what is stored."""
    levels = {LEVEL + category.value: level for category, level in said["levels"].items()}
    return ProfileForm(today=today, data={**said, **levels, "industries": "\n".join(said["industries"])})


def municipality_groups(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every region of the day with (code, name) of its kommuner, by name."""
    groups = []
    for region in places.regions_on(today):
        codes = places.municipalities_of([region])
        named = [(place.code, place.name) for place in places.municipalities() if place.code in codes]
        groups.append((region, sorted(named, key=lambda pair: danish_order(pair[1]))))
    return groups


class ProfilePictureForm(BaseForm):
    """A picture of the adviser or the firm, and what it shows."""

    picture = FileField("Billede", description="PNG eller JPEG, højst 5 MB.")
    picture_alt = StringField(
        "Hvad viser billedet?",
        [InputRequired("Beskriv billedet for dem, der ikke kan se det.")],
        description="Læses op for dem, der ikke kan se billedet.",
    )
