"""The business case in Word and Excel: what the solution costs, what it gives, and when it is earned back (F012)."""

from datetime import date

from itstart.documents import BarChart, Missing
from itstart.documents.business_case_sheet import BusinessCaseSheet, Gain
from itstart.documents.danish import amount, kroner, number
from itstart.models import Benefit, CustomerCase
from itstart.rules.business_case import Year, saved
from itstart.rules.steps import StepKey
from itstart.steps.project.business_case import SHORT_TERM, Found, business_case, figures_so_far
from itstart.steps.shared_documents import cover_values, given, shown

KEY = "gevinstberegning"
NAME = "Gevinstberegning"
EMPTY_LINES = 3
Row = dict[str, object]


def gevinstberegning(case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/gevinstberegning.docx; every figure comes from itstart.rules."""
    found = business_case(case)
    return {
        **cover_values(case, StepKey.PROJECT, NAME, today=today, deliverable=KEY, version=version, status="Bilag"),
        "tal": _figures(case, found),
        "tekst": {"grundlag": found.basis.label if found else "", "dom": _verdict(found) if found else ""},
        "gevinster": [_benefit(row) for row in case.benefits],
        "gevinst_i_alt": amount(found.gain) if found else "–",
        "aar": _years(found) if found else [],
        "figur": _chart(found) if found else None,
        "tom": {"tal": Missing("priser og gevinster, der kan regnes på"), "gevinster": Missing("gevinster")},
    }


def _figures(case: CustomerCase, found: Found | None) -> Row:
    own = case.evaluation
    known: Row = {"korte_aar": SHORT_TERM, "aar": own.tco_years, "timepris": kroner(own.internal_hourly_rate_dkk)}
    if found is None:
        return known | dict.fromkeys(("tjent_hjem", "gevinst", "kort", "lang"), "")
    figures = found.figures
    return known | {
        "tjent_hjem": f"{number(figures.payback, 1)} år" if figures.payback is not None else "Aldrig",
        "gevinst": amount(found.gain),
        "kort": _signed(figures.balance_after(SHORT_TERM)),
        "lang": _signed(figures.balance),
    }


def _verdict(found: Found) -> str:
    figures = found.figures
    if figures.payback is None:
        return "Gevinsten dækker ikke den årlige pris. Så må andre grunde end økonomi bære beslutningen."
    left, years = figures.balance, len(figures.years)
    end = f"er der {kroner(left)} tilbage" if left >= 0 else f"mangler der {kroner(-left)}"
    earned = f"Pris og egne timer er tjent hjem på {number(figures.payback, 1)} år."
    return f"{earned} Efter {years} år {end}, når alt er betalt."


def _signed(value: int) -> str:
    return f"−{amount(-value)}" if value < 0 else amount(value)


def _benefit(row: Benefit) -> Row:
    worth = saved(row.hours_saved, row.hourly_rate_dkk)
    made_of = f"{number(row.hours_saved)} timer x {kroner(row.hourly_rate_dkk)}" if worth is not None else ""
    return {
        "nr": row.code,
        "tekst": given(row.text, f"teksten i {row.code}"),
        "regnet": made_of,
        "beloeb": shown(row.annual_value_dkk, f"værdi af {row.code}", amount),
    }


def _years(found: Found) -> list[Row]:
    begun = found.figures.begun
    first: Row = {"navn": "Ved start", "koster": amount(begun), "giver": "–", "stilling": _signed(-begun)}
    return [first, *[_year(year) for year in found.figures.years]]


def _year(year: Year) -> Row:
    return {
        "navn": f"År {year.number}",
        "koster": amount(year.cost),
        "giver": amount(year.gain),
        "stilling": _signed(year.balance),
    }


def _chart(found: Found) -> BarChart:
    """Two bars on one scale: all that is paid, and all that is gained."""
    cost, years = found.basis.cost, len(found.figures.years)
    gained = found.gain * years
    parts = {
        "Engangspris": (cost.one_off, 0),
        "Årlige priser": (cost.annual_total, 0),
        "Egne timer": (cost.internal, 0),
        "Udtræden": (cost.exit_cost, 0),
        "Gevinster": (0, gained),
    }
    return BarChart(
        [f"Det koster\n{kroner(cost.total)}", f"Det giver\n{kroner(gained)}"],
        {name: [round(v / 1000) for v in values] for name, values in parts.items() if any(values)},
        alt=f"To liggende bjælker: over {years} år koster løsningen {kroner(cost.total)} og giver {kroner(gained)}",
        height_cm=4.6,
        label_from=60,
    )


def business_case_sheet(case: CustomerCase) -> BusinessCaseSheet:
    """The same figures for a workbook with live formulas."""
    found = figures_so_far(case)
    cost = found.basis.cost
    return BusinessCaseSheet(
        title=f"{NAME}: {case.title}",
        basis=found.basis.label,
        one_off=cost.one_off,
        hours=found.basis.hours,
        hourly_rate=case.evaluation.internal_hourly_rate_dkk,
        annual_lines=found.basis.annual_lines,
        rise_pct=found.basis.rise_pct,
        exit_cost=cost.exit_cost,
        gains=[_gain(row) for row in found.benefits] or [Gain("", None, None, 0)] * EMPTY_LINES,
        figures=found.figures,
    )


def _gain(row: Benefit) -> Gain:
    worth = saved(row.hours_saved, row.hourly_rate_dkk)
    is_hours = worth is not None and worth == row.annual_value_dkk
    hours = float(row.hours_saved) if is_hours and row.hours_saved is not None else None
    return Gain(row.text, hours, row.hourly_rate_dkk if is_hours else None, row.annual_value_dkk or 0)
