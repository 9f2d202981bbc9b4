"""The mails about a customer's link: the invitation, the two receipts, and a consent taken back."""

from dataclasses import dataclass

from itstart.documents.danish import date_long, datetime_at
from itstart.models import CustomerLink, User
from itstart.rules.customer_links import LINK_DAYS, LinkAnswer
from itstart.services import outbox
from itstart.services.customer_acts import Exhibit


@dataclass(frozen=True)
class Recipient:
    """To whom a link is sent; `words` is the helper's own line in the mail."""

    name: str
    email: str = ""
    words: str = ""
    send: bool = False


def phone_of(user: User) -> str:
    """The number to call about a link."""
    return user.phone or (user.helper.phone if user.helper else "")


def whom_to_call(user: User) -> str:
    """ "Mette Hedelund på +45 00 00 00 01"."""
    phone = phone_of(user)
    return f"{user.name} på {phone}" if phone else user.name


def invitation_key(link: CustomerLink) -> str:
    """The key of the mail that carries the link."""
    return f"customer-link:{link.id}"


def subject_line(link: CustomerLink, exhibit: Exhibit) -> str:
    """What the mail is about."""
    return f"{exhibit.title} (sag {link.case.number})"


def invitation(link: CustomerLink, exhibit: Exhibit, words: str, address: str = outbox.LINK) -> str:
    """The mail that carries the link."""
    own = f"{words.strip()}\n\n" if words.strip() else ""
    return (
        f"Hej {link.recipient_name}\n\n"
        f"{own}{exhibit.lead}\n\n"
        f"Åbn den her, også gerne på telefonen:\n{address}\n\n"
        f"Linket er personligt, kan bruges én gang og virker i {LINK_DAYS} dage, til og med "
        f"{date_long(link.expires_at)}. Du skal ikke oprette en konto.\n\n"
        f"Har du spørgsmål, så ring til {whom_to_call(link.created_by)}, eller svar på denne mail.\n\n"
        f"Venlig hilsen\n{signed(link.created_by)}\n"
    )


def signed(user: User) -> str:
    """The name and firm under a mail."""
    return f"{user.name}\n{user.helper.company}" if user.helper else user.name


def write_invitation(link: CustomerLink, exhibit: Exhibit, to: Recipient, address: str) -> None:
    """Put the mail that carries the link in the outbox."""
    outbox.write(
        key=invitation_key(link),
        recipient=to.email,
        recipient_name=to.name,
        subject=subject_line(link, exhibit),
        body=invitation(link, exhibit, to.words),
        link=address,
        reply_to=link.created_by,
        case=link.case,
    )


def receipt(link: CustomerLink, exhibit: Exhibit) -> str:
    """The receipt word for word: what was decided, by whom, when, and the text it was about."""
    said_yes = link.answer is LinkAnswer.YES
    lines = [
        exhibit.title,
        f"Sag {link.case.number}, {link.case.customer.name}",
        "",
        f"Svar: {exhibit.yes if said_yes else LinkAnswer.NO.label}",
        f"Navn: {link.answered_by}",
        f"Tidspunkt: {datetime_at(link.used_at)}",
    ]
    if link.note:
        lines.append(f"Bemærkning: {link.note}")
    if said_yes and exhibit.tick:
        lines += ["", f"Du satte kryds ved: {exhibit.tick}"]
    lines += [
        "",
        *(f"{label}: {' · '.join(part for part in (value, note) if part)}" for label, value, note in exhibit.facts),
    ]
    lines += [f"{label}: {text}" for label, text in exhibit.deal]
    if exhibit.file:
        lines += ["", f"Fil: {exhibit.file.name}", f"Filens fingeraftryk (SHA-256): {exhibit.file.sha256}"]
    lines += ["", f"Tekstens fingeraftryk (SHA-256): {link.content_hash}"]
    return "\n".join(lines).strip() + "\n"


def write_receipts(link: CustomerLink) -> None:
    """A copy for the customer, and word to the helper; one mail each."""
    if link.recipient_email:
        outbox.write(
            key=f"customer-link:{link.id}:receipt",
            recipient=link.recipient_email,
            recipient_name=link.recipient_name,
            subject=f"Kvittering: {link.purpose.label} (sag {link.case.number})",
            body=f"Hej {link.recipient_name}\n\nTak for dit svar. Her er din kvittering.\n\n{link.receipt}\n"
            f"Er der noget galt, så ring til {whom_to_call(link.created_by)}.\n\n"
            f"Venlig hilsen\n{signed(link.created_by)}\n",
            reply_to=link.created_by,
            case=link.case,
        )
    _tell_helper(link, "answer", f"{link.answered_by} har svaret: {link.purpose.label}", link.receipt)


def write_withdrawal(link: CustomerLink) -> None:
    """Word to the helper that a yes was taken back."""
    text = f"{link.answered_by} har trukket sit samtykke tilbage.\nSag {link.case.number}, {link.case.customer.name}\n"
    _tell_helper(link, "withdrawn", f"{link.answered_by} har trukket sit samtykke tilbage", text)


def _tell_helper(link: CustomerLink, what: str, subject: str, text: str) -> None:
    outbox.write(
        key=f"customer-link:{link.id}:{what}",
        recipient=link.created_by.email,
        recipient_name=link.created_by.name,
        subject=f"{subject} (sag {link.case.number})",
        body=f"Hej {link.created_by.name}\n\n{text}\nVenlig hilsen\nIt-start\n",
        case=link.case,
    )
