"""What the Word document of a success case is made of (B8). The facts come from the service that knows the case."""

from datetime import date

from itstart.documents import DocumentProperties, Missing, RenderedDocument, WordTemplate
from itstart.documents.danish import date_long
from itstart.models import SuccessCase
from itstart.rules.steps import StepKey
from itstart.steps.center import center_name_for
from itstart.steps.shared_documents import cover_values, given

KEY = "successag"
NAME = "Successag"


def successag(story: SuccessCase, facts: list[tuple[str, str]], *, words: int, today: date) -> dict[str, object]:
    """The context of the template; `facts` are (label, value) with nothing empty."""
    cover = cover_values(
        story.case,
        StepKey.PROJECT,
        NAME,
        today=today,
        deliverable=KEY,
        version=story.version,
        status=story.status.label,
    )
    return {
        **cover,
        "centret": {"navn": center_name_for(story)},
        "sag_tekst": {
            "titel": given(story.title, "overskrift"),
            "virksomhed": given(story.company, "virksomheden kort"),
            "udfordring": given(story.challenge, "udfordringen"),
            "proces": given(story.process, "sådan gjorde vi"),
            "resultat": given(story.result, "resultatet"),
            "citat": story.quote.strip(),
            "citat_af": given(story.quote_by, "hvem citatet er fra") if story.quote.strip() else "",
            "billede": story.picture_alt,
            "ord": words,
        },
        "fakta": [{"navn": label, "vaerdi": value} for label, value in facts],
        "samtykke": {
            "givet": _given_on(story),
            "omfang": story.consent_scope or Missing("hvad samtykket gælder"),
        },
    }


def _given_on(story: SuccessCase) -> str | Missing:
    if story.consent_given_on is None or not story.consent_by:
        return Missing("kundens samtykke")
    how = f" ({story.consent_how.label.lower()})" if story.consent_how else ""
    return f"{story.consent_by}, {date_long(story.consent_given_on)}{how}"


def render(story: SuccessCase, facts: list[tuple[str, str]], *, words: int, today: date) -> RenderedDocument:
    """The document of the story as it stands."""
    case = story.case
    properties = DocumentProperties(
        title=f"{NAME}: {case.customer.name}",
        author=case.helper.adviser or case.helper.company,
        created=case.changed_at,
        subject=story.title,
    )
    return WordTemplate(KEY).render(successag(story, facts, words=words, today=today), properties=properties)
