"""The figures of the programme and the rows behind them, for IBIZ-Center and for a firm of its own (S14, S34, F088).

Figures of the same list are summed in one query, year by year: a page costs the same few queries whatever it holds.
They are counted again when something they are counted from has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Select, case, extract, func, select

from itstart import clock, policies
from itstart.db import db
from itstart.models import DeliveryModule, User
from itstart.rules.figures import Period, Verdict, verdict, years_beside
from itstart.rules.term import Term
from itstart.rules.workdays import workdays_between
from itstart.services.cases import region_of
from itstart.services.figure_filters import EVERYTHING, Condition, Filters
from itstart.services.figure_lists import Column, FigureList, Kind, Tells
from itstart.services.figure_sql import in_period, in_years, on_day
from itstart.services.figure_table import FIGURES, HYPOTHESES, Figure
from itstart.services.kept_figures import kept, state, watch
from itstart.steps.calendar import danish_holidays

PAGE_SIZE = 50
Value = Decimal | None
_ByYear = dict[int, Any]


@dataclass(frozen=True)
class Row:
    """A row of a list: what its page is found by, and its values as they are."""

    key: tuple[Any, ...]
    cells: list[Any]


@dataclass(frozen=True)
class Page:
    """One page of the rows behind a figure."""

    columns: Sequence[Column]
    rows: list[Row]
    count: int
    number: int
    pages: int


def limited(user: User, filters: Filters) -> Filters:
    """The filters as this user may have them: a firm sees its own and nothing else. Forbidden for the rest."""
    policies.ensure(policies.may_see_figures(user))
    return filters if policies.is_staff(user) else replace(filters, helper_id=user.helper_id)


def figures_for(user: User) -> list[Figure]:
    """The figures this user sees, in their order."""
    return [one for one in FIGURES.values() if policies.is_staff(user) or not one.behind.center_only]


def periods(filters: Filters) -> list[Period]:
    """What stands side by side: three years, and all time when no year is asked for."""
    year = filters.period.year
    beside = [Period(number, filters.period.part) for number in years_beside(year or clock.today().year)]
    return beside if year else [*beside, Period()]


# ---- the values ------------------------------------------------------------------------------------


def values(user: User, filters: Filters) -> dict[str, list[Value]]:
    """Each figure's value for each of the `periods`, by the figure's key."""
    filters, now = limited(user, filters), state()
    found: dict[str, list[Value]] = {}
    for behind, figures in _by_list(figures_for(user)):
        found |= now.kept(behind.name, ("values", filters), partial(_counted, behind, figures, filters))
    return found


def _counted(behind: FigureList, figures: Sequence[Figure], filters: Filters) -> dict[str, list[Value]]:
    return _stock(behind, figures, filters) if behind.until is not None else _flow(behind, figures, filters)


def _by_list(figures: Iterable[Figure]) -> Iterator[tuple[FigureList, list[Figure]]]:
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        grouped[one.behind.name].append(one)
    yield from ((together[0].behind, together) for together in grouped.values())


def _flow(behind: FigureList, figures: Sequence[Figure], filters: Filters) -> dict[str, list[Value]]:
    summed = [one for one in figures if one.parts]
    sums = _sums(behind, summed, filters) if summed else {}
    spreads: dict[Any, _ByYear] = {}
    found: dict[str, list[Value]] = {}
    for one in figures:
        if one.spread and one.spread not in spreads:
            spreads[one.spread] = _spread(behind, one.spread, filters)
        by_year = spreads[one.spread] if one.spread else sums[one.key]
        found[one.key] = [_value(one, _of_period(by_year, period)) for period in periods(filters)]
    return found


def _of_period(by_year: _ByYear, period: Period) -> list[Any]:
    return list(by_year.values()) if period.year is None else [by_year[period.year]] if period.year in by_year else []


def _value(figure: Figure, years: list[Any]) -> Value:
    if figure.spread:
        together: dict[int | None, int] = defaultdict(int)
        for spread in years:
            for days, count in spread.items():
                together[days] += count
        return figure.formula(together)
    return figure.formula(*(_added(place, years) for place in range(len(figure.parts))))


def _added(place: int, years: list[Sequence[Any]]) -> Any:
    known = [sums[place] for sums in years if sums[place] is not None]
    return sum(known) if known else None


def _in_time(behind: FigureList, filters: Filters) -> list[Condition]:
    """The years that are shown, or all of them."""
    if filters.period.year is None:
        return [behind.dated.is_not(None)]
    return in_years(behind.dated, years_beside(filters.period.year), filters.period.part)


def _sums(behind: FigureList, figures: Sequence[Figure], filters: Filters) -> dict[str, _ByYear]:
    """The sums of the figures of a list, by key and year; one query."""
    year = extract("year", behind.dated)
    # A sum that several figures need is asked for once; it is then the same object.
    parts = list({id(part): part for one in figures for part in one.parts}.values())
    places_of = {id(part): place for place, part in enumerate(parts, start=1)}
    query = behind.joined(select(year, *(part.label(f"part_{place}") for place, part in enumerate(parts))))
    query = query.where(*behind.where, *behind.narrowed(filters), *_in_time(behind, filters)).group_by(year)
    found: dict[str, _ByYear] = {one.key: {} for one in figures}
    for row in db.session.execute(query):
        for one in figures:
            found[one.key][int(row[0])] = tuple(row[places_of[id(part)]] for part in one.parts)
    return found


def _spread(behind: FigureList, spread: tuple[Any, ...], filters: Filters) -> _ByYear:
    """How many rows took how many days, by year; one query. Two dates are counted in working days."""
    query = behind.joined(
        select(extract("year", behind.dated).label("year"), *(one.label(f"day_{n}") for n, one in enumerate(spread)))
    ).where(*behind.where, *behind.narrowed(filters), *_in_time(behind, filters))
    rows = query.subquery()
    found: _ByYear = defaultdict(lambda: defaultdict(int))
    for year, *days, count in db.session.execute(select(*rows.c, func.count()).group_by(*rows.c)):
        took = days[0] if len(days) == 1 else _workdays(*days)
        found[int(year)][took] += count
    return found


@lru_cache(65_536)
def _workdays(first: date, last: date | None) -> int | None:
    return None if last is None else workdays_between(first, last, danish_holidays())


def _end_of(period: Period) -> date:
    """The day after the period, or tomorrow: nobody knows how it stands later."""
    tomorrow = clock.today() + timedelta(days=1)
    days = period.days()
    return min(days[1], tomorrow) if days else tomorrow


def _stock(behind: FigureList, figures: Sequence[Figure], filters: Filters) -> dict[str, list[Value]]:
    """How many there were at the end of each period; one query."""
    assert behind.until is not None
    counts = [func.count(case((on_day(behind.dated, behind.until, _end_of(period)), 1))) for period in periods(filters)]
    query = behind.joined(select(*counts)).where(*behind.where, *behind.narrowed(filters))
    row = db.session.execute(query).one()
    return {one.key: [one.formula(count) for count in row] for one in figures}


def _watch() -> None:
    """Everything that is read for the figures of each list. A module that has not begun is in none of them."""
    for behind, figures in _by_list(FIGURES.values()):
        parts = [one for figure in figures for one in (*figure.parts, *figure.spread)]
        until = [] if behind.until is None else [behind.until]
        rows = [figure.rows for figure in figures if figure.rows is not None]
        query = behind.joined(select(behind.dated, *until, *parts, *rows))
        query = query.where(*behind.where, *behind.narrowed(EVERYTHING))
        watch(behind.name, query, days=select(behind.dated, DeliveryModule.started_on))


_watch()


# ---- the rows behind -------------------------------------------------------------------------------


def columns_of(user: User, behind: FigureList) -> list[Column]:
    """The columns this user sees: IBIZ-Center is told which case, or what it says, never both (D9)."""
    if not policies.is_staff(user):
        return list(behind.columns)
    hidden = Tells.WHICH if behind.of_content else Tells.CONTENT
    return [column for column in behind.columns if column.tells is not hidden]


def _chosen(behind: FigureList, filters: Filters, rows: Condition | None) -> list[Condition]:
    when = (
        in_period(behind.dated, filters.period)
        if behind.until is None
        else [on_day(behind.dated, behind.until, _end_of(filters.period))]
    )
    return [*behind.where, *behind.narrowed(filters), *when, *([] if rows is None else [rows])]


def _latest(behind: FigureList) -> tuple[Any, Any]:
    return behind.dated.desc(), behind.model.id.desc()


def _query(behind: FigureList, conditions: Sequence[Condition], columns: Sequence[Column]) -> Select[Any]:
    wanted = [*behind.key, *(column.value for column in columns)]
    query = behind.joined(select(*(one.label(f"cell_{n}") for n, one in enumerate(wanted))), shown=True)
    found: Select[Any] = query.where(*conditions).order_by(*_latest(behind))
    return found


def page(user: User, figure: Figure, filters: Filters, number: int = 1) -> Page:
    """The rows a figure is made of, the latest first. Forbidden when it is not for the user."""
    filters = limited(user, filters)
    policies.ensure(policies.is_staff(user) or not figure.behind.center_only)
    behind, columns = figure.behind, columns_of(user, figure.behind)
    counted = behind.joined(select(func.count())).where(*_chosen(behind, filters, figure.rows))
    count = kept(behind.name, ("rows", figure.key, filters), lambda: db.session.execute(counted).scalar_one())
    pages = max(1, -(-count // PAGE_SIZE))
    number = min(max(1, number), pages)
    # The page is found first: what a column sums is summed for its rows only.
    here = behind.joined(select(behind.model.id)).where(*_chosen(behind, filters, figure.rows))
    here = here.order_by(*_latest(behind)).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    query = _query(behind, [behind.model.id.in_(here)], columns)
    keys = len(behind.key)
    rows = [Row(tuple(row[:keys]), row[keys:]) for row in _rows(query, behind, columns)]
    return Page(columns, rows, count, number, pages)


def every(user: User, behind: FigureList, filters: Filters) -> Iterator[list[Any]]:
    """The values of all rows of a list, for the spreadsheet."""
    filters = limited(user, filters)
    columns = columns_of(user, behind)
    query = _query(behind, _chosen(behind, filters, None), columns)
    keys = len(behind.key)
    return (row[keys:] for row in _rows(query, behind, columns))


def lists_for(user: User) -> list[FigureList]:
    """The lists behind the figures this user sees, in their order."""
    return [behind for behind, _ in _by_list(figures_for(user))]


def _rows(query: Select[Any], behind: FigureList, columns: Sequence[Column]) -> Iterator[list[Any]]:
    """The values of the key and of the columns, as they are shown."""
    today, keys = clock.today(), len(behind.key)
    regions = [keys + place for place, column in enumerate(columns) if column.kind is Kind.REGION]
    region = lru_cache(None)(lambda code: region_of(code or "", today))
    # Values, not things: read past the ORM, which would make every one of them anew.
    for found in db.session.connection().execute(query):
        row = [value.label if isinstance(value, Term) else value for value in found]
        for place in regions:
            row[place] = region(row[place])
        yield row


def by_group(figures: Iterable[Figure]) -> Mapping[StrEnum, list[Figure]]:
    """The figures under their headings."""
    grouped: dict[StrEnum, list[Figure]] = {}
    for one in figures:
        grouped.setdefault(one.group, []).append(one)
    return grouped


@dataclass(frozen=True)
class Question:
    """A question of the thesis behind the programme, how many said yes and no, and what that says (S14)."""

    key: str
    text: str
    yes: int
    no: int
    verdict: Verdict


def hypotheses(found: Mapping[str, Sequence[Value]]) -> list[Question]:
    """The questions with their answers in the last of the periods."""
    asked = []
    for key, text in HYPOTHESES.items():
        yes, no = (int(found[f"{key}-{said}"][-1] or 0) for said in ("ja", "nej"))
        asked.append(Question(key, text, yes, no, verdict(yes, no)))
    return asked
