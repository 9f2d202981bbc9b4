"""The mails to the vendors about a tender: written in the helper's name, with the files that go with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from itstart.documents.danish import NBSP, datetime_at
from itstart.models import OutboxMail, TenderFile, TenderVersion, User, Vendor
from itstart.services import mail_texts, outbox
from itstart.services.customer_letters import signed
from itstart.steps.shared_documents import real_name
from itstart.steps.tender.letters import tender_title


def key_of(version: TenderVersion, vendor: Vendor, what: str = "sent") -> str:
    """The key of a vendor's mail about a version."""
    return f"tender:{version.id}:{vendor.id}:{what}"


def package(version: TenderVersion, vendor: Vendor, sender: User, files: Sequence[TenderFile]) -> tuple[str, str]:
    """(subject, body) of the mail that carries a version to one vendor."""
    said = {"kunde": _customer(version), "frist": _said(version.deadline_at)}
    if not version.reason:
        return _mail("udbud-invitation", version, vendor, sender, files, said)
    said |= {"nummer": str(version.number - 1), "version": str(version.number), "grund": version.reason.strip()}
    return _mail("udbud-rettelse", version, vendor, sender, files, said)


def answers(version: TenderVersion, vendor: Vendor, sender: User, file: TenderFile) -> tuple[str, str]:
    """(subject, body) of the mail that carries the answers to the questions."""
    deadline = _said(version.case.tender.bid_deadline_at)
    return _mail("udbud-svar", version, vendor, sender, [file], {"frist": deadline})


def cancellation(version: TenderVersion, vendor: Vendor, sender: User, files: Sequence[TenderFile]) -> tuple[str, str]:
    """(subject, body) of the mail that says that the tender is cancelled."""
    said = {"kunde": _customer(version), "grund": version.cancel_reason.strip()}
    return _mail("udbud-annulleret", version, vendor, sender, files, said)


def _customer(version: TenderVersion) -> str:
    return real_name(version.case.customer.name)


def _said(moment: datetime | None) -> str:
    return datetime_at(moment).replace(NBSP, " ")


def _mail(
    key: str, version: TenderVersion, vendor: Vendor, sender: User, files: Sequence[TenderFile], said: Mapping[str, str]
) -> tuple[str, str]:
    return mail_texts.compose(
        key,
        udbud=tender_title(version.case),
        hilsen=f"Kære {vendor.contact}" if vendor.contact else f"Til {real_name(vendor.name)}",
        bilag="\n".join(f"- {enclosed.file.name}" for enclosed in files),
        afsender=signed(sender),
        **said,
    )


def write(
    version: TenderVersion,
    vendor: Vendor,
    sender: User,
    *,
    what: str,
    subject: str,
    body: str,
    files: Sequence[TenderFile],
) -> OutboxMail | None:
    """Put a mail in the outbox with its files; None for a vendor without an address."""
    if not vendor.contact_email:
        return None
    return outbox.write(
        key=key_of(version, vendor, what),
        recipient=vendor.contact_email,
        recipient_name=vendor.contact or real_name(vendor.name),
        subject=subject,
        body=body,
        reply_to=sender,
        case=version.case,
        files=[file.file for file in files],
    )
