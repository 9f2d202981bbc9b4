"""What step 3 lacks before the customer can choose (DOMAIN B5)."""

from collections import Counter

from itstart import clock
from itstart.documents.danish import datetime_at
from itstart.models import Bid, CustomerCase, Vendor
from itstart.rules import tender as tender_rules
from itstart.rules.findings import Finding, blockers
from itstart.rules.impartiality import check_scoring
from itstart.rules.terms import CriterionMethod
from itstart.steps.definition import Gap
from itstart.steps.selection import demo_marks, musts
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.bidders import SEALED, bidders
from itstart.steps.selection.tally import rated_count, tallies
from itstart.steps.shared_documents import short_name

NO_BIDDERS = "Ingen leverandører er inviteret endnu."


def scoring_findings(case: CustomerCase) -> list[Finding]:
    """What stands in the way of giving points, and what would be good to do first (S31)."""
    related = [relation.vendor.code if relation.vendor else "" for relation in case.vendor_relations]
    bidding = [vendor.code for vendor in bidders(case) if vendor.bid]
    sealed = [Finding(SEALED, where="sealed")] if case.tender.is_sealed else []
    return [*sealed, *check_scoring(case.impartiality, related_vendors=related, bidders=bidding)]


def scoring_gaps(case: CustomerCase) -> list[Gap]:
    """The gate before scoring as gaps of the task."""
    return [Gap(finding.message, required=True) for finding in blockers(scoring_findings(case))]


def is_late(case: CustomerCase, vendor: Vendor) -> bool:
    """Whether the bid came after the deadline."""
    return tender_rules.is_late(vendor.bid.received_at if vendor.bid else None, case.tender.bid_deadline_at)


def late_message(case: CustomerCase, vendor: Vendor) -> str:
    """What to do with a bid that came too late."""
    deadline = datetime_at(case.tender.bid_deadline_at)
    return f"Tilbuddet fra {short_name(vendor.name)} kom efter fristen {deadline}. Skriv kundens valg og begrundelse."


def arrivals(case: CustomerCase) -> list[Gap]:
    """Sealed bids are opened when the deadline has passed, and the customer has chosen about each late bid."""
    tender, now = case.tender, clock.now()
    if tender.is_sealed:
        ready = not tender_rules.check_opening(sealed=True, deadline_at=tender.bid_deadline_at, now=now)
        return [Gap("Fristen er gået. Åbn tilbuddene.")] if ready else []
    undecided = [v for v in bidders(case) if v.bid and is_late(case, v) and not is_decided(v.bid)]
    return [Gap(late_message(case, vendor), vendor.code) for vendor in undecided]


def is_decided(bid: Bid) -> bool:
    """Whether the customer has chosen what becomes of a late bid."""
    return bool(bid.late_choice or bid.late_choice_reason or bid.excluded_reason)


def bids(case: CustomerCase) -> list[Gap]:
    """Each bid has its prices, hours and exit cost."""
    vendors = bidders(case)
    if not vendors:
        return [Gap(NO_BIDDERS)]
    if case.tender.is_sealed:
        return [Gap(SEALED)]
    return [gap for vendor in vendors for gap in _bid(vendor)]


def _bid(vendor: Vendor) -> list[Gap]:
    name, bid = short_name(vendor.name), vendor.bid
    if bid is None:
        return [Gap(f"Tilbuddet fra {name} er ikke skrevet ind.", vendor.code)]
    if bid.excluded_reason:
        return []
    asked = (
        (bid.product, "produktets navn"),
        (bid.received_at, "hvornår tilbuddet kom"),
        (bid.one_off_lines, "engangspriser"),
        (bid.annual_lines, "årlige priser"),
        (bid.internal_hours is not None, "kundens egne timer"),
        (bid.exit_cost_dkk is not None, "prisen for at komme ud igen"),
    )
    found = [Gap(f"{name}: Skriv {what}.", vendor.code) for value, what in asked if not value]
    if any(line.amount_dkk is None for line in bid.price_lines):
        found.append(Gap(f"{name}: En prislinje mangler et beløb.", vendor.code))
    return found


def responses(case: CustomerCase) -> list[Gap]:
    """Every bid answers every requirement."""
    wanted = rated_count(case).total()
    answered: Counter[str] = Counter()
    for tally in tallies(case):
        answered[tally.vendor] += tally.count if tally.answer else 0
    found = scoring_gaps(case)
    for vendor in bidders(case):
        rest = wanted - answered[vendor.code]
        if vendor.bid and not vendor.bid.excluded_reason and rest > 0:
            found.append(Gap(f"{short_name(vendor.name)} mangler svar på {rest} krav.", vendor.code))
    return found


