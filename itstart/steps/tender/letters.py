"""The letters to one vendor: the invitation, the one that goes with a correction, and the one that cancels."""

from datetime import date

from itstart.documents.danish import date_long, date_span, datetime_at
from itstart.models import CustomerCase, TenderVersion, Vendor
from itstart.rules.steps import StepKey
from itstart.steps.shared_documents import Text, cover_values, given, real_name, shown, with_article
from itstart.steps.tender.document_method import enclosed

INVITATION, CANCELLATION = "invitation", "annullering"


def tender_title(case: CustomerCase) -> str:
    """What the tender is called: its own title, else one made of the case's."""
    wanted = with_article(case.title)
    return case.tender.title.strip() or f"Indhentning af tilbud på {wanted or 'en it-løsning'}"


def _cover(case: CustomerCase, vendor: Vendor, title: str, *, today: date, number: int) -> dict[str, dict[str, object]]:
    name = given(real_name(vendor.name), "leverandørens navn")
    return cover_values(
        case, StepKey.TENDER, title, today=today, deliverable=INVITATION, version=number, recipient=name, status="Brev"
    )


def _recipient(vendor: Vendor) -> dict[str, object]:
    name = real_name(vendor.name)
    return {
        "navn": given(name, "leverandørens navn"),
        "by": vendor.city.strip(),
        "att": vendor.contact.strip(),
        "hilsen": f"Kære {vendor.contact.strip()}" if vendor.contact.strip() else f"Til {name}" if name else "Hej",
    }


def _sender(case: CustomerCase) -> dict[str, object]:
    helper = case.helper
    return {"mail": given(helper.email, "rådgiverens mail"), "telefon": helper.phone.strip()}


def invitation(case: CustomerCase, vendor: Vendor, *, number: int, reason: str, today: date) -> dict[str, object]:
    """The context of docs_templates/invitation.docx; from `number` 2 with a `reason` it tells of a correction."""
    title = f"Rettelse nr. {number - 1}" if reason else "Invitation til at give tilbud"
    cover = _cover(case, vendor, title, today=today, number=number)
    cover["raadgiver"] |= _sender(case)
    tender = case.tender
    return {
        **cover,
        "modtager": _recipient(vendor),
        "udbud": {
            "titel": tender_title(case),
            "genstand": given(with_article(case.title), "hvad der skal købes"),
            "frist": shown(tender.bid_deadline_at, "frist for tilbud", datetime_at),
            "version": str(number),
            "forrige": str(number - 1),
            "grund": reason.strip(),
            "kontrakt": tender.contract_draft_attached,
        },
        "datoer": _dates(case),
        "vedlagt": papers(case, corrected=bool(reason)),
    }


def _dates(case: CustomerCase) -> dict[str, Text]:
    tender = case.tender
    return {
        "spoergsmaal": date_long(tender.question_deadline_on),
        "svar": date_long(tender.answers_published_on),
        "demo": date_span(tender.demo_from_on, tender.demo_to_on) if tender.demo_from_on else "",
        "valg": shown(tender.decision_on, "dato for beslutning", date_long),
        "vedstaaelse": shown(tender.bid_validity_until_on, "hvor længe tilbuddet skal gælde", date_long),
    }


def papers(case: CustomerCase, *, corrected: bool) -> list[dict[str, str]]:
    """The papers that go out together, each with what the vendor uses it for."""
    first = [{"navn": "Udbudsmateriale (Word)", "brug": "Opgaven, kravene, kriterierne og tidsplanen."}]
    if corrected:
        first.append({"navn": "Rettelsesblad (Word)", "brug": "Det, der er ændret, med den gamle og den nye tekst."})
    return [*first, *enclosed(case.tender, demo=bool(case.demo_scenarios))]


def cancellation(case: CustomerCase, vendor: Vendor, version: TenderVersion, *, today: date) -> dict[str, object]:
    """The context of docs_templates/annullering.docx."""
    cover = _cover(case, vendor, "Udbuddet er annulleret", today=today, number=version.number)
    cover["raadgiver"] |= _sender(case)
    return {
        **cover,
        "modtager": _recipient(vendor),
        "udbud": {
            "titel": tender_title(case),
            "sendt": date_long(version.issued_at),
            "grund": given(version.cancel_reason, "hvorfor udbuddet er annulleret"),
        },
    }
