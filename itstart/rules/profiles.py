"""A firm's profile: what it should say, when it is to be read again, and when the firm takes new cases (S17, S71)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from itstart.rules.findings import Finding
from itstart.rules.term import Term

MAX_INDUSTRIES = 20
MAX_INDUSTRY = 100


class CompetenceLevel(Term):
    """How well the firm knows a kind of IT."""

    BASIC = "basic", "Kender til det"
    SKILLED = "skilled", "Rutineret"
    EXPERT = "expert", "Ekspert"

    @property
    def rank(self) -> int:
        """1 to 3; the higher the better."""
        return list(CompetenceLevel).index(self) + 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile says, as far as somebody must be able to find and call the firm by it."""

    adviser: str
    email: str
    phone: str
    home: str
    description: str
    categories: int
    municipalities: int
    industries: int
    advisers: int | None
    hours_per_month: int | None
    languages: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a profile should say: the words when it is missing, its name in a list, the field it stands in on the
    firm's own page (empty when IBIZ-Center writes it), and how it is seen to be there. Without what `qualifies`, a
    firm cannot be qualified; the rest only makes the profile complete.
    """

    words: str
    name: str
    field: str
    fact: str
    qualifies: bool = False


ASKED: tuple[Asked, ...] = (
    Asked("Skriv, hvem kunden skal tale med.", "rådgiverens navn", "adviser", "adviser", qualifies=True),
    Asked("Skriv en e-mail.", "e-mail", "email", "email", qualifies=True),
    Asked("Skriv et telefonnummer.", "telefon", "phone", "phone", qualifies=True),
    Asked("Bed IBIZ-Center om at skrive, hvor I har adresse.", "egen kommune", "", "home", qualifies=True),
    Asked("Vælg de kommuner, I dækker.", "dækkede kommuner", "regions", "municipalities", qualifies=True),
    Asked("Vælg mindst ét område, I kan rådgive om.", "kompetencer", "competences", "categories", qualifies=True),
    Asked("Skriv, hvad I er gode til.", "beskrivelse", "description", "description"),
    Asked("Skriv de brancher, I kender.", "brancher", "industries", "industries"),
    Asked("Skriv, hvor mange rådgivere I er.", "antal rådgivere", "advisers", "advisers"),
    Asked("Skriv, hvor mange timer I har om måneden.", "timer om måneden", "hours_per_month", "hours_per_month"),
    Asked("Skriv, hvilke sprog I rådgiver på.", "sprog", "languages", "languages"),
    Asked("Tilføj et billede.", "billede", "picture", "has_picture"),
)


def missing(profile: Profile) -> list[Asked]:
    """What the profile does not say, in the order it is asked for; empty when it is complete."""
    return [asked for asked in ASKED if not getattr(profile, asked.fact)]


def review_due_on(reviewed_on: date | None, created_on: date) -> date:
    """The day the profile is to be read through again: a year after it was last."""
    last = reviewed_on or created_on
    try:
        return last.replace(year=last.year + 1)
    except ValueError:  # 29 February
        return last.replace(year=last.year + 1, day=28)


def check_absence(*, no_new_cases_until: date | None, before: date | None, today: date) -> list[Finding]:
    """A day that is newly chosen lies ahead; one that was chosen earlier may have passed."""
    if no_new_cases_until and no_new_cases_until != before and no_new_cases_until < today:
        return [
            Finding("Dagen er allerede gået. Lad feltet være tomt, hvis I tager sager nu.", where="no_new_cases_until")
        ]
    return []


def check_industries(names: Sequence[str]) -> list[Finding]:
    """So many that a reader still reads them, none of them a story."""
    if len(names) > MAX_INDUSTRIES:
        return [Finding(f"Skriv højst {MAX_INDUSTRIES} brancher.", where="industries")]
    if any(len(name) > MAX_INDUSTRY for name in names):
        return [Finding(f"Skriv højst {MAX_INDUSTRY} tegn for hver branche.", where="industries")]
    return []