def sub_scores(case: CustomerCase) -> list[Gap]:
    """Every sub-score has points and a reason for every bid; none are asked for where price alone decides."""
    found: list[Gap] = []
    if not case.tender.weighted:
        return found
    for criterion in case.criteria:
        if criterion.method is not CriterionMethod.SUB_SCORES:
            continue
        rows = [sub for sub in case.sub_scores if sub.criterion_id == criterion.id]
        if not rows:
            found.append(Gap(f"{criterion.title}: Skriv de delpoint, I vil give.", criterion.code))
        missing = sum(1 for sub in rows if sub.score is None)
        if missing:
            found.append(Gap(f"{criterion.title}: {missing} delpoint mangler.", criterion.code))
        unreasoned = sum(1 for sub in rows if sub.score is not None and not sub.reason)
        if unreasoned:
            found.append(Gap(f"{criterion.title}: {unreasoned} delpoint mangler en begrundelse.", criterion.code))
    return found


def demo(case: CustomerCase) -> list[Gap]:
    """Every vendor has points from somebody in every task; none are asked for where price alone decides."""
    counts = any(criterion.method is CriterionMethod.DEMO_SCORES for criterion in case.criteria)
    if not (counts and case.tender.weighted):
        return []
    if not case.demo_scenarios:
        return [Gap("Skriv først de opgaver, leverandørerne skal vise.")]
    given = {(score.vendor_id, score.scenario_id) for score in case.demo_scores}
    found = []
    for vendor in bidders(case):
        rest = sum(1 for scenario in case.demo_scenarios if (vendor.id, scenario.id) not in given)
        if rest and vendor.bid and not vendor.bid.excluded_reason:
            found.append(Gap(f"{short_name(vendor.name)} mangler point for {rest} opgaver i demoen.", vendor.code))
    return found + _demo_apart(case)


def _demo_apart(case: CustomerCase) -> list[Gap]:
    """Good advice where people saw the same demo very differently."""
    names = {vendor.code: short_name(vendor.name) for vendor in case.vendors}
    titles = {scenario.code: scenario.title for scenario in case.demo_scenarios}
    return [
        Gap(f"Tal om »{titles[task]}« hos {names[vendor]}: {low} til {high} point.", vendor, required=False)
        for (vendor, task), (low, high) in demo_marks.to_talk_about(case).items()
        if vendor in names
    ]


def references(case: CustomerCase) -> list[Gap]:
    """Two talks a vendor, one of them with somebody the customer picked."""
    found = []
    for vendor in bidders(case):
        if vendor.bid is None or vendor.bid.excluded_reason:
            continue
        talks = [check for check in case.reference_checks if check.vendor_id == vendor.id]
        if not talks:
            found.append(Gap(f"Ingen har talt med en kunde hos {short_name(vendor.name)}.", vendor.code))
        elif not any(check.chosen_by_customer for check in talks):
            advice = f"Find selv en kunde hos {short_name(vendor.name)}. Dem, leverandøren vælger, er altid glade."
            found.append(Gap(advice, vendor.code, required=False))
    return found


def waivers(case: CustomerCase) -> list[Gap]:
    """An unmet must has a waiver, or the bid goes out."""
    names = {vendor.code: short_name(vendor.name) for vendor in case.vendors}
    unmet = [
        Gap(f"{must_message(requirement.code)} ({names[vendor]})") for vendor, requirement in musts.without_waiver(case)
    ]
    undated = [
        Gap(f"Dispensationen for {_code(row)} mangler en dato.", row.code) for row in case.waivers if not row.granted_on
    ]
    return unmet + undated


def _code(row: object) -> str:
    requirement = getattr(row, "requirement", None)
    return str(requirement.code) if requirement else "kravet"


def must_message(code: str) -> str:
    """What to do about an unmet must (DOMAIN C)."""
    return (
        f"Kravet {code} er et SKAL-krav, som leverandøren ikke opfylder. Skriv en dispensation fra kunden, eller "
        "lad tilbuddet udgå."
    )


def result(case: CustomerCase) -> list[Gap]:
    """Every bid that counts has a rank."""
    found = assess(case)
    if not found.ranked:
        return [Gap("Der er ingen tilbud at regne på endnu.")]
    missing = [bid for bid in found.ranked if bid.result is None or bid.result.rank is None]
    return [Gap("Resultatet kan ikke regnes ud endnu, fordi der mangler point.")] if missing else []


def decision(case: CustomerCase) -> list[Gap]:
    """A recommendation, and the customer's choice with name, day and reason."""
    asked = (
        ("recommendation", "Skriv din anbefaling."),
        ("counterarguments", "Skriv, hvad der taler imod."),
        ("decided_vendor_id", "Skriv, hvem kunden har valgt."),
        ("decided_on", "Skriv, hvornår kunden valgte."),
        ("decided_by", "Skriv, hvem hos kunden der valgte."),
        ("decision_reason", "Skriv kundens begrundelse."),
    )
    return [Gap(message, column) for column, message in asked if not getattr(case.evaluation, column)]
