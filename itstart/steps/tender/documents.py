"""The Udbudsmateriale: the request for bids as the values its template prints. Budget and benefits stay out of it."""

from datetime import date, datetime

from itstart.documents import Missing
from itstart.documents.danish import date_long, date_span, datetime_at, kroner, percent
from itstart.models import CustomerCase, Tender
from itstart.rules.steps import StepKey
from itstart.rules.terms import Priority
from itstart.steps import tender_versions
from itstart.steps.requirement_documents import areas, importance, objective_row, system_row
from itstart.steps.shared_documents import (
    Text,
    contact,
    counted,
    cover_values,
    given,
    real_name,
    shown,
    with_article,
)
from itstart.steps.tender import document_method as method
from itstart.steps.tender.letters import tender_title

KEY = "udbudsmateriale"
_DEADLINE_GAP, _VALIDITY_GAP = "frist for tilbud", "hvor længe tilbuddet skal gælde"
SENT_ON = "dato for udsendelse"  # the one gap that sending itself fills
_US, _THEM, _BOTH = "Kunden", "Tilbudsgiver", "Begge"


def udbudsmateriale(customer_case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/udbudsmateriale.docx; what is missing is a Missing.

    Once the tender has been sent, `version` is the tender's own: the sent one, or the one in the making.
    """
    needs = customer_case.needs_description
    if version is None and customer_case.tender_versions:
        version = tender_versions.next_number(customer_case)
    cover = cover_values(
        customer_case, StepKey.TENDER, "Udbudsmateriale", today=today, deliverable=KEY, version=version,
        recipient="Inviterede leverandører", status=_status(customer_case, today),
    )  # fmt: skip
    cover["kunde"] |= _customer(customer_case)
    cover["raadgiver"] |= _adviser(customer_case)
    return {
        **cover,
        "udbud": _tender(customer_case),
        "tidsplan": _schedule(customer_case.tender),
        "virksomhed": {
            "baggrund": given(needs.background, "virksomhedens baggrund"),
            "situation": given(needs.current_situation, "hvordan der arbejdes i dag"),
        },
        "omfang": _scope(customer_case),
        "vilkaar": _terms(customer_case),
        "tom": {
            "systemer": Missing("de it-systemer, virksomheden har i dag"),
            "behov": Missing("virksomhedens behov"),
            "krav": Missing("krav til løsningen"),
            "kriterier": Missing("kriterier og vægte"),
            "manuskript": Missing("opgaver, der skal vises i demoen"),
        },
        "tal": {
            "vaegt": percent(sum(c.weight for c in customer_case.criteria)),
        },
        "model": _model(customer_case),
        "beregning": _calculation(customer_case),
        **_lists(customer_case),
    }


def _status(customer_case: CustomerCase, today: date) -> str:
    tender, version = customer_case.tender, tender_versions.latest(customer_case)
    if version is not None:
        locked = tender_versions.next_number(customer_case) == version.number
        return f"Udsendt {date_long(version.issued_at)}" if locked else "Udkast, ikke sendt ud"
    sent = tender.issued_on is not None and tender.issued_on <= today
    return f"Udsendt {date_long(tender.issued_on)}" if sent else "Udkast, ikke sendt ud"


def _customer(customer_case: CustomerCase) -> dict[str, object]:
    customer = customer_case.customer
    return {
        "cvr": given(customer.cvr, "CVR-nummer"),
        "adresse": given(customer.address, "adresse"),
        "branche": customer.industry_title.strip(),
        "ansatte": None if customer.employees is None else str(customer.employees),
        "kontakt": contact(customer_case),
    }


def _adviser(customer_case: CustomerCase) -> dict[str, object]:
    helper = customer_case.helper
    return {"mail": given(helper.email, "rådgiverens mail"), "telefon": helper.phone.strip()}


def _tender(customer_case: CustomerCase) -> dict[str, object]:
    tender = customer_case.tender
    wanted = with_article(customer_case.title)
    return {
        "titel": tender_title(customer_case),
        "genstand": wanted or Missing("hvad der skal købes"),
        "inviterede": _invited(customer_case),
        "frist": shown(tender.bid_deadline_at, _DEADLINE_GAP, datetime_at),
        "demo": _demo(tender, "den"),
        "vedstaaelse": shown(tender.bid_validity_until_on, _VALIDITY_GAP, date_long),
        "kontrakt": tender.contract_draft_attached,
        "erstatter": _replaced(customer_case),
    }


def _invited(customer_case: CustomerCase) -> str:
    """How many are invited; never who, because the bidders read this."""
    number = sum(vendor.invited for vendor in customer_case.vendors)
    if number > 1:
        return f"Vi har inviteret {counted(number, 'leverandør', 'leverandører')}. Vi oplyser ikke, hvem de andre er."
    return "Vi inviterer nogle få leverandører. Vi oplyser ikke, hvem de andre er."


def _demo(tender: Tender, before: str = "") -> Text:
    """The days of the demos, with the word that goes before them in the sentence."""
    if tender.demo_from_on is None:
        return Missing("dage til demo")
    return f"{before} {date_span(tender.demo_from_on, tender.demo_to_on)}".strip()


def _schedule(tender: Tender) -> list[dict[str, object]]:
    def when(day: date | datetime | None, gap: str) -> Text:
        if day is None:
            return Missing(gap)
        return datetime_at(day) if isinstance(day, datetime) else date_long(day)

    rows = (
        (tender.issued_on, SENT_ON, "Materialet sendes ud", _US),
        (tender.question_deadline_on, "frist for spørgsmål", "Frist for spørgsmål", _THEM),
        (tender.answers_published_on, "dato for svar på spørgsmål", "Alle svar sendes til alle", _US),
        (tender.bid_deadline_at, _DEADLINE_GAP, "Frist for tilbud", _THEM),
        (tender.decision_on, "dato for beslutning", "Vi vælger, og alle får besked", _US),
        (tender.bid_validity_until_on, _VALIDITY_GAP, "I står ved tilbuddet til og med denne dag", _THEM),
    )
    lines: list[dict[str, object]] = [
        {"dato": when(day, gap), "hvad": what, "hvem": who} for day, gap, what, who in rows
    ]
    lines.insert(4, {"dato": _demo(tender), "hvad": "Demo og opklarende spørgsmål", "hvem": _BOTH})
    return lines


def _scope(customer_case: CustomerCase) -> dict[str, object]:
    needs = customer_case.needs_description
    full, light = needs.users_full, needs.users_light
    known = full is not None and light is not None
    return {
        "med": given(needs.scope_in, "hvad anskaffelsen omfatter"),
        "uden": given(needs.scope_out, "hvad anskaffelsen ikke omfatter"),
        "fulde": shown(full, "antal fulde brugere"),
        "lette": shown(light, "antal lette brugere"),
        "krav": _size(customer_case),
        "brugere": f"{full} fulde og {light} lette" if known else Missing("antal brugere"),
        "maengder": given(needs.transactions, "mængder om måneden"),
        "integrationer": needs.integrations.strip(),
        "persondata": given(needs.personal_data, "hvilke personoplysninger løsningen skal behandle"),
        "start": date_long(needs.wanted_go_live_on),
    }


def _size(customer_case: CustomerCase) -> Text:
    requirements = customer_case.requirements
    if not requirements:
        return Missing("krav til løsningen")
    musts = sum(r.priority is Priority.MUST for r in requirements)
    return f"{len(requirements)} krav, heraf {musts} SKAL-krav"


def _terms(customer_case: CustomerCase) -> dict[str, object]:
    tender = customer_case.tender
    firm = real_name(customer_case.helper.company)
    declared = customer_case.impartiality.declared_on is not None and not customer_case.impartiality.receives_commission
    impartial: Text = Missing("rådgiverens erklæring om uvildighed")
    if declared:
        impartial = (
            f"{firm} modtager ikke provision eller anden betaling fra leverandører i denne sag. Kender rådgiveren en "
            "leverandør i forvejen, har vi fået det at vide."
        )
    return {
        "privat": _law(tender.public_body),
        "tildeling": given(tender.award_rule, "hvordan tilbuddet vælges"),
        "uvildighed": impartial,
    }


def _law(public_body: bool | None) -> Text:  # noqa: FBT001
    if public_body is None:
        return Missing("om virksomheden er et offentligretligt organ")
    if public_body:
        return (
            "Kunden er et offentligretligt organ. Dette materiale er lavet til private virksomheder og må ikke sendes "
            "ud, før en jurist har sagt god for det."
        )
    return (
        "Vi er en privat virksomhed og er ikke omfattet af udbudsloven. Vi kan forhandle med en eller flere "
        "tilbudsgivere og kan forkaste alle tilbud."
    )


def _model(customer_case: CustomerCase) -> dict[str, object]:
    weighted = customer_case.tender.weighted
    return {"vaegtet": weighted, "laveste": not weighted, **method.parts(customer_case.criteria, weighted=weighted)}


def _calculation(customer_case: CustomerCase) -> dict[str, object]:
    evaluation = customer_case.evaluation
    return {
        "aar": evaluation.tco_years,
        "timepris": kroner(evaluation.internal_hourly_rate_dkk),
        "skala": evaluation.scale.strip().rstrip("."),
        "nulpunkt": percent(evaluation.price_zero_at_pct_above_lowest),
        "laveste": kroner(method.EXAMPLE_PRICE),
        "krav_eksempel": method.requirement_example(),
    }


def _lists(customer_case: CustomerCase) -> dict[str, object]:
    return {
        "behov": [
            {"nr": n.code, "titel": n.title, "vigtighed": importance(n)}
            for n in sorted(customer_case.needs, key=lambda n: n.priority)
        ],
        "maal": [_without(objective_row(o), "aendring") for o in customer_case.objectives],
        "systemer": [_without(system_row(s), "betydning") for s in customer_case.current_systems],
        "processer": [{"navn": p.name, "i_dag": p.today, "oenske": p.wish} for p in customer_case.processes],
        "omraader": areas(customer_case.requirements),
        "svarkoder": method.answer_codes(),
        "kriterier": [
            {"nr": c.code, "titel": c.title, "metode": method.points_from(c, customer_case.evaluation.tco_years),
             "vaegt": percent(c.weight)}
            for c in customer_case.criteria
        ],
        "priseksempler": method.price_examples(customer_case.evaluation.price_zero_at_pct_above_lowest),
        "manuskript": [
            {"nr": number, "titel": given(scenario.title, "navn på en opgave i demoen"),
             "tekst": scenario.script.strip()}
            for number, scenario in enumerate(customer_case.demo_scenarios, 1)
        ],
        "vedlagt": method.enclosed(customer_case.tender, demo=bool(customer_case.demo_scenarios)),
        "spoergsmaal": _questions(customer_case),
        "udgaaede": tender_versions.withdrawn(customer_case),
    }  # fmt: skip


def _questions(customer_case: CustomerCase) -> list[dict[str, object]]:
    """Questions under their own numbers; once the vendors have the material, only those that have an answer."""
    sent = bool(customer_case.tender_versions)
    return [
        {"nr": q.code, "spoergsmaal": q.question, "svar": given(q.answer, f"svar på spørgsmål {q.code}")}
        for q in customer_case.questions
        if q.answer.strip() or not sent
    ]


def _replaced(customer_case: CustomerCase) -> str:
    """Which version this one replaces, in a sentence; nothing for the first."""
    number = tender_versions.next_number(customer_case)
    before = [v for v in customer_case.tender_versions if v.number < number and v.cancelled_at is None]
    if not before:
        return ""
    last = before[-1]
    return (
        f"Dette er version {number}. Den erstatter version {last.number} fra {date_long(last.issued_at)}. Alle "
        "ændringer står i rettelsesbladet, med den gamle og den nye tekst."
    )


def _without(row: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != key}
