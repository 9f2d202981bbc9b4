"""Counts every figure again, in plain Python over the rows of the tables, without a line of the program's SQL."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any

from sqlalchemy import text

from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.steps.calendar import danish_holidays

Row = dict[str, Any]
TABLES = (
    "delivery_module", "time_entry", "module_rating", "customer_case", "customer", "case_barrier", "lead", "lead_offer",
    "success_case", "helper", "helper_category",
)  # fmt: skip
INDUSTRY = {"industri": range(5, 40), "byggeri": range(41, 44), "landbrug": range(1, 4), "handel": range(45, 57)}


@dataclass(frozen=True)
class Wanted:
    """A filter in plain words; `first` and `after` are the days of the period."""

    first: date = date.min
    after: date = date.max
    region: str = ""
    category: str = ""
    industry: str = ""
    helper_id: int | None = None


@dataclass
class Count:
    """The rows of the tables, and each figure for a filter by its key."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read everything once."""
        for name in TABLES:
            found = db.session.execute(text(f"SELECT * FROM {name}")).mappings()  # noqa: S608 - names of ours
            self.rows[name] = [dict(row) for row in found]
        self.cases = {case["id"]: case for case in self.rows["customer_case"]}
        self.customers = {one["id"]: one for one in self.rows["customer"]}
        self.leads = {lead["id"]: lead for lead in self.rows["lead"]}
        self.modules = {one["id"]: one for one in self.rows["delivery_module"]}

    # ---- what belongs to the filter ----

    def case_fits(self, case: Row, wanted: Wanted) -> bool:
        customer = self.customers[case["customer_id"]]
        code = customer["industry_code"]
        return (
            wanted.helper_id in {None, case["helper_id"]}
            and wanted.category in {"", case["category"]}
            and (not wanted.region or _region(customer["municipality_code"]) == wanted.region)
            and (not wanted.industry or (bool(code) and int(code[:2]) in INDUSTRY[wanted.industry]))
        )

    def lead_fits(self, lead: Row, wanted: Wanted) -> bool:
        case = self.cases.get(lead["case_id"])
        customer = self.customers[case["customer_id"]] if case else {}
        place = lead["municipality_code"] or customer.get("municipality_code")
        category = lead["category"] or (case or {}).get("category")
        code = customer.get("industry_code") or ""
        return (
            (not wanted.region or _region(place) == wanted.region)
            and wanted.category in {"", category}
            and (not wanted.industry or (bool(code) and int(code[:2]) in INDUSTRY[wanted.industry]))
            and (wanted.helper_id is None or wanted.helper_id in self._had_by(lead, case))
        )

    def _had_by(self, lead: Row, case: Row | None) -> set[int]:
        taken = {o["helper_id"] for o in self.rows["lead_offer"] if o["lead_id"] == lead["id"] and o["accepted_on"]}
        return taken | {lead["owner_helper_id"]} | ({case["helper_id"]} if case else set())

    def of_cases(self, wanted: Wanted, dated: str) -> list[Row]:
        return [c for c in self.cases.values() if _within(c[dated], wanted) and self.case_fits(c, wanted)]

    def of_modules(self, wanted: Wanted, dated: str, keep: Callable[[Row], Any] = bool) -> list[Row]:
        return [
            m
            for m in self.modules.values()
            if _within(m[dated], wanted) and keep(m) and self.case_fits(self.cases[m["case_id"]], wanted)
        ]

    def ended(self, wanted: Wanted) -> list[Row]:
        return self.of_modules(wanted, "end_reported_on", lambda m: m["cancelled_on"] is None)

    def of_leads(self, wanted: Wanted, dated: str) -> list[Row]:
        return [lead for lead in self.leads.values() if _within(lead[dated], wanted) and self.lead_fits(lead, wanted)]

    def offers(self, wanted: Wanted) -> list[Row]:
        of_lead = Wanted(region=wanted.region, category=wanted.category, industry=wanted.industry)
        return [
            o
            for o in self.rows["lead_offer"]
            if _within(o["offered_on"], wanted)
            and (o["accepted_on"] or o["declined_on"] or o["expired_on"])
            and wanted.helper_id in {None, o["helper_id"]}
            and self.lead_fits(self.leads[o["lead_id"]], of_lead)
        ]

    def hours(self, module: Row) -> Decimal | None:
        spent = [e["hours"] for e in self.rows["time_entry"] if e["module_id"] == module["id"] and not e["deleted_at"]]
        return Decimal(sum(spent)) / 1000 if spent else None

    def first_module(self, case: Row) -> date | None:
        begun = [_day(m["started_on"]) for m in self.modules.values() if m["case_id"] == case["id"] and m["started_on"]]
        return min((day for day in begun if day), default=None)


