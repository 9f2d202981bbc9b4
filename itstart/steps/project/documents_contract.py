"""What the Kontrakt is made of: the case's parties, promises, prices and terms as plain values."""

from datetime import date
from decimal import Decimal

from itstart.documents import Missing
from itstart.documents.danish import amount, date_long, kroner, percent
from itstart.documents.marks import joined
from itstart.models.case import CustomerCase
from itstart.models.contract import Contract
from itstart.rules.steps import StepKey
from itstart.rules.terms import DeliveryModel, Invoicing, MilestoneType
from itstart.steps.project import document_promises as promises
from itstart.steps.project import document_rows as rows
from itstart.steps.project.agreement import Agreement, agreement
from itstart.steps.selection import negotiated
from itstart.steps.shared_documents import (
    contact,
    cover_values,
    given,
    lower_first,
    real_name,
    sentence,
    short_name,
    shown,
)

KEY = "kontrakt"
PERIOD = {Invoicing.MONTHLY: "hver måned", Invoicing.QUARTERLY: "hvert kvartal", Invoicing.ANNUAL: "hvert år"}
ANNEX_TITLES = (
    "Kravspecifikation med leverandørens svar",
    "Løsningsbeskrivelse",
    "Projektplan og milepæle",
    "Priser og betalingsplan",
    "Servicemål og support",
    "Prøver og godkendelse",
    "Databehandleraftale",
    "Ophør og udlevering af data",
    "Ændringer",
)
ANNEX_BASIS = (
    "Kravene og leverandørens tilbud",
    "Leverandørens tilbud",
    "Parternes plan",
    "Tilbuddet og forhandlingen",
    "Kravene om drift og support",
    "Kravenes prøver",
    "Databeskyttelsesforordningen, artikel 28",
    "Kravene om ophør og dataforordningen",
    "Tom ved indgåelsen",
)


def kontrakt(
    customer_case: CustomerCase, *, today: date, version: int | None = None, deal: Agreement | None = None
) -> dict[str, object]:
    """The context of the template; sums and rates come from itstart.rules. `deal` is who is agreed with."""
    deal, declared = deal or agreement(customer_case), customer_case.impartiality
    cover = cover_values(customer_case, StepKey.PROJECT, "Kontrakt", today=today, deliverable=KEY, version=version)
    return {
        **cover,
        "kunde": {**cover["kunde"], **_customer(customer_case)},
        "leverandoer": _vendor(deal),
        "kontrakt": _contract(deal.contract),
        "projekt": _project(customer_case),
        "omfang": _scope(customer_case),
        "proeve": _tests(deal),
        "pris": _prices(deal),
        "bod": _penalty(deal),
        "vilkaar": _terms(deal.contract),
        "tom": _empty(),
        "maal": _objectives(customer_case),
        "nis2": bool(customer_case.needs_description.nis2_relevant),
        "uvildig": bool(declared.declared_on) and not declared.receives_commission,
        "persondata": _personal_data(customer_case),
        "bilag": _annexes(customer_case),
        "bilagstitel": _annex_titles(customer_case),
        "omraader": promises.areas(customer_case, deal),
        "loefter_frist": promises.deadlines(customer_case, deal),
        "systemer": rows.systems(customer_case),
        "milepaele": rows.milestones(customer_case),
        "opgaver": rows.tasks(customer_case),
        "prislinjer": _price_lines(deal),
        "aarslinjer": _annual_lines(deal),
        "rater": rows.payments(deal),
        "forhandlet": negotiated.points(customer_case),
        "forhandling": _saved(customer_case, deal),
        "servicekrav": promises.service_levels(customer_case),
        "skalproever": promises.must_tests(customer_case, deal),
        "andreproever": promises.other_tests(customer_case, deal),
        "ophoerskrav": promises.exit_rules(customer_case),
    }


def _saved(case: CustomerCase, deal: Agreement) -> dict[str, object]:
    """What the negotiation was worth. The total stays out: it holds the customer's own time."""
    found = negotiated.totals(case, deal.bid)
    return {name: found[name] for name in ("sparet", "aar")}


