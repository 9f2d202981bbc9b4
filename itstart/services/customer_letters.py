"""The mails about a customer's link: the invitation, the two receipts, and a consent taken back."""

from dataclasses import dataclass

from itstart.documents.danish import date_long, datetime_at
from itstart.models import CustomerLink, User
from itstart.rules.customer_links import LinkAnswer
from itstart.services import mail_texts, outbox
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
    return _invitation(link, exhibit, "", outbox.LINK)[0]


def invitation(link: CustomerLink, exhibit: Exhibit, words: str, address: str = outbox.LINK) -> str:
    """The mail that carries the link."""
    return _invitation(link, exhibit, words, address)[1]


def _invitation(link: CustomerLink, exhibit: Exhibit, words: str, address: str) -> tuple[str, str]:
    return mail_texts.compose(
        "kundelink",
        navn=link.recipient_name,
        emne=exhibit.title,
        sag=link.case.number,
        egne_ord=words.strip(),
        indledning=exhibit.lead,
        link=address,
        dage=(link.expires_at - link.created_at).days,
        udloeber=date_long(link.expires_at),
        kontakt=whom_to_call(link.created_by),
        afsender=signed(link.created_by),
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
        subject, body = mail_texts.compose(
            "kvittering-til-kunden",
            navn=link.recipient_name,
            emne=link.purpose.label,
            sag=link.case.number,
            kvittering=link.receipt.strip(),
            kontakt=whom_to_call(link.created_by),
            afsender=signed(link.created_by),
        )
        outbox.write(
            key=f"customer-link:{link.id}:receipt",
            recipient=link.recipient_email,
            recipient_name=link.recipient_name,
            subject=subject,
            body=body,
            reply_to=link.created_by,
            case=link.case,
        )
    _tell_helper(link, "answer", f"{link.answered_by} har svaret: {link.purpose.label}", link.receipt)


def write_withdrawal(link: CustomerLink) -> None:
    """Word to the helper that a yes was taken back."""
    text = f"{link.answered_by} har trukket sit samtykke tilbage.\nSag {link.case.number}, {link.case.customer.name}\n"
    _tell_helper(link, "withdrawn", f"{link.answered_by} har trukket sit samtykke tilbage", text)


def _tell_helper(link: CustomerLink, what: str, about: str, text: str) -> None:
    said = {"navn": link.created_by.name, "emne": about, "sag": link.case.number, "tekst": text.strip()}
    subject, body = mail_texts.compose("kundens-svar", **said)
    outbox.write(
        key=f"customer-link:{link.id}:{what}",
        recipient=link.created_by.email,
        recipient_name=link.created_by.name,
        subject=subject,
        body=body,
        case=link.case,
    )
