"""What a customer can be asked about, made the way the helper makes it."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import CaseEvent, CustomerCase, CustomerLink, DeliveryModule, GeneratedDocument, User
from itstart.rules.customer_links import LinkAnswer, LinkPurpose
from itstart.rules.steps import StepKey
from itstart.services import customer_links, documents, module_agreements, modules
from itstart.services.customer_acts import Answer
from itstart.services.customer_letters import Recipient
from itstart.services.modules import Terms
from itstart.steps import find_deliverable
from tests.factories import make_helper
from tests.factories.cases import make_active_case

TERMS = Terms(
    title="Behovsbeskrivelse", steps=[StepKey.NEEDS], product="Behovsbeskrivelse med 33 krav",
    planned_hours=Decimal(15), price_dkk=15_000, customer_effort="En workshop med 6 medarbejdere",
)  # fmt: skip


def make_sender() -> User:
    """A helper with a name and a phone."""
    return make_helper(name="Mette Hedelund", phone="+45 00 00 00 01")


def make_sent_agreement(helper: User) -> DeliveryModule:
    """A module whose agreement has been sent to the customer."""
    case = make_active_case(helper)
    module = modules.create(helper, case, TERMS)
    module_agreements.send(helper, module, to="Birgit Nordvang", on=clock.today())
    db.session.commit()
    return module


def make_handed_over(helper: User, case: CustomerCase | None = None) -> GeneratedDocument:
    """A version of the behovsbeskrivelse that the customer has."""
    case = case or make_active_case(helper)
    deliverable = find_deliverable("behovsbeskrivelse")
    document = documents.hand_over(helper, case, deliverable, to="Birgit", on=clock.today())
    db.session.commit()
    return document


def make_delivered(helper: User, *, days_ago: int = 0) -> DeliveryModule:
    """A module whose product the customer has, and has not answered."""
    module = make_sent_agreement(helper)
    document = make_handed_over(helper, module.case)
    day = clock.today() - timedelta(days=days_ago)
    module.agreement_sent_on = module.agreement_signed_on = module.started_on = module.delivered_on = day
    module.agreement_signed_by, module.product_document = "Birgit", document
    db.session.commit()
    return module


def make_link(
    helper: User,
    case: CustomerCase,
    purpose: LinkPurpose,
    code: str,
    *,
    email: str = "birgit@nordvang.example",
    send: bool = True,
) -> tuple[CustomerLink, str]:
    """A link and its secret."""
    to = Recipient("Birgit Nordvang", email, send=send)
    link, address = customer_links.create(helper, case, purpose, code, to=to, base_url="https://it-start.dk")
    db.session.commit()
    return link, address.rpartition("/")[2]


def agreement_link(helper: User | None = None) -> tuple[CustomerLink, str, DeliveryModule]:
    """A link to an agreement."""
    helper = helper or make_sender()
    module = make_sent_agreement(helper)
    link, token = make_link(helper, module.case, LinkPurpose.APPROVE_AGREEMENT, "M-1")
    return link, token, module


BIRGIT = Answer("Birgit Nordvang")


def decide(
    token: str, decision: LinkAnswer = LinkAnswer.YES, answer: Answer = BIRGIT, address: str = ""
) -> CustomerLink:
    """The customer's answer, kept."""
    link = customer_links.decide(customer_links.token_hash(token), decision, answer, address=address)
    db.session.commit()
    return link


def history_lines() -> list[tuple[str, str]]:
    """Who did what, the newest first."""
    rows = db.session.execute(select(CaseEvent.actor, CaseEvent.text).order_by(CaseEvent.id.desc()).limit(4))
    return [(actor, text) for actor, text in rows]
