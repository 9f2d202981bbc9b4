"""The address of the figures, read and written; and how their values look."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import request, url_for
from markupsafe import Markup

from itstart.documents.bar_charts import Bar, grouped_bars
from itstart.documents.figure_words import NOTHING
from itstart.models import User
from itstart.rules.figures import Period, YearPart
from itstart.rules.industries import Industry
from itstart.rules.terms import Category
from itstart.services import figure_choices
from itstart.services.figure_choices import Firm
from itstart.services.figure_filters import Filters
from itstart.services.figure_lists import Column, Kind
from itstart.services.figure_splits import Part, SplitBy
from itstart.services.figure_table import Figure
from itstart.services.figures import Row
from itstart.web import filters as show

# The page of a row, by what it is a row of.
_PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "module": ("modules.show", ("number", "module")),
    "case": ("cases.show", ("number",)),
    "lead": ("leads.show", ("lead_number",)),
    "offer": ("leads.show", ("lead_number",)),
    "story": ("stories.show", ("slug",)),
    "helper": ("advisers.show", ("cvr",)),
}


def asked(firms: Sequence[Firm]) -> Filters:
    """The filters of the address; what makes no sense is left out. A part of a year without a year is of this one."""
    args = request.args
    part = _chosen(YearPart, args.get("del", "")) or YearPart.WHOLE
    year = args.get("aar", type=int)
    if year not in figure_choices.years():
        year = None if part is YearPart.WHOLE else figure_choices.years()[0]
    region = args.get("region", "")
    return Filters(
        Period(year, part),
        region if region in figure_choices.regions() else "",
        _chosen(Category, args.get("kategori", "")),
        _chosen(Industry, args.get("branche", "")),
        next((firm.id for firm in firms if firm.cvr == args.get("raadgiver")), None),
    )


def split_asked(user_sees_firms: bool) -> SplitBy:  # noqa: FBT001 - the one question there is
    """What the modules are divided by."""
    wanted = _chosen(SplitBy, request.args.get("opdel", "")) or SplitBy.REGION
    return wanted if user_sees_firms or wanted is not SplitBy.HELPER else SplitBy.REGION


def _chosen(terms: Any, value: str) -> Any:
    return next((term for term in terms if term.value == value), None)


def args_of(filters: Filters, firms: Sequence[Firm]) -> dict[str, Any]:
    """The filters as an address carries them; None where nothing is asked."""
    period = filters.period
    return {
        "aar": period.year,
        "del": period.part.value or None,
        "region": filters.region or None,
        "kategori": filters.category.value if filters.category else None,
        "branche": filters.industry.value if filters.industry else None,
        "raadgiver": next((firm.cvr for firm in firms if firm.id == filters.helper_id), None),
    }


def selects(filters: Filters, firms: Sequence[Firm]) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """The fields of the filter: name, label, choices, and what is chosen."""
    args = {name: str(value or "") for name, value in args_of(filters, firms).items()}
    choices: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "aar": ("År", [("", "Alle år"), *((str(year), str(year)) for year in figure_choices.years())]),
        "del": ("Del af året", YearPart.choices()),
        "region": ("Region", [("", "Hele landet"), *((name, name) for name in figure_choices.regions())]),
        "kategori": ("Kategori", [("", "Alle kategorier"), *Category.choices()]),
        "branche": ("Branche", [("", "Alle brancher"), *Industry.choices()]),
    }
    if firms:
        known = [(firm.cvr, firm.company) for firm in firms]
        choices["raadgiver"] = ("Rådgiver", [("", "Alle rådgivere"), *known])
    return [(name, label, given, args[name]) for name, (label, given) in choices.items()]


def facts(filters: Filters, firms: Sequence[Firm]) -> list[tuple[str, str]]:
    """What is chosen, in words: for the spreadsheet, the report and the head of a list."""
    return [("Periode", filters.period.label)] + [
        (label, next(text for value, text in given if value == chosen))
        for name, label, given, chosen in selects(filters, firms)
        if chosen and name not in {"aar", "del"}
    ]


# ---- values ----------------------------------------------------------------------------------------


def cell(column: Column, value: Any) -> str:
    """A value of a list."""
    if value is None or value == "":
        return NOTHING
    if column.kind is Kind.DATE:
        return show.short_date(value)
    if column.kind is Kind.KRONER:
        return show.kroner(value)
    return show.number(value) if column.kind is Kind.NUMBER else str(value)


def row_url(figure: Figure, row: Row, person: User, columns: Sequence[Column]) -> str:
    """The page of a row; "" when the list does not say which it is, or a firm may have said no to it."""
    behind = figure.behind
    hidden = behind.of_content and columns[0] is not behind.columns[0]
    if hidden or not behind.thing or None in row.key or (behind.thing == "offer" and person.helper_id is not None):
        return ""
    endpoint, names = _PAGES[behind.thing]
    return url_for(endpoint, **dict(zip(names, row.key, strict=True)))


def _bar(name: str, value: Decimal | int, look: str) -> Bar:
    return Bar(name, float(value), show.number(value), look)


def years_chart(values: Mapping[str, Sequence[Decimal | None]], periods: Sequence[Period]) -> Markup:
    """Modules begun and ended, year by year."""
    lines = (("moduler-begyndt", "begyndt", "c2"), ("moduler-afsluttet", "afsluttet", "c5"))
    groups = [
        (
            period.label,
            [_bar(name, values[key][n] or 0, look) for key, name, look in lines],
        )
        for n, period in enumerate(periods)
        if period.year
    ]
    return grouped_bars(groups, "Moduler år for år")


def split_chart(parts: Sequence[Part], by: SplitBy) -> Markup:
    """The ten largest parts as bars."""
    groups = [(part.name, [_bar("", part.modules, "c2")]) for part in parts[:10]]
    return grouped_bars(groups, f"Afsluttede moduler efter {by.label.lower()}")
