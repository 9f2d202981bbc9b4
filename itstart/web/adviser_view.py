"""A firm's timeline, deliveries, evaluations and talks made ready for its two pages: IBIZ-Center's and its own."""

from typing import Any

from flask import url_for

from itstart import clock
from itstart.models import CoDelivery, CooperationEvaluation, Helper, QualificationEvent
from itstart.rules.cooperation import Party, choices_told
from itstart.rules.qualification import Event
from itstart.rules.terms import CoDeliveryStatus, QualificationStatus
from itstart.services import (
    code_of_conduct,
    code_versions,
    norms,
    qualification,
    settings,
    vendor_choices,
    yearly_talks,
)
from itstart.services.advisers import NEXT_STEP
from itstart.web import access, adviser_pages, filters
from itstart.web.front_view import age

# What the firm itself does next, in its own words.
_OWN_STEP = {
    QualificationStatus.APPLICANT: "Læs og accepter kodekset. Så aftaler IBIZ-Center resten med jer.",
    QualificationStatus.CODE_ACCEPTED: "IBIZ-Center vælger vej sammen med jer: samlevering, eller review af opgaver.",
    QualificationStatus.CO_DELIVERY_1: "Lever sammen med IBIZ-Center. Evaluer bagefter, og bed kunden om det samme.",
    QualificationStatus.EVALUATED_1: "IBIZ-Center beslutter, om I arbejder alene eller leverer sammen én gang til.",
    QualificationStatus.CO_DELIVERY_2: "Lever sammen med IBIZ-Center. Evaluer bagefter, og bed kunden om det samme.",
    QualificationStatus.EVALUATED_2: "IBIZ-Center beslutter, om I kan arbejde alene.",
    QualificationStatus.UNDER_REVIEW: "IBIZ-Center gennemgår jeres kundeopgaver og taler med kunderne.",
    QualificationStatus.REVIEWED: "IBIZ-Center beslutter, om I kan arbejde alene.",
    QualificationStatus.QUALIFIED: "I arbejder alene og finder selv jeres kunder. IBIZ-Center hjælper med sparring.",
    QualificationStatus.REJECTED: "I kan søge igen, når I er klar.",
    QualificationStatus.PAUSED: "Skriv til IBIZ-Center, når I vil i gang igen.",
    QualificationStatus.ENDED: "I kan stadig læse jeres sager.",
}  # fmt: skip
DECISIONS = frozenset({Event.QUALIFY, Event.REJECT, Event.CHANGE_PATH, Event.PAUSE, Event.RESUME, Event.END})


def view(helper: Helper) -> dict[str, Any]:
    """Everything both pages show of a firm."""
    events = qualification.events(helper)
    found = qualification.evaluations(helper)
    since = clock.local(events[0].at if events else helper.created_at).date()
    choices = vendor_choices.of(helper)
    return {
        "helper": helper,
        "stands": helper.qualification_status,
        "kind": adviser_pages.KINDS.get(helper.qualification_status, "go"),
        "since": since,
        "stood": age(since, clock.today()),
        "next_step": NEXT_STEP[helper.qualification_status],
        "own_step": settings.our_words(_OWN_STEP[helper.qualification_status]),
        "acts": adviser_pages.acts(helper),
        "rating": qualification.rating(helper),
        "norms": norms.current(),
        "code": code_of_conduct.acceptance(helper),
        "code_version": code_versions.current(),
        "contact": qualification.contact(helper),
        "deliveries": [_delivery(one, found) for one in qualification.co_deliveries(helper)],
        "assignments": [_assignment(one, found) for one in qualification.assignments(helper)],
        "evaluations": [_evaluation(one) for one in found],
        "talks": yearly_talks.of(helper),
        "timeline": [_event(one) for one in events],
        "choices": choices_told(chosen=choices.chosen, tied=choices.tied, same=choices.same),
    }


def _event(row: QualificationEvent) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": filters.short_date(clock.local(row.at).date()),
        "label": row.event.label,
        "by": row.actor,
        "text": row.text,
        "is_decision": row.event in DECISIONS,
    }


def about(row: CooperationEvaluation) -> str:
    """What an evaluation is about, in a few words."""
    if row.co_delivery is not None:
        return f"{row.co_delivery.number}. samlevering"
    return f"Review: {row.assignment.title}" if row.assignment is not None else "Samarbejdet"


def _evaluation(row: CooperationEvaluation) -> dict[str, Any]:
    endpoint = "qualification.evaluation" if access.user().helper_id else "evaluations.show"
    place = {"no": row.number} if access.user().helper_id else {"no": row.number, "cvr": row.helper.cvr}
    return {
        "url": url_for(endpoint, **place),
        "party": settings.our_words(row.party.label),
        "about": about(row),
        "on": row.evaluated_on,
        "by": row.by_name,
        "rating": row.rating,
        "commented": bool(row.comment),
    }


def _delivery(row: CoDelivery, found: list[CooperationEvaluation]) -> dict[str, Any]:
    said = {one.party for one in found if one.co_delivery_id == row.id}
    return {
        "number": row.number,
        "case": qualification.case_of(row),
        "staff": row.staff.name if row.staff else "",
        "due_on": row.evaluation_due_on,
        "open": row.evaluation_status is CoDeliveryStatus.PLANNED,
        "late": bool(row.evaluation_due_on and row.evaluation_due_on < clock.today()),
        "parties": [(party, party in said) for party in Party],
        # The customer is asked, and cannot be made to answer.
        "lacks": [party for party in Party if party not in said and party is not Party.CUSTOMER],
    }


def _assignment(row: Any, found: list[CooperationEvaluation]) -> dict[str, Any]:
    return {"row": row, "reviewed": any(one.assignment_id == row.id for one in found)}
