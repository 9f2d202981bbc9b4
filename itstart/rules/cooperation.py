"""Evaluations, interviews, talks and norms: what IBIZ-Center and helper tell each other (S44, S46, S52)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from itstart.rules.findings import Finding
from itstart.rules.term import Term

STANDARD_CRITERIA = (
    "Arbejdet følger de fire skridt",
    "Rådgivningen er uvildig",
    "Kunden forstår, hvad der skal besluttes",
    "Dokumenterne kan bruges, som de er",
    "Aftaler og tid bliver holdt",
)
STANDARD_MINIMUM = Decimal("3.5")
MOST_CRITERIA = 10
MOST_CRITERION = 120
REMIND_DAYS = 7


class Party(Term):
    """Whose words an evaluation holds."""

    CENTER = "center", "IBIZ-Center"
    HELPER = "helper", "Rådgiveren"
    CUSTOMER = "customer", "Kunden"


class Occasion(Term):
    """What an evaluation is about."""

    CO_DELIVERY = "co_delivery", "Samlevering"
    REVIEW = "review", "Review af en kundeopgave"
    COOPERATION = "cooperation", "Samarbejdet"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the interview guide: its name as a field, its words, and what to listen for."""

    name: str
    text: str
    hint: str


INTERVIEW: tuple[Question, ...] = (
    Question("task", "Hvad bad I om hjælp til, og hvad fik I?", "Stemmer det med rådgiverens egen beskrivelse?"),
    Question("course", "Hvordan foregik arbejdet?", "Møder, tempo, hvem der gjorde hvad, om kunden var med."),
    Question(
        "impartiality", "Oplevede I rådgiveren som uvildig?", "Blev nogen leverandør trukket frem? Hvordan valgte I?"
    ),
    Question("agreements", "Blev pris, tid og aftaler holdt?", "Tal og datoer, hvis kunden husker dem."),
    Question("outcome", "Hvad er blevet bedre i dag?", "Bed om ét konkret eksempel."),
    Question("again", "Ville I bruge rådgiveren igen?", "Hvorfor, eller hvorfor ikke?"),
)


def check_words(*, course: str, future: str, on: date | None, today: date) -> list[Finding]:
    """An evaluation says how it went and what comes next, on a day that has been (S44)."""
    found = []
    if not course.strip():
        found.append(Finding("Skriv, hvordan forløbet gik.", where="course"))
    if not future.strip():
        found.append(Finding("Skriv, hvordan I skal arbejde sammen fremover.", where="future_cooperation"))
    if on is None or on > today:
        found.append(Finding("Vælg en dag, der ikke ligger i fremtiden.", where="evaluated_on"))
    return found


def average(scores: Iterable[int]) -> Decimal | None:
    """The mean with one decimal; None when nobody has given any."""
    given = list(scores)
    return (Decimal(sum(given)) / len(given)).quantize(Decimal("0.1")) if given else None


def criteria_of(text: str) -> list[str]:
    """The criteria of a text with one on each line, without blanks and repetitions."""
    return list(dict.fromkeys(line for raw in text.splitlines() if (line := " ".join(raw.split()))))


def check_norms(criteria: Sequence[str], minimum: Decimal | None) -> list[Finding]:
    """Norms that can be used: a few criteria, and a rating on the scale from 1 to 5."""
    found = []
    if not criteria:
        found.append(Finding("Skriv mindst ét kriterium.", where="criteria"))
    if len(criteria) > MOST_CRITERIA:
        found.append(Finding(f"Skriv højst {MOST_CRITERIA} kriterier.", where="criteria"))
    if any(len(criterion) > MOST_CRITERION for criterion in criteria):
        found.append(Finding(f"Et kriterium må højst fylde {MOST_CRITERION} tegn.", where="criteria"))
    if minimum is None or not 1 <= minimum <= 5:
        found.append(Finding("Skriv et tal fra 1 til 5.", where="minimum_rating"))
    return found


def check_talk(*, planned_on: date | None, held_on: date | None, minutes: str, today: date) -> list[Finding]:
    """A talk is planned for a day; what was said stands there once it has been held."""
    found = []
    if planned_on is None:
        found.append(Finding("Vælg en dag for samtalen.", where="planned_on"))
    if held_on is not None and held_on > today:
        found.append(Finding("Samtalen kan ikke være holdt i fremtiden.", where="held_on"))
    if held_on is not None and not minutes.strip():
        found.append(Finding("Skriv, hvad I talte om.", where="minutes"))
    if held_on is None and minutes.strip():
        found.append(Finding("Skriv, hvornår samtalen er holdt.", where="held_on"))
    return found


def is_due(on: date | None, today: date, days: int = REMIND_DAYS) -> bool:
    """True from so many days before a day: a week when nothing else is set."""
    return on is not None and today >= on - timedelta(days=days)


def choices_told(*, chosen: int, tied: int, same: int) -> str:
    """The statistic of a firm's chosen vendors as one neutral sentence; "" where there is nothing to count."""
    if not chosen:
        return ""
    with_tie = f"{tied} af {chosen} valgte leverandører havde en oplyst relation til rådgiveren."
    return f"{with_tie} Den samme leverandør er valgt {same} af {chosen} gange."