def _customer(case: CustomerCase) -> dict[str, object]:
    customer = case.customer
    return {
        "kort": given(short_name(customer.name), "kundens navn"),
        "cvr": given(customer.cvr, "kundens CVR-nummer"),
        "adresse": given(customer.address, "kundens adresse"),
        "kontakt": contact(case),
        "mail": customer.contact_email.strip(),
        "telefon": customer.contact_phone.strip(),
        "tegner": given(customer.signatory_name, "hvem der skriver under for kunden"),
        "tegner_titel": lower_first(customer.signatory_title.strip()),
    }


def _vendor(deal: Agreement) -> dict[str, object]:
    vendor, bid, signed = deal.vendor, deal.bid, deal.contract
    reservations = bid.reservations.strip() if bid else ""
    model = bid.delivery_model if bid else None
    return {
        "navn": given(real_name(vendor.name) if vendor else "", "den valgte leverandør"),
        "kort": given(short_name(vendor.name) if vendor else "", "den valgte leverandør"),
        "cvr": given(vendor.cvr if vendor else "", "leverandørens CVR-nummer"),
        "by": given(vendor.city if vendor else "", "leverandørens by"),
        "kontakt": given(vendor.contact if vendor else "", "leverandørens kontaktperson"),
        "tegner": signed.signed_for_vendor.strip(),
        "produkt": given(bid.product if bid else "", "den valgte løsning"),
        "drift": given(model.label if model else "", "driftsform"),
        "cloud": model in {DeliveryModel.SAAS, DeliveryModel.HOSTED},
        "licenskoeb": promises.has_licences(deal),
        "tilbudsdato": date_long(bid.received_at) if bid else "",
        "forbehold": sentence(reservations) or ("Ingen forbehold." if vendor else Missing("den valgte leverandør")),
    }


def _contract(contract: Contract) -> dict[str, object]:
    return {
        "nummer": contract.number.strip(),
        "advokat": date_long(contract.lawyer_reviewed_on),
        "underskrevet": date_long(contract.signed_on),
    }


def _project(case: CustomerCase) -> dict[str, object]:
    plan = case.project_plan
    return {
        "leder_kunde": given(plan.project_manager_customer, "kundens projektleder"),
        "leder_leverandoer": given(plan.project_manager_vendor, "leverandørens projektleder"),
        "styregruppe": joined(", ", (s.name for s in case.steering_group if s.name)),
        "moeder": plan.meeting_rhythm.strip().rstrip("."),
        "timer": rows.task_hours(case),
        "reserve": date_long(plan.fallback_go_live_on),
    }


def _scope(case: CustomerCase) -> dict[str, object]:
    needs = case.needs_description
    return {
        "fulde": str(needs.users_full or ""),
        "lette": str(needs.users_light or ""),
        "transaktioner": needs.transactions.strip(),
        "med": needs.scope_in.strip(),
        "uden": sentence(needs.scope_out),
        "integrationer": needs.integrations.strip(),
    }


def _tests(deal: Agreement) -> dict[str, object]:
    def day(kind: MilestoneType, what: str) -> object:
        return shown(rows.milestone_day(deal, kind), what, date_long)

    return {
        "overtagelse": day(MilestoneType.ACCEPTANCE_TEST, "dato for overtagelsesprøve"),
        "idrift": day(MilestoneType.GO_LIVE, "dato for idriftsættelse"),
        "drift": day(MilestoneType.OPERATIONAL_TEST, "dato for driftsprøve"),
        "max_b": deal.contract.max_b_errors,
        "driftsdage": rows.operational_days(deal),
    }


def _prices(deal: Agreement) -> dict[str, object]:
    contract = deal.contract
    days = contract.payment_terms_days
    return {
        "engang": shown(deal.one_off, "engangspris", kroner),
        "engang_tal": amount(deal.one_off),
        "aarlig": shown(deal.annual, "årlig pris", kroner),
        "aarlig_tal": amount(deal.annual),
        "rate": kroner(deal.instalment),
        "periode": PERIOD[contract.annual_invoicing],
        "variabel": sentence(contract.variable_fee),
        "regulering": given(contract.price_regulation.strip().rstrip("."), "regulering af prisen"),
        "frist": shown(days, "betalingsfrist", str),
        "andel_sum": rows.share_sum(deal.case),
        "rater_sum": amount(sum(deal.rates)),
        "ophoer": promises.exit_price(deal),
    }


