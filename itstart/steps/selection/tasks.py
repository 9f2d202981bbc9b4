"""The tasks of step 3, declared."""

from collections.abc import Mapping
from typing import Any

from itstart.models import Bid, CustomerCase, Vendor
from itstart.rules.steps import StepKey
from itstart.rules.terms import InvitationStatus
from itstart.steps import binding
from itstart.steps.definition import FormSection, Notice, NoticeLink, Scope, Task
from itstart.steps.selection import bidders, forms, gaps, musts
from itstart.steps.selection.asked import answered_count, letter_counts
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.lists import ANNUAL, ONE_OFF, REFERENCES, WAIVERS
from itstart.steps.selection.tally import tallies
from itstart.steps.selection.wording import Names, points
from itstart.steps.shared_documents import short_name
from itstart.steps.text import counted

BID_FIELDS = tuple(field.short_name for field in forms.BidForm())
WAITING = frozenset({InvitationStatus.NOT_INVITED, InvitationStatus.INVITED, InvitationStatus.NO_RESPONSE})

READ_IN = NoticeLink("Læs dem ind i stedet for at taste", endpoint="response_imports.index")


def load_bid(bid: Bid) -> dict[str, Any]:
    """What the form shows of a bid, stored or not."""
    values = {name: getattr(bid, name) for name in BID_FIELDS}
    return {name: "" if value is None and name in _TEXTS else value for name, value in values.items()}


SEALED_TEXT = "Priser og svar kan læses, når fristen er gået, og tilbuddene er åbnet."
_TEXTS = frozenset({"product", "reservations", "reservations_meaning", "excluded_reason"})


def note_arrival(vendor: Vendor) -> None:
    """A vendor whose bid has come is no longer waited for."""
    if vendor.invitation_status in WAITING:
        vendor.invitation_status = InvitationStatus.BID_RECEIVED


def store_bid(bid: Bid, values: dict[str, Any]) -> None:
    """A bid with a day of arrival has been received."""
    binding.apply(bid, values)
    if bid.received_at:
        note_arrival(bid.vendor)


def bid_notices(case: CustomerCase, about: str) -> list[Notice]:
    """Bids nobody may read yet; where forms that came back are read in; a bid that came too late, or was let go."""
    link = (NoticeLink("Gå til Modtagelse og åbning", task="valg/modtagelse"),)
    if case.tender.is_sealed:
        return [Notice("Tilbuddene er forseglede", SEALED_TEXT, "stop", link)]
    vendor = next((vendor for vendor in bidders.bidders(case) if vendor.code == about), None)
    if vendor is None:
        return []
    open_ = case.evaluation.decided_on is None
    found = [Notice("Har du fået tilbudsskemaer tilbage?", links=(READ_IN,))] if open_ else []
    if vendor.bid is None:
        return found
    if vendor.bid.excluded_reason:
        found.append(Notice(f"{short_name(vendor.name)} er udgået", vendor.bid.excluded_reason, "stop"))
    elif gaps.is_late(case, vendor) and not gaps.is_decided(vendor.bid):
        found.append(Notice("Tilbuddet kom for sent", gaps.late_message(case, vendor), "warn", link))
    return found


def waiver_notices(case: CustomerCase, _about: str) -> list[Notice]:
    """Each unmet must without a waiver, with the two ways out of it."""
    names = {vendor.code: short_name(vendor.name) for vendor in case.vendors}
    return [
        Notice(
            f"{names[vendor]} opfylder ikke et SKAL-krav: {requirement.code} {requirement.title}",
            gaps.must_message(requirement.code),
            "stop",
            (
                NoticeLink(
                    "Skriv en dispensation",
                    row_list="dispensation",
                    values={"vendor_id": vendor, "requirement_id": requirement.code},
                ),
                NoticeLink("Lad tilbuddet udgå", task="valg/tilbud", values={"om": vendor}),
            ),
        )
        for vendor, requirement in musts.without_waiver(case)
    ]


def reference_notices(_case: CustomerCase, about: str) -> list[Notice]:
    """The sheet to have in hand on the telephone."""
    if not about:
        return []
    link = NoticeLink("Åbn samtalearket", endpoint="reference_sheets.show", values={"om": about})
    text = f"Stil de samme {len(forms.QUESTIONS)} spørgsmål til alle. Arket kan skrives ud og udfyldes, mens I taler."
    return [Notice("Ring med spørgsmålene foran dig", text, links=(link,))]


def result_sentence(case: CustomerCase) -> str:
    """The verdict in a line, "" while there is none."""
    found = assess(case)
    first = found.first
    if first is None or not found.weighted:
        return f"{Names(case).of(first)} er billigst" if first else ""
    return f"{Names(case).of(first)} er bedst med {points(first)} point"


def decision_notices(case: CustomerCase, _about: str) -> list[Notice]:
    """The result, so that the recommendation is written with it in sight."""
    said = result_sentence(case)
    link = (NoticeLink("Se resultatet", task="valg/resultat"),)
    if said:
        return [Notice(said, links=link)]
    return [Notice("Der er ikke et resultat endnu", "Giv først point til alle tilbud.", "warn", link)]


