"""Leads made ready for their pages: the parts of the queue, what happened, the matches and what may be done."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from itstart import clock, policies
from itstart.data import places
from itstart.models import Lead, LeadOffer, User
from itstart.rules import lead_states as rules
from itstart.rules.lead_states import Event
from itstart.rules.leads import Candidate, Unfit
from itstart.rules.terms import LeadStatus
from itstart.services import lead_list, lead_mails, lead_matches, leads, settings
from itstart.services.lead_list import Line, Part
from itstart.web import filters

MOST_MATCHES = 10
MOST_NAMES = 5
KIND = {
    LeadStatus.NEW: "miss",
    LeadStatus.PREQUALIFIED: "miss",
    LeadStatus.OFFERED: "go",
    LeadStatus.ACCEPTED: "go",
    LeadStatus.CONVERTED: "done",
    LeadStatus.CLOSED: "",
}
_PARTS = {
    Part.NEW: "Nye",
    Part.PREQUALIFIED: "Prækvalificerede",
    Part.OFFERED: "Tilbudt",
    Part.ACCEPTED: "Modtaget",
    Part.CONVERTED: "Sag oprettet",
    Part.CLOSED: "Lukket",
}


def today() -> date:
    """The day it is in Denmark."""
    return clock.today()


def segments(counts: Mapping[Part, int], shown: Part) -> list[tuple[str, str, str, bool]]:
    """The parts of the queue with how many each has."""
    return [(_PARTS[part], str(counts[part]), url_for("leads.index", vis=part.value), part is shown) for part in Part]


def groups(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """A firm's leads by what it has to do with them; a group nothing is in is left out."""
    named = (
        ("Svar på disse", "En ny kunde venter på jeres svar.", {LeadStatus.OFFERED}),
        ("I har taget disse", "Tal med kunden, og opret sagen.", {LeadStatus.ACCEPTED}),
        ("Jeres egne", "Kunder, I selv har skrevet ned.", {LeadStatus.NEW, LeadStatus.PREQUALIFIED}),
        ("Blevet til sager", "", {LeadStatus.CONVERTED}),
        ("Lukkede", "", {LeadStatus.CLOSED}),
    )
    found = [
        {"title": title, "text": text, "lines": [line for line in lines if line.status in statuses]}
        for title, text, statuses in named
    ]
    return [group for group in found if group["lines"]]


def may(user: User, lead: Lead) -> dict[str, bool]:
    """What the user may do with the lead just now, by the name of the act."""
    who = leads.part_of(user, lead)
    found = {event.value: who is not None and rules.is_open(event, lead.status, who) for event in Event}
    found["offer"] = found["offer"] and lead.owner_helper_id is None
    return found


def lead_page(user: User, lead: Lead) -> dict[str, Any]:
    """Everything on the page of a lead but its matches and forms."""
    place = places.municipality(lead.municipality_code or "")
    is_staff = policies.is_staff(user)
    mine = leads.offer_to(lead, user)
    knows = policies.may_see_contact(user, lead)
    return {
        "is_staff": is_staff,
        "kind": KIND[lead.status],
        "title": _title(lead, place.name if place else "", knows=knows),
        "place": place.name if place else "",
        "knows": knows,
        "answer_by": lead_mails.last_day(mine) if mine and mine.is_open else None,
        "mine": mine,
        "next_reminder": lead_list.next_reminder(lead, lead.offers),
        "events": _events(lead) if is_staff else [],
        "waiting": [_waiting(offer) for offer in lead.offers if offer.is_open] if is_staff else [],
        "case_visible": lead.case is not None and policies.may_see_case(user, lead.case),
    }


def _title(lead: Lead, place: str, *, knows: bool) -> str:
    if knows:
        return lead.company or (lead.case.customer.name if lead.case else "") or "Uden navn"
    return f"En virksomhed i {place}" if place else "En virksomhed"


def _waiting(offer: LeadOffer) -> dict[str, Any]:
    by = lead_mails.last_day(offer)
    return {
        "company": offer.helper.company,
        "since": filters.long_date(offer.offered_on),
        "by": filters.day(by),
        "joins": offer.co_deliverer.name if offer.co_deliverer else "",
    }


# ---- what happened ---------------------------------------------------------------------------------


def _events(lead: Lead) -> list[dict[str, Any]]:
    """The lead's history, the newest first, read from its dates."""
    origin = settings.our_words(lead.origin.label) if lead.origin else ""
    received = f"Modtaget ({origin})" if origin else "Modtaget"
    told: list[tuple[date | None, str]] = [
        (lead.received_on, f"Skrevet ned af {lead.registered_by.name}" if lead.registered_by else received),
        (lead.prequalified_on, f"Prækvalificeret af {_prequalifier(lead)}"),
    ]
    for offer in lead.offers:
        told += _offer_events(offer)
    if lead.case is not None:
        told.append((lead.waiting_since or lead.accepted_on, f"Blev til sag {lead.case.number}"))
    if lead.closed_on and lead.close_reason:
        told.append((lead.closed_on, f"Lukket: {lead.close_reason.label}. {lead.close_note}"))
    return [{"at": filters.short_date(on), "iso": filters.iso(on), "text": text} for on, text in reversed(told) if on]


def _prequalifier(lead: Lead) -> str:
    person = lead.prequalified_by_user or lead.prequalified_by
    return person.name if person else settings.center_name()


def _offer_events(offer: LeadOffer) -> list[tuple[date | None, str]]:
    company = offer.helper.company
    joins = f" sammen med {offer.co_deliverer.name}" if offer.co_deliverer else ""
    reason = offer.decline_reason.label if offer.decline_reason else ""
    ties = f" Bånd til leverandører: {offer.ties}" if offer.ties else ""
    return [
        (offer.offered_on, f"Tilbudt {company}{joins}"),
        (offer.accepted_on, f"{company} sagde ja.{ties}"),
        (offer.declined_on, f"{company} sagde nej: {reason}. {offer.decline_note}".strip()),
        (offer.expired_on, f"{company} svarede ikke inden fristen"),
        (offer.withdrawn_on, f"Trukket tilbage fra {company}"),
    ]


# ---- the matches -----------------------------------------------------------------------------------


def matches(user: User, lead: Lead, *, with_staff: bool) -> dict[str, Any]:
    """Who could have the lead and why, and why the others could not."""
    fit, others = lead_matches.matches(user, lead, with_staff=with_staff)
    return {
        "matches": [
            {
                "cvr": found.candidate.cvr,
                "company": found.candidate.company,
                "reasons": found.reasons,
                "needs_staff": found.candidate.status.value != "qualified",
            }
            for found in fit[:MOST_MATCHES]
        ],
        "more_matches": max(0, len(fit) - MOST_MATCHES),
        "unfit": [_unfit(reason, others[reason]) for reason in Unfit if reason in others],
        "with_staff": with_staff,
    }


def _unfit(reason: Unfit, firms: Sequence[Candidate]) -> dict[str, Any]:
    names = ", ".join(firm.company for firm in firms[:MOST_NAMES])
    more = f" og {len(firms) - MOST_NAMES} til" if len(firms) > MOST_NAMES else ""
    return {"reason": reason.value, "count": len(firms), "names": names + more}
