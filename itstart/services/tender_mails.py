"""The mails to the vendors about a tender: written in the helper's name, with the files that go with them."""

from collections.abc import Sequence

from itstart.documents.danish import NBSP, datetime_at
from itstart.models import OutboxMail, StoredFile, TenderFile, TenderVersion, User, Vendor
from itstart.services import outbox
from itstart.steps.shared_documents import real_name
from itstart.steps.tender.letters import tender_title


def key_of(version: TenderVersion, vendor: Vendor, what: str = "sent") -> str:
    """The key of a vendor's mail about a version."""
    return f"tender:{version.id}:{vendor.id}:{what}"


def subject(version: TenderVersion, what: str) -> str:
    """What a mail is about: "Invitation: Indhentning af tilbud på ERP-system"."""
    return f"{what}: {tender_title(version.case)}"


def package_subject(version: TenderVersion) -> str:
    """The subject of the mail that carries a version."""
    return subject(version, f"Rettelse nr. {version.number - 1}" if version.reason else "Invitation til at give tilbud")


def package_text(version: TenderVersion, vendor: Vendor, sender: User, files: Sequence[TenderFile]) -> str:
    """The mail that carries a version to one vendor."""
    case = version.case
    customer = real_name(case.customer.name)
    deadline = datetime_at(version.deadline_at).replace(NBSP, " ")
    if version.reason:
        said = (
            f"Vi har rettet materialet til jeres tilbud til {customer}. Version {version.number} erstatter den"
            f" tidligere. Ændringerne står i rettelsesbladet.\n\nDerfor retter vi: {version.reason.strip()}\n\n"
            f"Fristen for tilbud er {deadline}. Brug det nye tilbudsskema. Det gamle kan ikke bruges."
        )
    else:
        said = (
            f"{customer} inviterer jer til at give tilbud. Opgaven, kravene og kriterierne står i det vedhæftede"
            f" materiale, og svaret skriver I i tilbudsskemaet.\n\nFristen for tilbud er {deadline}. Stil spørgsmål"
            " skriftligt. Alle får svarene, uden navn på den, der spurgte.\n\nVil I ikke byde, så skriv det gerne,"
            " så vi ikke venter på jer."
        )
    return _letter(vendor, sender, said, [file.file for file in files])


def answers_text(version: TenderVersion, vendor: Vendor, sender: User, file: TenderFile) -> str:
    """The mail that carries the answers to the questions."""
    deadline = datetime_at(version.case.tender.bid_deadline_at).replace(NBSP, " ")
    said = (
        "Her er svarene på de spørgsmål, vi har fået. Alle inviterede leverandører får de samme svar samtidig, og"
        f" svarene er en del af materialet.\n\nFristen for tilbud er stadig {deadline}."
    )
    return _letter(vendor, sender, said, [file.file])


def cancel_text(version: TenderVersion, vendor: Vendor, sender: User, files: Sequence[TenderFile]) -> str:
    """The mail that says that the tender is cancelled."""
    said = (
        f"{real_name(version.case.customer.name)} har annulleret indhentningen af tilbud. I skal derfor ikke sende et"
        f" tilbud.\n\nDerfor annulleres det: {version.cancel_reason.strip()}\n\nTak for den tid, I har brugt."
    )
    return _letter(vendor, sender, said, [file.file for file in files])


def _letter(vendor: Vendor, sender: User, said: str, files: Sequence[StoredFile]) -> str:
    enclosed = "\n".join(f"- {file.name}" for file in files)
    firm = f"\n{sender.helper.company}" if sender.helper else ""
    hello = f"Kære {vendor.contact}" if vendor.contact else f"Til {real_name(vendor.name)}"
    return f"{hello}\n\n{said}\n\nVedhæftet:\n{enclosed}\n\nVenlig hilsen\n{sender.name}{firm}\n"


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
