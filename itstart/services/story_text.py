"""A first draft of a success case from what the case knows: needs, choice and result, as sentences (B9, S56)."""

import re

from itstart import clock
from itstart.documents.danish import date_long
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.rules.success_cases import Bidder, check_content
from itstart.rules.terms import Priority, StepStatus
from itstart.services import cases
from itstart.steps.shared_documents import counted, lower_first, real_name, sentence, short_name, with_article


def bidders(case: CustomerCase) -> list[Bidder]:
    """The vendors of the case with the names that would give them away."""
    won = case.evaluation.decided_vendor_id
    found = []
    for vendor in case.vendors:
        product = vendor.bid.product if vendor.bid else ""
        found.append(Bidder((vendor.name, *([product] if product else [])), won is not None and vendor.id == won))
    return found


def months(case: CustomerCase) -> int:
    """How long it took from the case was made active until the contract was signed or the case closed."""
    start = case.activated_on or case.opened_on
    end = case.contract.signed_on or case.completed_on or clock.today()
    return max(1, round((end - start).days / 30.4))


def steps_done(case: CustomerCase) -> list[StepKey]:
    """The steps the customer was helped through."""
    return [step.key for step in case.steps if step.status is StepStatus.DONE]


def facts(case: CustomerCase, region: str = "") -> list[tuple[str, str]]:
    """Branche, region, skridt and varighed, as far as they are known (B8)."""
    done = steps_done(case)
    region = region or cases.region(case.customer, clock.today())
    rows = [
        ("Virksomhed", case.success_case.customer_name if case.success_case else case.customer.name),
        ("Branche", case.customer.industry_title),
        ("Region", region),
        ("Slags it", case.category.label if case.category else ""),
        ("Skridt", ", ".join(step.label for step in done)),
        ("Varighed", counted(months(case), "måned", "måneder").capitalize() if done else ""),
    ]
    return [(label, value) for label, value in rows if value]


def draft(case: CustomerCase) -> dict[str, str]:
    """The texts of a new story, by column."""
    customer = case.customer
    title = customer.contact_title.strip()
    texts = {
        "title": f"{short_name(customer.name)} fik hjælp til {with_article(case.title)}"[:200],
        "company": _company(case),
        "challenge": _challenge(case),
        "process": _process(case),
        "result": _result(case),
        "quote": next((module.customer_comment for module in case.modules if module.customer_comment), ""),
        "quote_by": ", ".join(part for part in (customer.contact_name.strip(), lower_first(title)) if part)[:200],
    }
    known = bidders(case)
    return {name: _fit_to_print(text, known) for name, text in texts.items()}


def _fit_to_print(text: str, known: list[Bidder]) -> str:
    """The text without the sentences that name a price or a vendor."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", text)
    return " ".join(one for one in sentences if not check_content({"": one}, known, winner_accepted_on=None))


def _joined(*texts: str) -> str:
    return " ".join(sentence(text) for text in texts if text.strip())


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} og {words[-1]}" if len(words) > 1 else "".join(words)


def _company(case: CustomerCase) -> str:
    customer = case.customer
    name = real_name(customer.name)
    said = f"{name} ligger i {customer.city}" if customer.city else name
    if customer.employees:
        said += (
            f" og har {counted(customer.employees, 'ansat', 'ansatte')}"
            if customer.city
            else (f" har {counted(customer.employees, 'ansat', 'ansatte')}")
        )
    elif not customer.city:
        said = ""
    return _joined(said, case.needs_description.background)


def _challenge(case: CustomerCase) -> str:
    first = [need for need in case.needs if need.priority == 1] or list(case.needs)
    titles = [lower_first(need.title) for need in first[:4] if need.title]
    pains = [lower_first(process.pain) for process in case.processes[:3] if process.pain]
    return _joined(
        case.needs_description.current_situation,
        f"Det mærkede de hver dag: {_listed(pains)}" if pains else "",
        f"De vigtigste behov var {_listed(titles)}" if titles else "",
    )


def _process(case: CustomerCase) -> str:
    helper = case.helper
    who = f"{helper.adviser} fra {real_name(helper.company)}" if helper.adviser else real_name(helper.company)
    invited = [vendor for vendor in case.vendors if vendor.bid is not None]
    musts = sum(requirement.priority is Priority.MUST for requirement in case.requirements)
    said = [f"It-starthjælper {who} gav uvildig rådgivning hele vejen"]
    if case.requirements:
        said.append(
            f"Først blev behovet beskrevet i {counted(len(case.requirements), 'krav', 'krav')}, heraf "
            f"{counted(musts, 'SKAL-krav', 'SKAL-krav')}. Hvert krav blev skrevet, så det kan prøves af i praksis"
        )
    if invited:
        said.append(
            f"Derefter svarede {counted(len(invited), 'leverandør', 'leverandører')} på de samme spørgsmål, så svarene "
            "kunne sammenlignes krav for krav"
        )
    if case.demo_scores:
        said.append("Medarbejderne så løsningerne på deres egne opgaver og gav selv point")
    if case.contract.signed_on:
        said.append(f"Kontrakten blev skrevet under {date_long(case.contract.signed_on)}")
    return _joined(*said)


def _result(case: CustomerCase) -> str:
    said = []
    if case.evaluation.decided_on:
        said.append("Virksomheden har valgt den løsning, der svarede bedst på dens egne krav")
    if case.payments:
        said.append("Der betales i takt med, at milepælene nås")
    goals = [lower_first(goal.text) for goal in case.objectives if goal.text]
    if goals:
        said.append(f"Målene er klare: {_listed(goals)}")
    if case.milestones:
        said.append("Planen siger, hvem der gør hvad hvornår, og målene bliver målt bagefter")
    said += [module.value_for_customer for module in case.modules if module.value_for_customer][-2:]
    return _joined(*said)
