"""The firm says yes to the processor agreement: to the exact text, by a name, once for each text (art. 28, 3)."""

from sqlalchemy import select

from itstart import clock, policies
from itstart.data import personal_data
from itstart.db import db
from itstart.models import Helper, ProcessorAcceptance, User
from itstart.rules.findings import Finding, RuleViolation
from itstart.services import data_record, files


def fingerprint(text: str) -> str:
    """By which a text is known again."""
    return files.fingerprint(text.encode())


def latest(firm: Helper) -> ProcessorAcceptance | None:
    """The firm's newest yes, to whatever text it was; None when it has said none."""
    query = select(ProcessorAcceptance).where(ProcessorAcceptance.helper_id == firm.id)
    return db.session.scalars(query.order_by(ProcessorAcceptance.id.desc()).limit(1)).first()


def holds(firm: Helper) -> bool:
    """True while the newest yes is to the text as it is today."""
    accepted = latest(firm)
    return accepted is not None and accepted.sha256 == fingerprint(data_record.agreement(firm))


def accept(actor: User, *, name: str, seen: str) -> ProcessorAcceptance:
    """The actor's firm accepts the text it has `seen`. RuleViolation when it is another by now, or is not complete."""
    policies.ensure(policies.may_open_case(actor))
    firm = actor.helper
    assert firm is not None
    text = data_record.agreement(firm)
    if seen != fingerprint(text):
        raise RuleViolation([Finding("Aftalen er ændret, siden du åbnede siden. Læs den igen, før du accepterer.")])
    if data_record.missing():
        raise RuleViolation([Finding("Centret mangler at udfylde sine oplysninger i aftalen. Spørg centret.")])
    earlier = latest(firm)
    if earlier is not None and earlier.sha256 == seen:
        return earlier
    accepted = ProcessorAcceptance(
        helper_id=firm.id, version=personal_data.AGREEMENT_VERSION, sha256=seen, text=text, accepted_at=clock.now(),
        accepted_by=name, user_id=actor.id,
    )  # fmt: skip
    db.session.add(accepted)
    db.session.flush()
    return accepted
