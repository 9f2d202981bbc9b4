"""The Behovsbeskrivelse: the customer's needs as the values its template prints."""

from datetime import date
from decimal import Decimal

from itstart.documents import Missing
from itstart.documents.danish import amount, date_long, hours, kroner
from itstart.documents.marks import joined
from itstart.models import CustomerCase, NeedsDescription, Stakeholder
from itstart.rules.steps import StepKey
from itstart.rules.terms import Barrier, Priority
from itstart.steps.needs import document_texts as texts
from itstart.steps.needs.document_charts import benefits_chart, requirements_chart
from itstart.steps.requirement_documents import areas, importance, needs_of, objective_row, system_row
from itstart.steps.shared_documents import (
    Text,
    contact,
    cover_values,
    given,
    issued,
    lower_first,
    short_name,
    shown,
)

KEY = "behovsbeskrivelse"
_RISKS_SHOWN = 6
_BARRIER = {
    Barrier.TIME: "Timerne til projektet aftales med navn og uge, før kontrakten skrives under.",
    Barrier.KNOWLEDGE: "En uvildig rådgiver er med, til kontrakten er skrevet under, og leverandøren uddanner os.",
    Barrier.MONEY: "Rammen er sat på forhånd. Prisen sammenlignes over fem år, og betalingen følger milepælene.",
    Barrier.MARKET: "Leverandørerne får de samme krav og svarer i samme skema. Så kan de sammenlignes linje for linje.",
    Barrier.EXPERIENCE: "Vi taler med andre kunder, ser løsningen virke og starter først, når prøven er bestået.",
    Barrier.OTHER: "Det er drøftet med rådgiveren og skal med i projektplanen.",
}


# What an empty list says in the document, and which gap it is.
EMPTY = {
    "systemer": Missing("de it-systemer, virksomheden har i dag"),
    "maal": Missing("mål med tal for i dag og for målet"),
    "behov": Missing("virksomhedens behov"),
    "krav": Missing("krav til løsningen"),
}


def behovsbeskrivelse(customer_case: CustomerCase, *, today: date, version: int | None = None) -> dict[str, object]:
    """The context of docs_templates/behovsbeskrivelse.docx; what is missing is a Missing."""
    needs = customer_case.needs_description
    cover = cover_values(
        customer_case, StepKey.NEEDS, "Behovsbeskrivelse", today=today, deliverable=KEY, version=version
    )
    cover["kunde"] |= _customer(customer_case)
    return {
        **cover,
        "versioner": [
            {"nummer": f"{d.version}.0", "dato": date_long(d.handed_over_on), "tekst": texts.handed_over(d)}
            for d in issued(customer_case, KEY)
        ],
        "tom": EMPTY,
        "tal": _figures(customer_case),
        "oekonomi": _money(customer_case),
        "resume": texts.summary(customer_case),
        "tekst": {
            "om_skal": texts.about_musts(customer_case),
            "om_tilbagebetaling": texts.about_payback(customer_case),
            "om_arbejdet": texts.about_the_work(customer_case),
            "uvildighed": texts.impartiality(customer_case),
            "barrierer": needs.barriers_note.strip(),
        },
        "virksomhed": {
            "baggrund": given(needs.background, "virksomhedens baggrund"),
            "situation": given(needs.current_situation, "hvordan der arbejdes i dag"),
        },
        "omfang": _scope(needs),
        "sikkerhed": {
            "persondata": given(needs.personal_data, "hvilke personoplysninger løsningen skal behandle"),
            "nis2": texts.nis2(needs.nis2_relevant, needs.nis2_note),
        },
        "figur_krav": requirements_chart(customer_case.requirements),
        "figur_gevinst": benefits_chart(customer_case.benefits),
        **_lists(customer_case),
        **_requirements(customer_case),
    }


def _scope(needs: NeedsDescription) -> dict[str, object]:
    return {
        "med": given(needs.scope_in, "hvad anskaffelsen omfatter"),
        "uden": given(needs.scope_out, "hvad anskaffelsen ikke omfatter"),
        "fulde": shown(needs.users_full, "antal fulde brugere"),
        "lette": shown(needs.users_light, "antal lette brugere"),
        "maengder": given(needs.transactions, "mængder om måneden"),
        "integrationer": needs.integrations.strip(),
        "start": date_long(needs.wanted_go_live_on),
    }


