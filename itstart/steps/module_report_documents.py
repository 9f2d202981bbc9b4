"""What a module's two reports to IBIZ-Center are made of (DOMAIN B2)."""

from datetime import date
from functools import partial

from itstart.documents import Missing, Paragraphs
from itstart.documents.danish import date_long, date_short, hours, number
from itstart.models import CustomerCase, DeliveryModule, TimeEntry
from itstart.rules.terms import YesNoUnknown
from itstart.steps.center import center_name_for
from itstart.steps.definition import Deliverable
from itstart.steps.module_documents import (
    first_step,
    hour_text,
    module_values,
    price_values,
    shared,
)
from itstart.steps.shared_documents import given, sentence

START, END = "startrapport", "slutrapport"
GOOD_RATING = 4


def start_report(module: DeliveryModule) -> Deliverable:
    """The report before the work begins, as a document."""
    name = f"Startrapport modul {module.number}"
    return Deliverable(
        f"{START}-{module.number}", name, first_step(module), partial(startrapport, module=module), template=START
    )


def end_report(module: DeliveryModule, *, for_center: bool = False) -> Deliverable:
    """The report when the module ends; `for_center` with the hours in all, not what each was spent on (D9)."""
    name = f"Slutrapport modul {module.number}"
    return Deliverable(
        f"{END}-{module.number}",
        name,
        first_step(module),
        partial(slutrapport, module=module, for_center=for_center),
        template=END,
    )


def startrapport(customer_case: CustomerCase, *, today: date, module: DeliveryModule) -> dict[str, object]:
    """The context of the start report."""
    return {
        **_both(customer_case, module, "Startrapport", today=today, key=f"{START}-{module.number}"),
        "rapport": {
            "indledning": _reported(module, module.start_reported_on),
            "forventet": _expected(module),
            "sparring": sentence(module.sparring_wish) or "Ikke lige nu.",
        },
    }


def slutrapport(
    customer_case: CustomerCase, *, today: date, module: DeliveryModule, for_center: bool = False
) -> dict[str, object]:
    """The context of the end report."""
    values = _both(customer_case, module, "Slutrapport", today=today, key=f"{END}-{module.number}")
    entries = sorted(module.time_entries, key=lambda entry: (entry.spent_on, entry.id or 0))
    return {
        **values,
        "modul": {
            **module_values(module),
            "produkt": given(sentence(module.product), "hvad kunden fik i hånden"),
            "timer": hour_text(module.planned_hours),
            "brugt": hour_text(module.actual_hours),
            "brugt_tal": hours(module.actual_hours),
            "timetekst": _hours_used(module),
            "leveret_som": "" if for_center else _delivered_as(module),
            "forloeb": _course(module),
        },
        "timer": [] if for_center else [_hour_line(entry) for entry in entries],
        "rapport": {"indledning": _reported(module, module.end_reported_on)},
        "vurdering": _rating(module),
        "tekst": {
            "vaerdi": Paragraphs(module.value_for_customer)
            if module.value_for_customer.strip()
            else Missing("hvilken værdi modulet gav kunden"),
            "laering": Paragraphs(module.lessons.strip() or "Ingen bemærkninger."),
            "successag": _success(module),
            "naeste": Paragraphs(module.next_steps.strip() or _next_steps(customer_case, module)),
        },
    }


def _hour_line(entry: TimeEntry) -> dict[str, str]:
    return {"dato": date_short(entry.spent_on), "arbejde": entry.activity, "timer": hours(entry.hours)}


def _both(case: CustomerCase, module: DeliveryModule, title: str, *, today: date, key: str) -> dict[str, object]:
    values = shared(case, module, title, today=today, key=key)
    customer = case.customer
    place = " ".join(part for part in (customer.postal_code, customer.city) if part)
    sag, kunde = dict(values["sag"]), dict(values["kunde"])  # type: ignore[call-overload]
    sag["slags"] = case.category.label if case.category else ""
    sag["henvist"] = sentence(case.referral_source.label) if case.referral_source else "Ikke oplyst."
    kunde |= {
        "sted": place,
        "branche": customer.industry_title,
        "ansatte": "" if customer.employees is None else number(customer.employees),
        "raadgiver_foer": case.used_adviser_before.label if case.used_adviser_before else "",
    }
    return {
        **values,
        "sag": sag,
        "kunde": kunde,
        "modul": {
            **module_values(module),
            "produkt": given(sentence(module.product), "hvad kunden får i hånden"),
            "timer": hour_text(module.planned_hours),
            "aftale": _signed(module),
        },
        "pris": price_values(module.price_dkk),
    }


