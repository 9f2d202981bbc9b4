"""What the report to the authority behind the programme is made of: the figures of a period, in words (S13, S34)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from itstart import clock
from itstart.documents import BarChart, DocumentProperties, Missing, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long

KEY = "programrapport"


@dataclass(frozen=True)
class Line:
    """A figure: its words, how it is counted, and its values, those of the years first."""

    label: str
    note: str
    values: Sequence[str]


@dataclass(frozen=True)
class Division:
    """A part of the finished modules: a region or a kind of IT."""

    name: str
    modules: int
    hours: str
    price: str
    hourly_price: str
    rating: str


@dataclass(frozen=True)
class Report:
    """Everything the report says. `begun` and `ended` are modules for each of the years."""

    center: str
    authority: str
    period: str
    chosen: Sequence[tuple[str, str]]
    years: Sequence[str]
    begun: Sequence[int]
    ended: Sequence[int]
    keys: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    reasons: Sequence[tuple[str, Sequence[Line]]]
    questions: Sequence[tuple[str, int, int, str]]
    regions: Sequence[Division] = field(default_factory=tuple)
    categories: Sequence[Division] = field(default_factory=tuple)


def programrapport(report: Report, *, today: date) -> dict[str, object]:
    """The context of the template."""
    years = dict(zip(("a", "b", "c"), report.years, strict=True))
    return {
        "centret": {"navn": report.center},
        "myndighed": report.authority or Missing("navnet på bevillingsgiveren"),
        "periode": report.period,
        "dato": date_long(today),
        "afgraensning": ". ".join(f"{label}: {text}" for label, text in report.chosen),
        "aar": years,
        "noegletal": {f"n{place}": {"tal": value, "hvad": what} for place, (what, value) in enumerate(report.keys, 1)},
        "tal": [_line(line) for line in report.lines],
        "figur": _years(report),
        "kilder": [_line(line) for line in dict(report.reasons).get("kilder", ())],
        "barrierer": [_line(line) for line in dict(report.reasons).get("barrierer", ())],
        "spoergsmaal": [
            {"tekst": text, "ja": str(yes), "nej": str(no), "siger": said} for text, yes, no, said in report.questions
        ],
        "regioner": [_division(one) for one in report.regions],
        "kategorier": [_division(one) for one in report.categories],
    }


def _line(line: Line) -> dict[str, object]:
    first, second, third = line.values[:3]
    return {"navn": line.label, "note": line.note, "a": first, "b": second, "c": third}


def _division(one: Division) -> dict[str, object]:
    return {
        "navn": one.name, "moduler": str(one.modules), "timer": one.hours, "pris": one.price,
        "timepris": one.hourly_price, "vurdering": one.rating,
    }  # fmt: skip


def _years(report: Report) -> BarChart | None:
    """Modules begun and ended, a bar for each year; None when there are none."""
    if not any((*report.begun, *report.ended)):
        return None
    said = "; ".join(
        f"{year}: {begun} begyndt og {ended} afsluttet"
        for year, begun, ended in zip(report.years, report.begun, report.ended, strict=True)
    )
    categories = [f"{year} {what}" for year in report.years for what in ("begyndt", "afsluttet")]
    counts = [count for pair in zip(report.begun, report.ended, strict=True) for count in pair]
    return BarChart(categories, {"Moduler": counts}, alt=f"Moduler år for år. {said}.", height_cm=6.2)


def render(report: Report) -> RenderedDocument:
    """The report as it stands today."""
    properties = DocumentProperties(
        title=f"It-starthjælp, {report.period}", author=report.center, created=clock.now(), subject="It-start"
    )
    return WordTemplate(KEY).render(programrapport(report, today=clock.today()), properties=properties)
