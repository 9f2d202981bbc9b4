"""What all documents of a case share: cover, header and footer, and the words for values that may be missing."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from itstart.documents import DocumentProperties, Missing, Picture, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long
from itstart.documents.marks import joined, like, source_of
from itstart.models import CaseStep, CustomerCase, GeneratedDocument, Helper
from itstart.rules.steps import StepKey
from itstart.rules.words import search_text

T = TypeVar("T")
Text = str | Missing

FICTION = " (fiktiv)"
_COMPANY_FORM = re.compile(r",?\s+(A/S|ApS|I/S|K/S|P/S|IVS|A\.m\.b\.a\.|AMBA|F\.m\.b\.a\.)$", re.IGNORECASE)
_NUMBERS = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")


def given(text: str | None, what: str) -> Text:
    """The text, or the mark that says what is missing."""
    return (text or "").strip() or Missing(what, source_of(text))


def shown(value: T | None, what: str, show: Callable[[T], str] = str) -> Text:
    """The value as the document writes it, or the mark that says what is missing."""
    return Missing(what) if value is None else show(value)


def real_name(name: str) -> str:
    """A name without the note that it is made up; the cover says so once for the whole document."""
    return name.strip().removesuffix(FICTION).strip()


def short_name(name: str) -> str:
    """What people call the firm: "Nordvang Maskinfabrik A/S (fiktiv)" is "Nordvang Maskinfabrik"."""
    name = real_name(name)
    return like(name, _COMPANY_FORM.sub("", name))


def plain_name(name: str) -> str:
    """A firm's name as it is recognised: without company form and note, lower case, Danish letters spelled out."""
    return search_text(short_name(name))


def counted(number: int, one: str, many: str) -> str:
    """ "fire leverandører", "én leverandør", "13 leverandører"."""
    return f"{number_word(number)} {one if number == 1 else many}"


def number_word(number: int) -> str:
    """A small number as a word: "fire"; from 13 the digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def lower_first(text: str) -> str:
    """A title inside a sentence: "Nyt ERP-system" becomes "nyt ERP-system", "ERP-system" stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def with_article(title: str) -> str:
    """A title as the object of a sentence: "Nyt ERP-system" becomes "et nyt ERP-system"."""
    words = lower_first(title.strip())
    article = {"nyt": "et ", "ny": "en "}.get(words.split(" ")[0], "")
    return f"{article}{words}"


def sentence(text: str) -> str:
    """The text with a full stop when it has no end of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else text + "."


def brief(text: str, most: int) -> str:
    """The beginning of a text in at most so many characters: whole sentences, else whole words and an ellipsis."""
    text = like(text, " ".join(text.split()))
    if len(text) <= most:
        return text
    head = text[: most - 1]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? ", ".** "))
    kept = head[: end + 1] if end >= most // 3 else f"{head.rsplit(' ', 1)[0].rstrip(' ,;:')}…"
    return like(text, f"{kept}**" if kept.count("**") % 2 else kept)


def issued(customer_case: CustomerCase, deliverable: str) -> list[GeneratedDocument]:
    """The handed-over versions of a document, oldest first."""
    return sorted((d for d in customer_case.documents if d.deliverable == deliverable), key=lambda d: d.version)


def cover_values(
    customer_case: CustomerCase,
    step: StepKey,
    title: str,
    *,
    today: date,
    deliverable: str,
    version: int | None = None,
    recipient: Text | None = None,
    status: str = "",
) -> dict[str, dict[str, object]]:
    """The sections kunde, raadgiver, brevhoved, sag and dokument with the fields of cover, header and footer.

    Without `version` it is the one after those that have been handed over.
    """
    customer, helper = customer_case.customer, customer_case.helper
    number = version or len(issued(customer_case, deliverable)) + 1
    return {
        "kunde": {
            "navn": given(real_name(customer.name), "kundens navn"),
            "postnr": given(customer.postal_code, "postnummer"),
            "by": given(customer.city, "by"),
        },
        "raadgiver": {
            "navn": given(helper.adviser, "rådgiverens navn"),
            "firma": real_name(helper.company),
        },
        "brevhoved": letterhead(helper),
        "sag": {"nummer": customer_case.number, "titel": given(customer_case.title, "sagens titel")},
        "dokument": {
            "skridt": step.number,
            "titel": title,
            "til": recipient if recipient is not None else contact(customer_case),
            "version": f"{number}.0",
            "dato": date_long(today),
            "status": status or _status(customer_case.step(step), number, today),
            "forsidenote": _cover_note(customer_case),
        },
    }


def letterhead(helper: Helper) -> dict[str, object]:
    """The firm's logo and its own lines of contact; empty for what it has not given."""
    given = helper.letterhead
    if given is None:
        return {"logo": "", "kontakt": ""}
    logo = given.logo
    picture = logo and Picture(logo.content, logo.media_type, given.logo_alt, given.logo_width, given.logo_height)
    return {"logo": picture or "", "kontakt": given.contact.strip()}


def contact(customer_case: CustomerCase) -> Text:
    """The customer's contact as "Birgit Nordvang, direktør og ejer"."""
    customer = customer_case.customer
    name, title = customer.contact_name.strip(), customer.contact_title.strip()
    if not name:
        return Missing("kundens kontaktperson", source_of(customer.contact_name))
    return joined(", ", (part for part in (name, lower_first(title)) if part))


def _status(step: CaseStep, number: int, today: date) -> str:
    """An approval is of what the customer had that day: a version made later, after another, waits for its own."""
    holds = step.approved_on is not None and (number == 1 or today <= step.approved_on)
    return f"Godkendt {date_long(step.approved_on)}" if holds else "Til godkendelse"


def _cover_note(customer_case: CustomerCase) -> str:
    note = "Fortroligt: må kun deles efter aftale med kunden."
    if customer_case.customer.name.strip().endswith(FICTION):
        return f"Eksempel. Virksomheder, personer og tal er opdigtede. {note}"
    return note


def rendered(
    case: CustomerCase, template: str | WordTemplate, name: str, context: Mapping[str, object]
) -> RenderedDocument:
    """A document that is no deliverable of a step: "Sparringslog" of the template "sparringslog"."""
    properties = DocumentProperties(
        title=f"{name}: {case.customer.name}",
        author=case.helper.adviser or case.helper.company,
        created=case.changed_at,
        subject=case.title,
    )
    used = WordTemplate(template) if isinstance(template, str) else template
    return used.render(context, properties=properties)
