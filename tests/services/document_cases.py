"""What the tests of handed-over documents share: give one, put a file in its place, and read what is said."""

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.models import (
    Bid,
    CaseEvent,
    CustomerCase,
    GeneratedDocument,
    PriceLine,
    ReferenceAnswer,
    ReferenceCheck,
    RequirementResponse,
    User,
    Vendor,
)
from itstart.rules.terms import Answer
from itstart.services import document_versions, documents
from itstart.services.document_changes import Standing, standings
from itstart.steps import find_deliverable
from itstart.steps.document_words import is_consequence, label
from tests.documents.test_uploads import a_docx

KEY = "behovsbeskrivelse"


def give(user: User, case: CustomerCase, key: str = KEY, to: str = "Birgit") -> GeneratedDocument:
    made = documents.hand_over(user, case, find_deliverable(key), to=to, on=clock.today())
    db.session.commit()
    return made


def put(
    user: User, case: CustomerCase, *, name: str = "fil.docx", content: bytes | None = None, based_on: int | None = 1
) -> GeneratedDocument:
    file = (name, a_docx() if content is None else content)
    made = document_versions.upload(
        user, case, find_deliverable(KEY), file=file, to="Birgit", on=clock.today(), based_on=based_on
    )
    db.session.commit()
    return made


def standing(case: CustomerCase, key: str = KEY) -> Standing:
    return standings(case, {key})[key]


def said(found: Standing) -> list[str]:
    return [f"{label(one.path)}: {one.before} → {one.after}" for one in found.changes if not is_consequence(one)]


def lines(case: CustomerCase) -> list[str]:
    query = select(CaseEvent.text).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)
    return list(db.session.scalars(query))


def more_offers(case: CustomerCase) -> None:
    """Four more vendors with bids, and four more talks with references."""
    with db.session.no_autoflush:  # what a row points at may not be in the session before the row is whole
        for number in range(11, 15):
            vendor = Vendor(case=case, code=f"V-{number}", name=f"Leverandør {number} ApS", invited=True)
            bid = Bid(case=case, vendor=vendor, product="Et produkt")
            bid.price_lines = [PriceLine(case_id=case.id, code=f"P-{number}", label="Licens", amount_dkk=1_000)]
            bid.responses = [
                RequirementResponse(requirement=row, answer=Answer.STANDARD, score=5, position=place)
                for place, row in enumerate(case.requirements)
            ]
            talk = ReferenceCheck(case_id=case.id, code=f"RF-{number}", vendor=vendor)
            talk.answers = [ReferenceAnswer(case_id=case.id, code=f"RF-{number}.1", question="Holdt prisen?", score=4)]
            case.reference_checks.append(talk)
    db.session.commit()
