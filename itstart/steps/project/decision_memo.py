"""The decision memo: the case's recommendation, offers, money and risks in so few words that four pages hold them."""

from datetime import date

from itstart.documents import Missing, Rich
from itstart.documents.danish import amount, date_long, kroner, number
from itstart.models import CustomerCase
from itstart.rules.business_case import business_case
from itstart.rules.steps import StepKey
from itstart.rules.tco import Tco
from itstart.rules.terms import MilestoneStatus
from itstart.steps.project.agreement import Agreement
from itstart.steps.project.decision_memo_need import need
from itstart.steps.selection import document_charts, document_rows, document_texts, wording
from itstart.steps.selection.assessment import AssessedBid, Assessment, assess
from itstart.steps.selection.documents import recommended
from itstart.steps.selection.wording import Names
from itstart.steps.shared_documents import brief, contact, cover_values, given, short_name, shown

KEY = "beslutningsnotat"
NAME = "Beslutningsnotat"
Row = dict[str, object]

# How much room there is for texts that people write: characters of a text, and rows of a table.
LONG, MIDDLE, SHORT, TINY = 420, 260, 150, 40
MOST_RISKS, MOST_STEPS = 3, 6


def beslutningsnotat(case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/beslutningsnotat.docx; every figure comes from itstart.rules."""
    found, names = assess(case), Names(case)
    chosen = recommended(case, found)
    deal = Agreement(case, chosen.vendor if chosen else None)
    agreed = _agreed(case, deal, chosen)
    return {
        **cover_values(case, StepKey.PROJECT, NAME, today=today, deliverable=KEY, version=version, status="Notat"),
        "indstilling": _recommendation(case, found, chosen, names),
        "vinder": _winner(found, chosen, deal, names) | {"grundlag": "som aftalt" if agreed else "efter tilbuddet"},
        "tal": {
            "aar": case.evaluation.tco_years,
            "timepris": kroner(case.evaluation.internal_hourly_rate_dkk),
            "aftalt": agreed is not None,
        },
        "behov": need(case),
        "tilbud": [{**row, "navn": brief(str(row["navn"]), TINY)} for row in document_rows.ranking(found, names)],
        **_figure(case, found, names),
        "derfor": _reasons(case, found, chosen, names),
        "imod": brief(_against(case, found, chosen, names), LONG),
        **_economy(chosen, agreed),
        "tekst": {"gevinst": _gain(deal), "uvildig": _impartial(case)},
        "risici": _risks(case),
        "aabne": _open_points(case, found, chosen),
        "skridt": _steps(case),
        "beslutning": _decision(case),
        "tom": {
            "tilbud": Missing("tilbud, der er vurderet"),
            "priser": Missing("priser i tilbuddene"),
            "risici": Missing("risici"),
            "skridt": Missing("datoer for det videre forløb"),
        },
    }


def _recommendation(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> Row:
    said = document_texts.recommendation(case, found, chosen, names)
    words = said["tekst"]
    return {"titel": said["titel"], "tekst": brief(words, LONG) if isinstance(words, str) else words}


def _winner(found: Assessment, chosen: AssessedBid | None, deal: Agreement, names: Names) -> Row:
    if chosen is None:
        return dict.fromkeys(("navn", "point", "point_tekst", "tco", "engang", "tilbagebetaling"), "")
    place = f"Nr. {chosen.result.rank}" if chosen.result and chosen.result.rank else "–"
    return {
        "navn": brief(names.of(chosen), TINY),
        "point": wording.points(chosen) if found.weighted else place,
        "point_tekst": "point af 100" if found.weighted else "på laveste totaløkonomi",
        "tco": amount((deal.tco or chosen.tco).total),
        "engang": amount(deal.one_off) or "–",
        "tilbagebetaling": f"{number(deal.payback, 1)} år" if deal.payback is not None else "–",
    }


def _figure(case: CustomerCase, found: Assessment, names: Names) -> Row:
    points = document_charts.score_chart(case, found, names) if found.weighted else None
    if points is not None:
        return {"figur": points, "figurtekst": "Samlede point af 100, delt efter kriterium og vægtet."}
    text = "Omkostninger i 1.000 kr. Tallet under navnet er summen i kroner."
    return {"figur": document_charts.cost_chart(found, names), "figurtekst": text}


def _reasons(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> list[object]:
    if chosen is None:
        return []
    said = [*wording.reasons(case, found, chosen, names), wording.certainty(found, chosen, names)]
    return [Rich(brief(text, MIDDLE)) for text in said if text]


def _against(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> str:
    own = case.evaluation.counterarguments.strip()
    return own or (wording.counterarguments(case, found, chosen, names) if chosen else "")


def _agreed(case: CustomerCase, deal: Agreement, chosen: AssessedBid | None) -> Tco | None:
    """The total cost with the contract's prices; None until there are such prices with this vendor."""
    has_prices = bool(case.price_lines) or case.contract.annual_price_dkk is not None
    return deal.tco if has_prices and chosen is not None else None


def _economy(chosen: AssessedBid | None, agreed: Tco | None) -> Row:
    if chosen is None or not chosen.tco.total:
        return {"oekonomi": [], "i_alt": {"tilbud": "", "aftalt": ""}}
    offered, deal = _parts(chosen.tco), _parts(agreed) if agreed else {}
    return {
        "oekonomi": [
            {"post": name, "tilbud": amount(v), "aftalt": amount(deal.get(name))} for name, v in offered.items()
        ],
        "i_alt": {"tilbud": amount(chosen.tco.total), "aftalt": amount(agreed.total) if agreed else ""},
    }


def _parts(cost: Tco) -> dict[str, int]:
    return {
        "Engangspris": cost.one_off,
        f"Årlige priser i {cost.years} år": cost.annual_total,
        "Egne timer": cost.internal,
        "Udtræden": cost.exit_cost,
    }


def _gain(deal: Agreement) -> object:
    """What is gained a year, and when price and own time are earned."""
    if not deal.benefit:
        return Missing("gevinster i kroner")
    text = f"Gevinsten er opgjort til {kroner(deal.benefit)} om året."
    if deal.annual is None:
        return text
    net = deal.benefit - deal.annual
    if deal.payback is None:
        return f"{text} Den dækker ikke den årlige pris, så andre grunde end økonomi må bære beslutningen."
    paid = f"{text} Når den årlige pris er betalt, er der {kroner(net)} tilbage."
    earned = f"Engangspris og egne timer er tjent hjem på {number(deal.payback, 1)} år."
    return f"{paid} {earned} {_in_the_end(deal)}".strip()


def _in_the_end(deal: Agreement) -> str:
    """What is left when the last year is over."""
    if deal.tco is None or deal.annual is None:
        return ""
    found = business_case(deal.tco, annual_benefit=deal.benefit, annual_price=deal.annual)
    left = f"er der {kroner(found.balance)} tilbage" if found.balance >= 0 else f"mangler der {kroner(-found.balance)}"
    return f"Over {len(found.years)} år {left}, når alt er betalt."


def _impartial(case: CustomerCase) -> str:
    declared = case.impartiality.declared_on
    return f"Rådgiveren har erklæret sin uvildighed den {date_long(declared)}." if declared else ""


def _risks(case: CustomerCase) -> list[Row]:
    return [
        {
            "tekst": given(brief(risk.text, SHORT), f"risikoen {risk.code}"),
            "modtraek": brief(risk.mitigation, SHORT) or "–",
            "ejer": brief(risk.owner, TINY) or "–",
        }
        for risk in sorted(case.risks, key=lambda risk: -risk.score)[:MOST_RISKS]
    ]


def _open_points(case: CustomerCase, found: Assessment, chosen: AssessedBid | None) -> list[str]:
    """What is left to settle; nothing once the contract is signed."""
    if chosen is None or case.contract.signed_on:
        return []
    own = wording.lines(case.evaluation.open_points)
    return [brief(text, MIDDLE) for text in (own or wording.open_points(case, found, chosen))[:MOST_RISKS]]


def _steps(case: CustomerCase) -> list[Row]:
    """The milestones that lie ahead; before there are any, the tender's own way to a decision."""
    stones = [stone for stone in case.milestones if stone.status is not MilestoneStatus.DONE and stone.date_on]
    if stones:
        return [
            {
                "dato": date_long(stone.date_on),
                "hvad": brief(stone.title, SHORT),
                "hvem": brief(stone.responsible, TINY) or "–",
            }
            for stone in stones[:MOST_STEPS]
        ]
    ahead = (
        (case.tender.decision_on, "Leverandøren vælges", "Ledelsen"),
        (case.tender.bid_validity_until_on, "Tilbuddene gælder ikke længere", "Leverandørerne"),
        (case.needs_description.wanted_go_live_on, "Løsningen tages i brug, når prøven er bestået", "Begge"),
    )
    return [{"dato": date_long(day), "hvad": what, "hvem": who} for day, what, who in ahead if day]


def _decision(case: CustomerCase) -> Row:
    made = case.evaluation
    vendor = made.decided_vendor
    return {
        "leverandoer": given(brief(short_name(vendor.name), TINY) if vendor else "", "kundens beslutning"),
        "af": given(made.decided_by, "hvem der beslutter") if made.decided_by else contact(case),
        "dato": shown(made.decided_on, "dato for beslutningen", date_long),
        "grund": given(brief(made.decision_reason, LONG), "begrundelse for beslutningen"),
    }
