"""What a customer can do by a link without an account, and how long such a link lasts."""

from datetime import datetime, timedelta
from typing import Protocol

from itstart.rules.term import Term

LINK_DAYS = 14


class LinkPurpose(Term):
    """The one act a link is for."""

    APPROVE_AGREEMENT = "approve_agreement", "Underskrift på aftalen"
    SIGN_ADDENDUM = "sign_addendum", "Underskrift på tillægget"
    APPROVE_DOCUMENT = "approve_document", "Godkendelse af dokumentet"
    ACCEPT_DELIVERY = "accept_delivery", "Godkendelse af leverancen"
    RATE = "rate", "Kundens vurdering"
    EVALUATE_CO_DELIVERY = "evaluate_co_delivery", "Kundens evaluering af samleveringen"
    APPROVE_SUCCESS_CASE = "approve_success_case", "Samtykke til successagen"


class LinkAnswer(Term):
    """What the customer answered."""

    YES = "yes", "Ja"
    NO = "no", "Spørgsmål eller nej"


class LinkState(Term):
    """Where a link stands."""

    OPEN = "open", "Venter på svar"
    ANSWERED = "answered", "Besvaret"
    EXPIRED = "expired", "Udløbet"
    REVOKED = "revoked", "Trukket tilbage"


class LinkDates(Protocol):
    """The moments of a link."""

    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


def expires(created_at: datetime, days: int = LINK_DAYS) -> datetime:
    """When a link made at a moment stops working."""
    return created_at + timedelta(days=days)


def link_state(link: LinkDates, now: datetime) -> LinkState:
    """Where a link stands at a moment; an answer outlives everything else."""
    if link.used_at:
        return LinkState.ANSWERED
    if link.revoked_at:
        return LinkState.REVOKED
    return LinkState.EXPIRED if link.expires_at <= now else LinkState.OPEN