def check_decision(case: CustomerCase, typed: dict[str, Any]) -> Mapping[str, str]:
    """A decision has a vendor, a day, a name and a reason, and is not for a bid that is out."""
    chosen = typed.get("decided_vendor_id")
    if chosen is None:
        return {}
    asked = (
        ("decision_reason", "Skriv kundens begrundelse, før du vælger leverandøren."),
        ("decided_by", "Skriv, hvem der har besluttet, før du vælger leverandøren."),
        ("decided_on", "Skriv datoen, før du vælger leverandøren."),
    )
    found = {name: message for name, message in asked if not typed.get(name)}
    out = next((bid for bid in assess(case).excluded if bid.vendor.id == chosen), None)
    if out is not None:
        found["decided_vendor_id"] = f"{short_name(out.vendor.name)} er udgået og kan ikke vælges."
    return found


def _bid_summary(case: CustomerCase) -> str:
    count = sum(1 for bid in case.bids if bid.received_at or bid.price_lines)
    return f"{count} {'tilbud'}" if count else ""


def _arrival_summary(case: CustomerCase) -> str:
    if case.tender.is_sealed:
        return "Forseglet"
    count = len(bidders.arrived(case))
    return f"{count} modtaget" if count else ""


def _is_sealed(case: CustomerCase) -> bool:
    return case.tender.is_sealed


def _matrix_summary(case: CustomerCase) -> str:
    answered = sum(tally.count for tally in tallies(case) if tally.answer)
    return f"{answered} svar" if answered else ""


def _questions_summary(case: CustomerCase) -> str:
    """How many of the questions have an answer; "" before the first."""
    count = answered_count(case)
    return f"{count} svar skrevet ned" if count else ""


def _letters_summary(case: CustomerCase) -> str:
    """How many letters are sent, else how many are begun."""
    drafts, sent = letter_counts(case)
    return f"{sent} sendt" if sent else f"{drafts} {'kladde' if drafts == 1 else 'kladder'}" if drafts else ""


def _decision_summary(case: CustomerCase) -> str:
    made = case.evaluation
    return short_name(made.decided_vendor.name) if made.decided_vendor and made.decided_on else ""


def _task(slug: str, title: str, **declared: Any) -> Task:
    return Task(step=StepKey.SELECTION, slug=slug, title=title, **declared)


TASKS = (
    _task(
        "modtagelse",
        "Modtagelse og åbning",
        endpoint="bid_receipts.show",
        gaps=gaps.arrivals,
        summary=_arrival_summary,
        started=lambda case: bool(case.bid_receipts or case.bids),
    ),
    _task(
        "tilbud",
        "Tilbud og priser",
        parts=(
            FormSection(
                "tilbud",
                "Tilbuddet",
                forms.BidForm,
                scope=Scope(choices=bidders.choices, owner=bidders.bid_of, make=bidders.make_bid),
                load=load_bid,
                store=store_bid,
            ),
            ONE_OFF,
            ANNUAL,
        ),
        gaps=gaps.bids,
        summary=_bid_summary,
        started=lambda case: bool(case.bids),
        notices=bid_notices,
        is_shut=_is_sealed,
    ),
    _task(
        "krav-for-krav",
        "Krav for krav",
        endpoint="responses.matrix",
        gaps=gaps.responses,
        summary=_matrix_summary,
        started=lambda case: bool(tallies(case)),
    ),
    _task(
        "spoerg-leverandoeren",
        "Spørg leverandøren",
        endpoint="bid_questions.show",
        summary=_questions_summary,
    ),
    _task(
        "delpoint",
        "Delpoint",
        endpoint="scores.sub_scores",
        gaps=gaps.sub_scores,
        summary=counted("sub_scores", "delpoint", "delpoint"),
        started=lambda case: bool(case.sub_scores),
    ),
    _task(
        "demo",
        "Demo",
        endpoint="scores.demo",
        gaps=gaps.demo,
        summary=counted("demo_scores", "point givet", "point givet"),
        started=lambda case: bool(case.demo_scores),
    ),
    _task(
        "referencer",
        "Referencer",
        parts=(REFERENCES,),
        notices=reference_notices,
        gaps=gaps.references,
        summary=counted("reference_checks", "samtale", "samtaler"),
        started=lambda case: bool(case.reference_checks),
    ),
    _task(
        "dispensationer",
        "Dispensationer",
        parts=(WAIVERS,),
        gaps=gaps.waivers,
        summary=counted("waivers", "dispensation", "dispensationer"),
        started=lambda case: bool(case.waivers),
        notices=waiver_notices,
    ),
    _task(
        "resultat",
        "Resultat og følsomhed",
        endpoint="results.show",
        gaps=gaps.result,
        summary=result_sentence,
        started=lambda case: bool(assess(case).ranked),
    ),
    _task(
        "beslutning",
        "Indstilling og beslutning",
        parts=(
            FormSection("indstilling", "Din indstilling", forms.RecommendationForm, of="evaluation"),
            FormSection("beslutning", "Kundens beslutning", forms.DecisionForm, of="evaluation", check=check_decision),
        ),
        gaps=gaps.decision,
        summary=_decision_summary,
        started=lambda case: bool(case.evaluation.recommendation or case.evaluation.decided_on),
        notices=decision_notices,
    ),
    _task("breve", "Breve til leverandørerne", endpoint="vendor_letters.index", summary=_letters_summary),
)
