"""A firm's profile: what it should say, when it is to be read again, and when the firm takes new cases (S17, S71)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from itstart.rules.findings import Finding, advice
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
    description: str
    categories: int
    municipalities: int
    industries: int
    advisers: int | None
    hours_per_month: int | None
    languages: str
    has_picture: bool


# What is asked for: the words when it is missing, the field it stands in, and how it is seen to be there.
_ASKED: tuple[tuple[str, str, str], ...] = (
    ("Skriv, hvad I er gode til.", "description", "description"),
    ("Vælg mindst ét område, I kan rådgive om.", "competences", "categories"),
    ("Vælg de kommuner, I dækker.", "regions", "municipalities"),
    ("Skriv de brancher, I kender.", "industries", "industries"),
    ("Skriv, hvor mange rådgivere I er.", "advisers", "advisers"),
    ("Skriv, hvor mange timer I har om måneden.", "hours_per_month", "hours_per_month"),
    ("Skriv, hvilke sprog I rådgiver på.", "languages", "languages"),
    ("Skriv, hvem kunden skal tale med.", "adviser", "adviser"),
    ("Skriv en e-mail.", "email", "email"),
    ("Skriv et telefonnummer.", "phone", "phone"),
    ("Tilføj et billede.", "picture", "has_picture"),
)
ASKED = len(_ASKED)


def gaps(profile: Profile) -> list[Finding]:
    """What is still missing, each with the field it is about; empty when the profile is complete."""
    return [advice(words, field) for words, field, fact in _ASKED if not getattr(profile, fact)]


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