def _customer(customer_case: CustomerCase) -> dict[str, object]:
    customer = customer_case.customer
    return {
        "kort": short_name(customer.name) or Missing("kundens navn"),
        "cvr": given(customer.cvr, "CVR-nummer"),
        "adresse": given(customer.address, "adresse"),
        "branche": customer.industry_title.strip(),
        "ansatte": None if customer.employees is None else str(customer.employees),
        "omsaetning": kroner(customer.revenue_dkk),
        "kontakt": contact(customer_case),
    }


def _figures(customer_case: CustomerCase) -> dict[str, object]:
    rated = [r for r in customer_case.requirements if r.priority is not Priority.WONT]
    musts = [r for r in rated if r.priority is Priority.MUST]
    worked = sum((entry.hours for entry in texts.work(customer_case)), Decimal(0))
    return {
        "krav": len(customer_case.requirements),
        "skal": len(musts),
        "krav_vurderes": len(rated),
        "skal_andel": texts.share(len(musts), len(rated)),
        "timer": hours(worked),
    }


def _money(customer_case: CustomerCase) -> dict[str, object]:
    needs, benefit = customer_case.needs_description, texts.annual_benefit(customer_case)
    return {
        "engang_tal": amount(needs.budget_one_off_dkk) or texts.DASH,
        "aarlig_tal": amount(needs.budget_annual_dkk) or texts.DASH,
        "gevinst_tal": amount(benefit) or texts.DASH,
        "gevinst": shown(benefit, "gevinst om året", kroner),
        "tilbagebetaling": texts.payback(customer_case),
    }


def _lists(customer_case: CustomerCase) -> dict[str, object]:
    needs = customer_case.needs_description
    return {
        "maal": [objective_row(o) for o in customer_case.objectives],
        "processer": [
            {"navn": p.name, "i_dag": p.today, "problem": p.pain, "oenske": p.wish} for p in customer_case.processes
        ],
        "systemer": [system_row(s) for s in customer_case.current_systems],
        "gevinster": [
            {"nr": b.code, "tekst": b.text, "beloeb": shown(b.annual_value_dkk, f"beløb for {b.code}", amount)}
            for b in customer_case.benefits
        ],
        "personer": [_person(s) for s in customer_case.stakeholders],
        "barrierer": [{"navn": b.barrier.label, "svar": _BARRIER[b.barrier]} for b in customer_case.barriers],
        "risici": [
            {
                "tal": risk.score,
                "tekst": risk.text,
                "modtraek": risk.mitigation,
                "ejer": given(risk.owner, f"ansvarlig for {risk.code}"),
            }
            for risk in sorted(customer_case.risks, key=lambda risk: -risk.score)[:_RISKS_SHOWN]
        ],
        "tidsplan": texts.schedule(customer_case.tender, needs.wanted_go_live_on),
        "naeste": texts.next_steps(customer_case.tender),
        "arbejde": [
            {"dato": date_long(e.spent_on), "hvad": e.activity, "timer": hours(e.hours)}
            for e in texts.work(customer_case)
        ],
    }


def _requirements(customer_case: CustomerCase) -> dict[str, object]:
    requirements = customer_case.requirements
    return {
        "behov": [
            {
                "nr": need.code,
                "titel": need.title,
                "vigtighed": importance(need),
                "krav": ", ".join(r.code for r in requirements if need in r.needs and r.priority is not Priority.WONT)
                or Missing(f"krav, der opfylder {need.code}"),
            }
            for need in sorted(customer_case.needs, key=lambda n: n.priority)
        ],
        "skal_krav": [
            {
                "nr": r.code,
                "titel": given(r.title, f"titel på {r.code}"),
                "omraade": r.area,
                "behov": needs_of(r),
            }
            for r in requirements
            if r.priority is Priority.MUST
        ],
        "ikke_nu": [
            {"nr": r.code, "titel": r.title, "tekst": r.text} for r in requirements if r.priority is Priority.WONT
        ],
        "lovkrav": [
            {"nr": r.code, "titel": r.title, "lov": r.law_reference} for r in requirements if r.law_reference.strip()
        ],
        "omraader": areas(requirements),
    }


def _person(person: Stakeholder) -> dict[str, Text]:
    return {
        "navn": given(person.name, "navn på en deltager"),
        "rolle": person.role,
        "fokus": person.interest,
        "hvem": joined(", ", (part for part in (person.name, lower_first(person.role)) if part.strip())),
    }