def _day(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(value[:10])


def _within(value: Any, wanted: Wanted) -> bool:
    day = _day(value)
    return day is not None and wanted.first <= day < wanted.after


def _region(code: str | None) -> str:
    return places.region_on(code, clock.today()) if code else ""


def _half(value: Decimal | float, places_: str = "1") -> Decimal:
    return Decimal(str(value)).quantize(Decimal(places_), ROUND_HALF_UP)


def _mean(values: Iterable[Any]) -> Decimal | None:
    given = [Decimal(value) for value in values if value is not None]
    return _half(sum(given) / len(given), "0.1") if given else None


def _share(part: int, whole: int) -> Decimal | None:
    return _half(Decimal(100 * part) / whole) if whole else None


def _median(pairs: Iterable[tuple[date | None, date | None]]) -> Decimal | None:
    days = [(last - first).days for first, last in pairs if first and last]
    return _half(median(days), "0.1") if days else None


def _workdays(offer: Row) -> int | None:
    first, last = _day(offer["offered_on"]), _day(offer["accepted_on"] or offer["declined_on"])
    if first is None or last is None:
        return None
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    return len([day for day in days if day.weekday() < 5 and day not in danish_holidays()])


def every(count: Count, wanted: Wanted) -> dict[str, Any]:
    """Each figure's value for the filter; None where there is nothing to stand on."""
    return {
        **_of_modules(count, wanted), **_of_cases(count, wanted), **_of_leads(count, wanted), **_answers(count, wanted),
        **_rest(count, wanted),
    }  # fmt: skip


def _of_modules(count: Count, wanted: Wanted) -> dict[str, Any]:
    ended = count.ended(wanted)
    hours = {m["id"]: count.hours(m) for m in ended}
    spent = [value for value in hours.values() if value is not None]
    priced = sum(m["price_dkk"] for m in ended if hours[m["id"]] is not None)
    rated = [m["customer_rating"] for m in ended if m["customer_rating"] is not None]
    return {
        "moduler-begyndt": len(count.of_modules(wanted, "started_on")),
        "moduler-afsluttet": len(ended),
        "moduler-annulleret": len(count.of_modules(wanted, "cancelled_on", lambda m: m["agreement_signed_on"])),
        "timer": sum(spent),
        "timer-pr-modul": _mean(spent),
        "pris": sum(m["price_dkk"] for m in ended),
        "pris-pr-modul": _mean(m["price_dkk"] for m in ended),
        "effektiv-timepris": _half(priced / sum(spent)) if spent else None,
        "vurdering": _mean(rated),
        "vurderede-moduler": _share(len(rated), len(ended)),
    }


def _of_cases(count: Count, wanted: Wanted) -> dict[str, Any]:
    opened = count.of_cases(wanted, "opened_on")
    sources = {
        "egen-drift": "own", "egen-partner": "own_partner", "erhvervsfremme": "business_promotion",
        "ibiz-center": "center", "ukendt": None,
    }  # fmt: skip
    met = {
        "tid": "tid", "viden": "viden", "oekonomi": "økonomi", "marked": "overblik over markedet",
        "erfaringer": "dårlige erfaringer", "andet": "andet",
    }  # fmt: skip
    ids = {case["id"] for case in opened}
    barriers = [one["barrier"] for one in count.rows["case_barrier"] if one["case_id"] in ids]
    return {
        "sager-aabnet": len(opened),
        "sager-afsluttet": len(count.of_cases(wanted, "completed_on")),
        "sager-opgivet": len(count.of_cases(wanted, "abandoned_on")),
        "fra-sag-til-modul": _median((_day(case["opened_on"]), count.first_module(case)) for case in opened),
        **{f"fra-{key}": sum(case["referral_source"] == value for case in opened) for key, value in sources.items()},
        **{f"barriere-{key}": barriers.count(value) for key, value in met.items()},
    }


def _of_leads(count: Count, wanted: Wanted) -> dict[str, Any]:
    received, offers = count.of_leads(wanted, "received_on"), count.offers(wanted)
    days = [_workdays(offer) for offer in offers]
    known = [value for value in days if value is not None]
    cases = [(lead, count.cases.get(lead["case_id"])) for lead in received]
    return {
        "henvendelser": len(received),
        "henvendelser-til-sag": _share(sum(case is not None for _, case in cases), len(received)),
        "henvendelser-lukket": len(count.of_leads(wanted, "closed_on")),
        "henvendelser-opgivet": _share(sum(lead["closed_on"] is not None for lead in received), len(received)),
        "svar-inden-3": _share(sum(value <= 3 for value in known), len(offers)),
        "svar-inden-5": _share(sum(value <= 5 for value in known), len(offers)),
        "uden-svar": _share(len(days) - len(known), len(offers)),
        "svar-nej": _share(sum(offer["declined_on"] is not None for offer in offers), len(offers)),
        "svartid": _half(median(known), "0.1") if known else None,
        "fra-henvendelse-til-raadgiver": _median((_day(r["received_on"]), _day(r["accepted_on"])) for r in received),
        "fra-raadgiver-til-sag": _median((_day(r["accepted_on"]), _day(c["opened_on"])) for r, c in cases if c),
        "fra-henvendelse-til-modul": _median((_day(r["received_on"]), count.first_module(c)) for r, c in cases if c),
    }


def _answers(count: Count, wanted: Wanted) -> dict[str, Any]:
    before = [case["used_adviser_before"] for case in count.of_cases(wanted, "opened_on")]
    anyway = [module["would_have_bought_anyway"] for module in count.ended(wanted)]
    found: dict[str, Any] = {}
    for key, said in (("brugt-foer", before), ("koebt-alligevel", anyway)):
        yes, no, unknown = (said.count(value) for value in ("yes", "no", "unknown"))
        found |= {f"{key}-ja": yes, f"{key}-nej": no, f"{key}-ved-ikke": unknown, key: _share(yes, yes + no)}
    return found


def _rest(count: Count, wanted: Wanted) -> dict[str, Any]:
    ended = {module["id"] for module in count.ended(wanted)}
    asked = {
        "forstod": "understood", "klart": "clear", "tid": "kept_time", "uvildig": "impartial",
        "pengene-vaerd": "worth_it",
    }  # fmt: skip
    scores = [r for r in count.rows["module_rating"] if r["module_id"] in ended]
    stories = [s for s in count.rows["success_case"] if _within(s["published_on"], wanted) and not s["withdrawn_on"]]
    return {
        **{f"svar-{key}": _mean(r["score"] for r in scores if r["question"] == value) for key, value in asked.items()},
        "successager": sum(count.case_fits(count.cases[story["case_id"]], wanted) for story in stories),
        "kvalificerede": len(_qualified(count, wanted)),
    }


def _qualified(count: Count, wanted: Wanted) -> list[Row]:
    knows = {r["helper_id"] for r in count.rows["helper_category"] if r["category"] == wanted.category}
    after = min(wanted.after, clock.today() + timedelta(days=1))
    return [
        firm
        for firm in count.rows["helper"]
        if (since := _day(firm["qualified_on"])) and since < after
        and ((until := _day(firm["ended_on"])) is None or until >= after)
        and (not wanted.region or _region(firm["municipality_code"]) == wanted.region)
        and (not wanted.category or firm["id"] in knows)
        and wanted.helper_id in {None, firm["id"]}
    ]  # fmt: skip