def _penalty(deal: Agreement) -> dict[str, object]:
    contract = deal.contract
    per_day = contract.delay_penalty_pct_per_workday
    most = contract.delay_penalty_max_pct
    if not per_day or not most:
        return {"pct": "", "max_pct": "", "pr_dag": "", "max": ""}
    return {
        "pct": percent(per_day),
        "max_pct": percent(most),
        "pr_dag": kroner(_part(deal.one_off, per_day)) if deal.one_off else "",
        "max": kroner(_part(deal.one_off, most)) if deal.one_off else "",
    }


def _part(price: int | None, share: Decimal) -> Decimal:
    return Decimal(price or 0) * share / 100


def _terms(contract: Contract) -> dict[str, object]:
    def months(value: int | None, what: str) -> object:
        return shown(value, what, str)

    return {
        "garanti": months(contract.warranty_months, "garanti i måneder"),
        "ansvar": shown(contract.liability_cap_dkk, "loft over ansvaret", kroner),
        "ansvar_tekst": lower_first(contract.liability_cap_text.strip().rstrip(".")),
        "opsigelse": months(contract.notice_months, "opsigelsesvarsel i måneder"),
        "binding": months(contract.commitment_months, "bindingsperiode i måneder"),
        "lov": lower_first(contract.law) if contract.law else Missing("lovvalg"),
        "vaerneting": given(contract.venue, "værneting"),
        "mediation": contract.mediation_first,
    }


def _objectives(case: CustomerCase) -> list[dict[str, object]]:
    return [
        {"tekst": row["tekst"], "enhed": lower_first(objective.metric), "nu": row["nu"], "maal": row["maal"]}
        for row, objective in zip(rows.objectives(case), case.objectives, strict=True)
        if objective.baseline is not None and objective.target is not None
    ]


def _personal_data(case: CustomerCase) -> object:
    needs = case.needs_description
    return given(needs.personal_data, "hvilke personoplysninger løsningen behandler")


def _annex_titles(case: CustomerCase) -> dict[str, object]:
    own = [a.title.strip() for a in case.annexes]
    return {f"nr{i}": (own[i - 1] if i <= len(own) else "") or title for i, title in enumerate(ANNEX_TITLES, 1)}


def _annexes(case: CustomerCase) -> list[dict[str, object]]:
    titles = [str(title) for title in _annex_titles(case).values()]
    basis = list(ANNEX_BASIS)
    for extra in case.annexes[len(titles) :]:
        titles.append(extra.title.strip() or "Særskilt bilag")
        basis.append("Vedlægges")
    return [{"nr": str(i), "titel": t, "grundlag": b} for i, (t, b) in enumerate(zip(titles, basis, strict=True), 1)]


def _price_lines(deal: Agreement) -> list[dict[str, object]]:
    own = [(line.label, line.amount_dkk) for line in deal.case.price_lines]
    offered = [(line.label, line.amount_dkk) for line in (deal.bid.one_off_lines if deal.bid else [])]
    return [
        {"tekst": given(label, "navn på prislinje"), "beloeb": shown(value, f"beløb for »{label}«", amount)}
        for label, value in own or offered
    ]


def _annual_lines(deal: Agreement) -> list[dict[str, object]]:
    """The bid's annual lines as long as they come to the agreed annual price."""
    lines = deal.bid.annual_lines if deal.bid else []
    if not lines or sum(line.amount_dkk or 0 for line in lines) != deal.annual:
        return []
    return [{"tekst": given(line.label, "navn på prislinje"), "beloeb": amount(line.amount_dkk)} for line in lines]


def _empty() -> dict[str, object]:
    return {
        "krav": Missing("kravene"),
        "milepaele": Missing("milepæle"),
        "priser": Missing("prislinjer"),
        "rater": Missing("betalingsplan"),
        "proever": Missing("SKAL-krav, der kan prøves"),
    }
