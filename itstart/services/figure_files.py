"""The figures as files: everything as a spreadsheet, and IBIZ-Center's report in Word (S34, F090)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from itstart import clock, policies
from itstart.documents import RenderedDocument
from itstart.documents.danish import kroner, number
from itstart.documents.figure_words import NOTHING, written
from itstart.documents.spreadsheet import Sheet
from itstart.models import User
from itstart.rules.figures import Unit
from itstart.rules.settings import SettingKey
from itstart.services import figure_splits, figures, settings
from itstart.services.figure_filters import Filters
from itstart.services.figure_splits import Part, SplitBy
from itstart.services.figure_table import FIGURES, Figure, Group
from itstart.steps import programme_report
from itstart.steps.programme_report import Division, Line, Report

Facts = Sequence[tuple[str, str]]
_IN_REPORT = (Group.MODULES, Group.RATINGS, Group.CASES, Group.LEADS, Group.REACH)
_KEYS = ("moduler-afsluttet", "timer", "effektiv-timepris", "vurdering")


def funding_authority() -> str:
    """Whom IBIZ-Center answers to for the programme (S34), by the name it has today."""
    return settings.text(SettingKey.FUNDING_AUTHORITY)


# ---- the spreadsheet -------------------------------------------------------------------------------


def sheets(user: User, filters: Filters, facts: Facts) -> Iterator[Sheet]:
    """A sheet with every figure, then one for each list behind them, all with the same filter."""
    about = [("Dannet", clock.today()), *facts]
    yield _summary(user, filters, about)
    for behind in figures.lists_for(user):
        heads = [column.head for column in figures.columns_of(user, behind)]
        yield Sheet(behind.name, behind.title, about, heads, list(figures.every(user, behind, filters)))


def _summary(user: User, filters: Filters, about: Sequence[tuple[str, object]]) -> Sheet:
    found = figures.values(user, filters)
    columns = [period.label for period in figures.periods(filters)]
    rows = [
        [one.group.value, one.label, one.unit.label, *(_plain(value) for value in found[one.key]), one.note]
        for one in figures.figures_for(user)
    ]
    return Sheet("Tal", "It-starthjælp i tal", about, ["Emne", "Tal", "Enhed", *columns, "Talt op sådan"], rows)


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()


# ---- the report ------------------------------------------------------------------------------------


def report(user: User, filters: Filters, facts: Facts) -> RenderedDocument:
    """IBIZ-Center's report in Word. Forbidden for others."""
    policies.ensure(policies.is_staff(user))
    found, beside = figures.values(user, filters), figures.periods(filters)[:3]
    said = Report(
        center=settings.center_name(),
        authority=funding_authority(),
        period=filters.period.label if filters.period.year else "alle år",
        chosen=facts,
        years=[period.label for period in beside],
        begun=[int(value or 0) for value in found["moduler-begyndt"][:3]],
        ended=[int(value or 0) for value in found["moduler-afsluttet"][:3]],
        keys=[(FIGURES[key].label, written(FIGURES[key].unit, found[key][-1])) for key in _KEYS],
        lines=[_line(one, found[one.key]) for one in FIGURES.values() if one.group in _IN_REPORT],
        reasons=[
            (name, [_line(one, found[one.key]) for one in FIGURES.values() if one.group is group])
            for name, group in (("kilder", Group.REFERRALS), ("barrierer", Group.BARRIERS))
        ],
        questions=[(one.text, one.yes, one.no, one.verdict.label) for one in figures.hypotheses(found)],
        regions=_divisions(user, filters, SplitBy.REGION),
        categories=_divisions(user, filters, SplitBy.CATEGORY),
    )
    return programme_report.render(said)


def _line(figure: Figure, values: Sequence[Decimal | None]) -> Line:
    unit = {Unit.HOURS: " timer"}.get(figure.unit, "")
    return Line(figure.label, figure.note, [f"{written(figure.unit, value)}{unit}" for value in values])


def _divisions(user: User, filters: Filters, by: SplitBy) -> list[Division]:
    return [_division(part) for part in figure_splits.split(user, filters, by)]


def _division(part: Part) -> Division:
    return Division(
        part.name,
        part.modules,
        number(part.hours),
        kroner(part.price_dkk),
        kroner(part.hourly_price) or NOTHING,
        written(Unit.RATING, part.rating),
    )
