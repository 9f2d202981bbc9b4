"""The kinds of partners IBIZ-Center works with, and what a customer they send counts as (S28, S57)."""

from itstart.rules.term import Term
from itstart.rules.terms import ReferralSource


class PartnerType(Term):
    """Everybody the kodeks names (S28), and the helpers' own kinds of partners (S57)."""

    AUTHORITY = "authority", "Offentlig myndighed"
    BUSINESS_HOUSE = "business_house", "Erhvervshus"
    BUSINESS_COUNCIL = "business_council", "Lokalt erhvervsråd"
    INNOVATION_AGENT = "innovation_agent", "Innovationsagent"
    TRADE_ASSOCIATION = "trade_association", "Brancheorganisation"
    INTEREST_ORGANISATION = "interest_organisation", "Interesseorganisation"
    ACCOUNTANT = "accountant", "Revisor"
    LAWYER = "lawyer", "Advokat"
    BANK = "bank", "Bankrådgiver"
    CONSULTANT = "consultant", "Virksomhedskonsulent"
    IT_ADVISER = "it_adviser", "It-rådgiver"
    IT_VENDOR = "it_vendor", "It-leverandør"
    OTHER = "other", "Anden partner"


_PROMOTION = frozenset(
    {
        PartnerType.AUTHORITY,
        PartnerType.BUSINESS_HOUSE,
        PartnerType.BUSINESS_COUNCIL,
        PartnerType.INNOVATION_AGENT,
        PartnerType.TRADE_ASSOCIATION,
        PartnerType.INTEREST_ORGANISATION,
    }
)


def source_of(kind: PartnerType) -> ReferralSource:
    """Where a customer counts as coming from when a partner of IBIZ-Center sent it."""
    return ReferralSource.BUSINESS_PROMOTION if kind in _PROMOTION else ReferralSource.CENTER