def _reported(module: DeliveryModule, on: date | None) -> str:
    return (
        f"Meldt til {center_name_for(module)} den {date_long(on)}." if on else "Kladde. Rapporten er ikke meldt endnu."
    )


def _signed(module: DeliveryModule) -> str:
    if module.agreement_signed_on is None:
        return "Ikke underskrevet endnu"
    by = f" af {module.agreement_signed_by}" if module.agreement_signed_by else ""
    return f"Underskrevet {date_long(module.agreement_signed_on)}{by}"


def _expected(module: DeliveryModule) -> str:
    begins = module.started_on or module.starts_on
    words = [f"Arbejdet begynder {date_long(begins)}."] if begins else []
    ends = module.expected_end_on
    words.append(f"Modulet ventes færdigt {date_long(ends)}." if ends else "Sluttidspunktet er ikke aftalt endnu.")
    return " ".join(words)


def _hours_used(module: DeliveryModule) -> str:
    used, planned = module.actual_hours, module.planned_hours
    if not used:
        return f"Der er ikke skrevet timer. Ventet var {hour_text(planned)}."
    gap = abs(used - planned)
    if not gap:
        return f"Der er brugt {hour_text(used)}, som ventet."
    return f"Der er brugt {hour_text(used)}, {hours(gap)} {'mere' if used > planned else 'mindre'} end ventet."


def _delivered_as(module: DeliveryModule) -> str:
    if module.product_document:
        document = module.product_document
        return document.file.name if document.version == 1 else f"{document.file.name}, version {document.version}"
    return module.product_file.name if module.product_file else ""


def _course(module: DeliveryModule) -> str:
    answer = "godkendt, intet svar inden fristen" if module.accepted_silently else "godkendt af kunden"
    by = f" ({module.accepted_by})" if module.accepted_by and not module.accepted_silently else ""
    steps = (
        ("begyndt", module.started_on),
        ("leveret", module.delivered_on),
        (f"{answer}{by}", module.accepted_on),
        ("annulleret", module.cancelled_on),
    )
    words = ", ".join(f"{what} {date_long(on)}" for what, on in steps if on)
    text = words[:1].upper() + words[1:] if words else "Ikke begyndt"
    return f"{text}. {sentence(module.cancel_reason)}".strip() if module.cancelled_on else text


def _rating(module: DeliveryModule) -> dict[str, object]:
    rating = module.customer_rating
    return {
        "tal": f"{rating} af 5" if rating else "–",
        "af": "fra kunden" if rating else "ingen vurdering",
        "tekst": f"Kunden gav hjælpen {rating} af 5." if rating else "Kunden har ikke givet en vurdering.",
        "svar": [{"spoergsmaal": one.question.label, "svar": one.score} for one in module.ratings],
        "kommentar": module.customer_comment.strip(),
        "alligevel": _anyway(module.would_have_bought_anyway),
    }


def _anyway(answer: YesNoUnknown | None) -> str:
    said = answer.label.lower() if answer else "ikke besvaret"
    return f"Ville kunden have købt hjælpen uden It-starthjælp? Svar: {said}."


def _success(module: DeliveryModule) -> str:
    if module.customer_rating and module.customer_rating >= GOOD_RATING:
        return "Ja. Kunden er tilfreds, og rådgiveren spørger, om sagen må fortælles videre."
    return "Ikke nu."


def _next_steps(case: CustomerCase, module: DeliveryModule) -> str:
    later = [other for other in case.modules if other.number > module.number and not other.cancelled_on]
    if later:
        title = f": {later[0].title}" if later[0].title else ""
        return sentence(f"Sagen fortsætter med modul {later[0].number}{title}")
    return case.next_action or "Ingen aftaler endnu."
