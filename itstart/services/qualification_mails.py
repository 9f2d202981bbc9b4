"""Mails about a firm's way to being qualified: what was decided, and what is due soon."""

from itstart.models import Helper, OutboxMail, QualificationEvent, User
from itstart.rules.qualification import Event, Who
from itstart.services import outbox

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
            text = f"{helper.company}: {row.event.label}.\n\n{row.text}".strip()
            remind(
                f"qualification-{helper.id}-{row.number}",
                contact,
                subject=f"{helper.company}: {row.event.label}",
                text=text,
            )
        return
    if not helper.email:
        return
    reason = f"{row.text}\n\n" if row.text else ""
    outbox.write(
        key=f"qualification-{helper.id}-{row.number}",
        recipient=helper.email,
        recipient_name=helper.adviser,
        reply_to=row.user,
        subject=f"It-starthjælp: {row.led_to.label}",
        body=f"Hej {helper.adviser or helper.company}\n\n{_WORDS[row.event]}\n\n{reason}"
        f"Se, hvad der kommer nu, i It-start under “Min kvalificering”.\n\nVenlig hilsen\n{row.actor}\nIBIZ-Center\n",
    )


def remind(key: str, person: User, *, subject: str, text: str) -> OutboxMail:
    """A reminder to a person; written once for each key."""
    return outbox.write(
        key=f"{key}-{person.id}",
        recipient=person.email,
        recipient_name=person.name,
        subject=subject,
        body=f"Hej {person.name}\n\n{text}\n\nVenlig hilsen\nIt-start\n",
    )
