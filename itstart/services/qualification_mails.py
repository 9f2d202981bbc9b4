"""Mails about a firm's way to being qualified: what was decided, and what is due soon."""

from itstart.models import Helper, OutboxMail, QualificationEvent, User
from itstart.rules.qualification import Event, Who
from itstart.services import mail_texts, outbox, settings

_WORDS = {
    Event.APPLY: "I har søgt igen. Læs og accepter det gældende kodeks, så ser IBIZ-Center på ansøgningen.",
    Event.CO_DELIVER: "IBIZ-Center leverer sammen med jer i jeres første sag.",
    Event.CO_DELIVER_AGAIN: "IBIZ-Center leverer sammen med jer i en sag mere.",
    Event.EVALUATE: "Samleveringen er evalueret og afsluttet. Nu træffer IBIZ-Center sin beslutning.",
    Event.CHOOSE_REVIEW: "IBIZ-Center gennemgår jeres kundeopgaver og taler med kunderne.",
    Event.CHANGE_PATH: "I går videre med review af kundeopgaver i stedet for samlevering.",
    Event.FINISH_REVIEW: "Jeres kundeopgaver er gennemgået. Nu træffer IBIZ-Center sin beslutning.",
    Event.QUALIFY: "Tillykke. I er nu kvalificerede It-starthjælpere, og jeres profil er offentlig.",
    Event.REJECT: "I er ikke blevet kvalificeret denne gang. I må gerne søge igen.",
    Event.PAUSE: "I er sat i bero som It-starthjælpere, og jeres profil er skjult.",
    Event.RESUME: "I er ikke længere i bero, og jeres profil er offentlig igen.",
    Event.END: "I er ophørt som It-starthjælpere, og jeres profil er skjult. I kan stadig læse jeres sager.",
}


def tell(helper: Helper, row: QualificationEvent, contact: User | None) -> None:
    """Tell the firm what IBIZ-Center did, or IBIZ-Center's contact what the firm did. One mail for each event."""
    if row.who is Who.HELPER:
        if contact is not None:
            key = f"qualification-{helper.id}-{row.number}"
            remind(key, contact, "firmaet-har-gjort", firma=helper.company, nyt=row.event.label, tekst=row.text)
        return
    if not helper.email:
        return
    subject, body = mail_texts.compose(
        "kvalificering",
        navn=helper.adviser or helper.company,
        status=row.led_to.label,
        nyt=settings.our_words(_WORDS[row.event]),
        begrundelse=row.text,
        afsender=row.actor,
    )
    outbox.write(
        key=f"qualification-{helper.id}-{row.number}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        reply_to=row.user,
        subject=subject,
        body=body,
    )


def remind(key: str, person: User, mail: str, **said: object) -> OutboxMail:
    """A mail to a person about something that is due; written once for each key."""
    subject, body = mail_texts.compose(mail, navn=person.name, **said)
    return outbox.write(
        key=f"{key}-{person.id}",
        recipient=person.email,
        recipient_name=person.name,
        subject=subject,
        body=body,
    )
