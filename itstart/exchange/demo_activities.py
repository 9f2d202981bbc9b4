"""The demo's activities, plans and goals: something held, something to sign up for, something agreed. Twice is once."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import Activity, ActivityPlanLine, ActivitySignUp, Helper, ProgrammeGoal, User
from itstart.rules.activities import ActivityKind, ActivityStatus, Side
from itstart.rules.goals import GoalMetric
from itstart.rules.steps import StepKey

# Days from today, hour, and the facts. A negative day lies behind us.
_ACTIVITIES: tuple[tuple[int, int, dict[str, Any]], ...] = (
    (
        -62,
        13,
        {
            "kind": ActivityKind.ERFA,
            "title": "Gode kravspecifikationer",
            "theme_step": StepKey.TENDER,
            "place": "Herning Kongrescenter",
            "description": "Vi gennemgår tre kravlister og ser, hvad leverandørerne faktisk kunne svare på.",
            "status": ActivityStatus.HELD,
            "minutes": (
                "Fire rådgivere lagde hver en kravliste frem. De bedste krav kunne prøves på et kvarter ved demoen.\n"
                "Næste møde handler om vægtning af kriterier."
            ),
            "best_practice": (
                "Skriv først, hvordan kravet skal prøves, og bagefter selve kravet. Så bliver det kortere, "
                "og leverandøren ved, hvad der skal vises."
            ),
        },
    ),
    (
        -20,
        9,
        {
            "kind": ActivityKind.FAIR,
            "title": "Messe for mindre industri",
            "place": "MCH, Herning",
            "organiser": "Erhvervsrådet (fiktivt)",
            "description": "Vi har en stand sammen og taler med ejere af mindre virksomheder.",
            "status": ActivityStatus.HELD,
            "minutes": "Elleve samtaler på standen. Tre ville gerne ringes op.",
        },
    ),
    (
        13,
        13,
        {
            "kind": ActivityKind.WORKSHOP,
            "title": "Fra tilbud til beslutning",
            "theme_step": StepKey.SELECTION,
            "place": "Online",
            "description": "Tag et rigtigt tilbud med, og øv dig i at forklare totaløkonomien for en ejer.",
            "capacity": 24,
            "status": ActivityStatus.OPEN,
        },
    ),
    (
        41,
        10,
        {
            "kind": ActivityKind.SEMINAR,
            "title": "Databehandleraftaler i praksis",
            "theme_step": StepKey.PROJECT,
            "place": "Vejle",
            "description": "En advokat gennemgår de fem punkter, der oftest mangler.",
            "status": ActivityStatus.PLANNED,
        },
    ),
    (
        27,
        15,
        {
            "kind": ActivityKind.OTHER,
            "title": "Virksomhedsbesøg hos et lager",
            "place": "Odense",
            "status": ActivityStatus.CANCELLED,
            "cancel_reason": "Værten har travlt med sin egen flytning. Vi finder en ny dag til foråret.",
        },
    ),
)
_GOALS: tuple[tuple[str, str, GoalMetric | None, int | None], ...] = (
    ("36 nye kundesager i hele landet", "Tre til hver rådgiver, og ingen region står uden.", GoalMetric.CASES, 36),
    ("Otte nye successager", "Spørg kunden samme dag, som modulet bliver godkendt.", GoalMetric.SUCCESS_CASES, 8),
    ("Alle skriver prøven sammen med kravet", "Vi tager det op på hvert ERFA-møde.", None, None),
)


def fill() -> None:
    """Make what is not there yet; the people and firms of the demo are there already. The caller commits."""
    if db.session.scalar(select(Activity.id).limit(1)) is not None:
        return
    today = clock.today()
    people = list(db.session.scalars(select(User).where(User.helper_id.is_not(None)).order_by(User.id)))
    made = [
        _activity(number, _starts_at(today, days, hour), facts)
        for number, (days, hour, facts) in zip(numbers(today), _ACTIVITIES, strict=True)
    ]
    for activity in made:
        _sign_up(activity, people)
    for position, (title, text, metric, target) in enumerate(_GOALS, start=1):
        goal = ProgrammeGoal(year=today.year, position=position, title=title, text=text, metric=metric, target=target)
        goal.published_on, goal.published_by = date(today.year, 1, 15), "Lise Ravnholt"
        db.session.add(goal)
    for helper in db.session.scalars(select(Helper).where(Helper.cvr.in_(["99000058", "99000120"]))):
        _plan(helper, today, made)
    db.session.flush()


def _starts_at(today: date, days: int, hour: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour), clock.DENMARK)


def numbers(today: date) -> list[str]:
    """The numbers the demo's activities have when it is filled on this day, in the order they are made."""
    years = [_starts_at(today, days, hour).year for days, hour, _ in _ACTIVITIES]
    return [f"{year}-{years[: place + 1].count(year)}" for place, year in enumerate(years)]


def _activity(number: str, starts_at: datetime, facts: dict[str, Any]) -> Activity:
    activity = Activity(
        number=number,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        changed_by="Lise Ravnholt",
        changed_at=clock.now(),
        **facts,
    )
    db.session.add(activity)
    return activity


def _sign_up(activity: Activity, people: list[User]) -> None:
    if activity.status in {ActivityStatus.PLANNED, ActivityStatus.CANCELLED}:
        return
    held = activity.status is ActivityStatus.HELD
    for order, person in enumerate(people):
        at = activity.starts_at - timedelta(days=20, minutes=-order) if held else clock.now() - timedelta(hours=order)
        attended = order != 1 if held else None
        activity.sign_ups.append(ActivitySignUp(user=person, signed_up_at=at, attended=attended))


def _plan(helper: Helper, today: date, made: list[Activity]) -> None:
    begun = date(today.year, 1, 20)
    lines: tuple[dict[str, Any], ...] = (
        {
            "title": "Deltage i to ERFA-møder",
            "goal": "Én ny måde at skrive krav på, som firmaet bruger i næste sag.",
            "activity": made[0],
            "agreed_by_helper_on": begun,
            "agreed_by_center_on": begun,
            "done_on": today - timedelta(days=30),
            "outcome": "Vi skriver nu prøven før kravet.",
        },
        {
            "title": "Messe i Herning",
            "goal": "Fem nye kundeemner.",
            "activity": made[1],
            "agreed_by_helper_on": begun,
            "agreed_by_center_on": begun,
        },
        {
            "title": "Oplæg i den lokale erhvervsforening",
            "goal": "Én aften med ti virksomheder.",
            "agreed_by_helper_on": today - timedelta(days=6),
        },
    )
    for position, line in enumerate(lines, start=1):
        db.session.add(
            ActivityPlanLine(
                helper=helper,
                year=today.year,
                position=position,
                proposed_by=helper.adviser,
                proposed_side=Side.HELPER,
                **line,
            )
        )
