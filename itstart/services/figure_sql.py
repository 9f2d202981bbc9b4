"""The few pieces of SQL the two databases write differently, or that several figures share."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, and_, extract, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from itstart.rules.figures import Period, YearPart

Dated = SQLColumnExpression[date | None]


class days_between(GenericFunction[int]):  # noqa: N801 - reads as the function it is
    """Whole days from one date to another; NULL when one of them is."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtracted(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(({last}) - ({first}))"


@compiles(days_between, "sqlite")
def _julian(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


def in_period(dated: Dated, period: Period) -> list[ColumnElement[bool]]:
    """The rows whose day lies in the period; all time is every row that has a day."""
    days = period.days()
    if days is None:
        return [dated.is_not(None)]
    return [dated >= days[0], dated < days[1]]


def in_years(dated: Dated, years: list[int], part: YearPart) -> list[ColumnElement[bool]]:
    """The rows whose day lies in the same part of one of these years that follow each other."""
    found = [dated >= date(years[0], 1, 1), dated < date(years[-1] + 1, 1, 1)]
    if part is not YearPart.WHOLE:
        found.append(extract("month", dated).between(*part.months))
    return found


def on_day(
    since: SQLColumnExpression[date | None], until: SQLColumnExpression[date | None], day: date
) -> ColumnElement[bool]:
    """True of what had begun before the day, and had not ended before it."""
    return and_(since < day, or_(until.is_(None), until >= day))
