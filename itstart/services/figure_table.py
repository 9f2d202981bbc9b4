"""Every figure, declared: its words, the list behind it, what is summed in SQL and the formula that gives its value."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, case, func

from itstart.models import CaseBarrier, CustomerCase, DeliveryModule, Lead, LeadOffer, ModuleRating
from itstart.rules import figures as rules
from itstart.rules.figures import Unit
from itstart.rules.module_acts import RatingQuestion
from itstart.rules.terms import Barrier, ReferralSource, YesNoUnknown
from itstart.services import figure_lists as lists
from itstart.services.figure_filters import Condition
from itstart.services.figure_lists import ANSWERED, FIRST_STARTED, HAS_HOURS, HOURS, FigureList
from itstart.services.figure_sql import days_between

_M, _C = DeliveryModule, CustomerCase


class Group(StrEnum):
    """The headings of the page, in their order; the value is what people read."""

    MODULES = "Moduler"
    RATINGS = "Kundernes vurdering"
    CASES = "Sager"
    LEADS = "Henvendelser og ventetid"
    REFERRALS = "Hvor kunderne kommer fra"
    BARRIERS = "Det holder virksomhederne tilbage"
    REACH = "Rådgivere og successager"
    HYPOTHESIS = "Tesen bag It-starthjælp"


@dataclass(frozen=True)
class Figure:
    """A figure. `parts` are sums that can be added over years; `spread` counts the rows by days, or by two dates whose
    working days are counted. `rows` are the rows of the list it is about."""

    key: str
    label: str
    group: Group
    behind: FigureList
    formula: Callable[..., Decimal | None] = rules.total
    unit: Unit = Unit.COUNT
    parts: tuple[SQLColumnExpression[Any], ...] = ()
    spread: tuple[SQLColumnExpression[Any], ...] = ()
    rows: Condition | None = None
    note: str = ""


def _counted(key: str, label: str, group: Group, behind: FigureList, rows: Condition | None = None,
             note: str = "") -> Figure:  # fmt: skip
    """How many rows there are."""
    count = func.count() if rows is None else func.count(case((rows, 1)))
    return Figure(key, label, group, behind, parts=(count,), rows=rows, note=note)


def _shared(key: str, label: str, behind: FigureList, group: Group, holds: Condition, among: Condition,
            note: str = "") -> Figure:  # fmt: skip
    """The share of some rows among those that have an answer."""
    parts = (func.count(case((and_(among, holds), 1))), func.count(case((among, 1))))
    return Figure(key, label, group, behind, rules.share, Unit.SHARE, parts, rows=among, note=note)


def _days(key: str, label: str, behind: FigureList, group: Group, *dates: Any, note: str = "") -> Figure:
    """The median of the days between two dates."""
    spread = days_between(*dates)
    known = and_(*(one.is_not(None) for one in dates))
    return Figure(key, label, group, behind, rules.median, Unit.DAYS, spread=(spread,), rows=known, note=note)


def _answered(key: str, label: str, formula: Callable[..., Decimal | None], unit: Unit, note: str = "") -> Figure:
    """Something about how fast firms answer; in working days, as the time they are given."""
    spread = (LeadOffer.offered_on, ANSWERED)
    return Figure(key, label, Group.LEADS, lists.OFFERS, formula, unit, spread=spread, note=note)


# The same object where it is the same sum: it is then asked for once.
_HOURS, _WITH_HOURS = func.sum(HOURS), func.count(case((HAS_HOURS, 1)))
_G = Group
_SLUGS: dict[Any, str] = {
    ReferralSource.OWN: "egen-drift", ReferralSource.OWN_PARTNER: "egen-partner",
    ReferralSource.BUSINESS_PROMOTION: "erhvervsfremme", ReferralSource.CENTER: "ibiz-center",
    Barrier.TIME: "tid", Barrier.KNOWLEDGE: "viden", Barrier.MONEY: "oekonomi", Barrier.MARKET: "marked",
    Barrier.EXPERIENCE: "erfaringer", Barrier.OTHER: "andet",
    YesNoUnknown.YES: "ja", YesNoUnknown.NO: "nej", YesNoUnknown.UNKNOWN: "ved-ikke",
    RatingQuestion.UNDERSTOOD: "forstod", RatingQuestion.CLEAR: "klart", RatingQuestion.KEPT_TIME: "tid",
    RatingQuestion.IMPARTIAL: "uvildig", RatingQuestion.WORTH_IT: "pengene-vaerd",
}  # fmt: skip

_MODULES = (
    _counted("moduler-begyndt", "Moduler begyndt", _G.MODULES, lists.STARTED),
    _counted("moduler-afsluttet", "Moduler afsluttet", _G.MODULES, lists.ENDED, note="Slutrapport modtaget"),
    _counted("moduler-annulleret", "Moduler annulleret", _G.MODULES, lists.CANCELLED, note="Efter underskriften"),
    Figure("timer", "Timer", _G.MODULES, lists.ENDED, unit=Unit.HOURS, parts=(_HOURS,), rows=HAS_HOURS,
           note="På afsluttede moduler"),
    Figure("timer-pr-modul", "Timer pr. modul", _G.MODULES, lists.ENDED, rules.average, Unit.HOURS,
           (_HOURS, _WITH_HOURS), rows=HAS_HOURS, note="Moduler med timer"),
    Figure("pris", "Pris i alt", _G.MODULES, lists.ENDED, unit=Unit.KRONER, parts=(func.sum(_M.price_dkk),),
           note="Afsluttede moduler, uden moms"),
    Figure("pris-pr-modul", "Pris pr. modul", _G.MODULES, lists.ENDED, rules.average, Unit.KRONER,
           (func.sum(_M.price_dkk), func.count()), note="Uden moms"),
    Figure("effektiv-timepris", "Effektiv timepris", _G.MODULES, lists.ENDED, rules.effective_hourly_price,
           Unit.PRICE_PER_HOUR, (func.sum(case((HAS_HOURS, _M.price_dkk))), _HOURS), rows=HAS_HOURS,
           note="Pris delt med brugte timer"),
)  # fmt: skip
_RATINGS = (
    Figure("vurdering", "Samlet vurdering", _G.RATINGS, lists.ENDED, rules.average, Unit.RATING,
           (func.sum(_M.customer_rating), func.count(_M.customer_rating)), rows=_M.customer_rating.is_not(None)),
    Figure("vurderede-moduler", "Moduler med en vurdering", _G.RATINGS, lists.ENDED, rules.share, Unit.SHARE,
           (func.count(_M.customer_rating), func.count()), note="Af de afsluttede"),
    *(
        Figure(f"svar-{_SLUGS[asked]}", asked.label, _G.RATINGS, lists.RATINGS, rules.average, Unit.RATING,
               (func.sum(case((ModuleRating.question == asked, ModuleRating.score))),
                func.count(case((ModuleRating.question == asked, 1)))), rows=ModuleRating.question == asked)
        for asked in RatingQuestion
    ),
)  # fmt: skip
_CASES = (
    _counted("sager-aabnet", "Sager åbnet", _G.CASES, lists.OPENED),
    _counted("sager-afsluttet", "Sager afsluttet", _G.CASES, lists.COMPLETED),
    _counted("sager-opgivet", "Sager opgivet", _G.CASES, lists.ABANDONED),
    _days("fra-sag-til-modul", "Fra sag til første modul", lists.OPENED, _G.CASES, _C.opened_on, FIRST_STARTED,
          note="Median i dage"),
)  # fmt: skip
_LEADS = (
    _counted("henvendelser", "Henvendelser modtaget", _G.LEADS, lists.RECEIVED),
    _shared("henvendelser-til-sag", "Blev til en sag", lists.RECEIVED, _G.LEADS, Lead.case_id.is_not(None),
            Lead.number.is_not(None), "Af de modtagne"),
    _counted("henvendelser-lukket", "Lukket uden sag", _G.LEADS, lists.CLOSED),
    _shared("henvendelser-opgivet", "Opgivet", lists.RECEIVED, _G.LEADS, Lead.closed_on.is_not(None),
            Lead.number.is_not(None), "Af de modtagne"),
    _answered("svar-inden-3", "Svar inden 3 arbejdsdage",
              partial(rules.share_within, limit=rules.QUICK_WORKDAYS), Unit.SHARE, "Af tilbud til rådgivere"),
    _answered("svar-inden-5", "Svar inden 5 arbejdsdage",
              partial(rules.share_within, limit=rules.IN_TIME_WORKDAYS), Unit.SHARE, "Af tilbud til rådgivere"),
    _answered("uden-svar", "Frist udløbet uden svar", rules.share_without, Unit.SHARE, "Af tilbud til rådgivere"),
    _shared("svar-nej", "Svarede nej tak", lists.OFFERS, _G.LEADS, LeadOffer.declined_on.is_not(None),
            LeadOffer.offered_on.is_not(None), "Af tilbud til rådgivere"),
    _answered("svartid", "Svartid", rules.median, Unit.DAYS, "Median i arbejdsdage"),
    _days("fra-henvendelse-til-raadgiver", "Fra henvendelse til rådgiver", lists.RECEIVED, _G.LEADS,
          Lead.received_on, Lead.accepted_on, note="Median i dage"),
    _days("fra-raadgiver-til-sag", "Fra rådgiver til sag", lists.RECEIVED, _G.LEADS, Lead.accepted_on,
          _C.opened_on, note="Median i dage"),
    _days("fra-henvendelse-til-modul", "Fra henvendelse til første modul", lists.RECEIVED, _G.LEADS,
          Lead.received_on, FIRST_STARTED, note="Median i dage"),
)  # fmt: skip
_REFERRALS = (
    *(
        _counted(f"fra-{_SLUGS[source]}", source.label, _G.REFERRALS, lists.OPENED, _C.referral_source == source)
        for source in ReferralSource
    ),
    _counted("fra-ukendt", "Ikke oplyst", _G.REFERRALS, lists.OPENED, _C.referral_source.is_(None)),
)
_BARRIERS = tuple(
    _counted(f"barriere-{_SLUGS[met]}", met.label, _G.BARRIERS, lists.BARRIERS, CaseBarrier.barrier == met)
    for met in Barrier
)
_REACH = (
    _counted("kvalificerede", "Kvalificerede rådgivere", _G.REACH, lists.QUALIFIED, note="Ved periodens udgang"),
    _counted("successager", "Successager offentliggjort", _G.REACH, lists.STORIES),
)
_KNOWN = (YesNoUnknown.YES, YesNoUnknown.NO)
HYPOTHESES = {
    "brugt-foer": "Har I brugt en it-rådgiver før?",
    "koebt-alligevel": "Ville I have købt hjælpen uden It-starthjælp?",
}
_HYPOTHESIS = (
    *(
        _counted(f"brugt-foer-{_SLUGS[said]}", f"{HYPOTHESES['brugt-foer']} {said.label}", _G.HYPOTHESIS,
                 lists.USED_BEFORE, _C.used_adviser_before == said)
        for said in YesNoUnknown
    ),
    _shared("brugt-foer", "Har brugt en it-rådgiver før", lists.USED_BEFORE, _G.HYPOTHESIS,
            _C.used_adviser_before == YesNoUnknown.YES, _C.used_adviser_before.in_(_KNOWN),
            "Af dem, der svarede ja eller nej"),
    *(
        _counted(f"koebt-alligevel-{_SLUGS[said]}", f"{HYPOTHESES['koebt-alligevel']} {said.label}",
                 _G.HYPOTHESIS, lists.ENDED, _M.would_have_bought_anyway == said)
        for said in YesNoUnknown
    ),
    _shared("koebt-alligevel", "Ville have købt hjælpen alligevel", lists.ENDED, _G.HYPOTHESIS,
            _M.would_have_bought_anyway == YesNoUnknown.YES, _M.would_have_bought_anyway.in_(_KNOWN),
            "Af dem, der svarede ja eller nej"),
)  # fmt: skip

FIGURES: dict[str, Figure] = {
    one.key: one
    for one in (
        *_MODULES, *_RATINGS, *_CASES, *_LEADS, *_REFERRALS, *_BARRIERS, *_REACH, *_HYPOTHESIS,
    )
}  # fmt: skip
KEY_FIGURES = ("moduler-begyndt", "moduler-afsluttet", "sager-afsluttet", "effektiv-timepris", "vurdering")
