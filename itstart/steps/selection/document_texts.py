"""The words of the vendor assessment: the adviser's own where there are any, else made of the figures."""

from itstart.documents import Missing, Paragraphs, Rich
from itstart.documents.danish import date_long, score
from itstart.documents.marks import joined
from itstart.models.case import CustomerCase
from itstart.steps.selection import remarks, wording
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.selection.wording import Names
from itstart.steps.shared_documents import counted, real_name, sentence


def recommendation(
    case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names
) -> dict[str, object]:
    own = case.evaluation.recommendation.strip()
    if chosen is not None:
        product = f" med {chosen.bid.product}" if chosen.bid.product else ""
        text = own or wording.recommendation(case, found, chosen, names)
        return {"titel": f"Vælg {names.of(chosen)}{product}.", "tekst": text}
    if found.tied:
        who = wording.join(names.of(b) for b in found.tied)
        text = "Pointene kan ikke afgøre det. I vælger selv mellem dem og skriver grunden i kapitel 14."
        return {"titel": f"{who} står lige.", "tekst": own or text}
    return {
        "titel": "Indstillingen er ikke klar.",
        "tekst": own or Missing("tilbud, der er vurderet på alle kriterier"),
    }


def people(names: list[str]) -> list[str]:
    return [
        name if i == 0 else name[:1].lower() + name[1:] if " " not in name else name for i, name in enumerate(names)
    ]


def texts(case: CustomerCase, found: Assessment, chosen: AssessedBid | None, names: Names) -> dict[str, object]:
    own = case.evaluation
    from_data = wording.counterarguments(case, found, chosen, names) if chosen else ""
    told = (own.counterarguments.strip() or from_data, _relation_note(case, chosen, names))
    against = joined(" ", (text for text in told if text))
    opened = wording.lines(own.open_points)
    invited = sum(1 for v in case.vendors if v.invited)
    bids = sum(1 for b in case.bids if b.received_at or b.price_lines or b.responses)
    received = (
        f"{wording.counted_vendors(invited).capitalize()} blev inviteret, og {counted(bids, 'gav', 'gav')} tilbud."
    )
    return {
        "derfor": rich(wording.reasons(case, found, chosen, names) if chosen else []),
        "sikkert": rich([s for s in [wording.certainty(found, chosen, names)] if s] if chosen else []),
        "aabne": opened or (wording.open_points(case, found, chosen) if chosen else []),
        "imod": Paragraphs(against) if against else "",
        "uvildig": _impartial(case),
        "modtaget": received if invited else Missing("inviterede leverandører"),
        "om_skal": remarks.about_musts(case, found, names) if found.all else "",
        "om_krav": _own(own.fit_note) or remarks.about_fit(found, names),
        "om_demo": _own(own.demo_note) or remarks.about_demo(case, found, names),
        "om_sikkerhed": _own(own.sensitivity_note) or remarks.about_sureness(found, names),
        "om_referencer": _about_references(case),
        "krav_point": _fit_line(case, found, names),
        "prismargin": remarks.price_margin(found, names) or Missing("mindst to tilbud med priser"),
    }


def rich(texts: list[str]) -> list[object]:

    return [Rich(text) for text in texts]


def _own(text: str) -> object:
    return Paragraphs(text.strip()) if text.strip() else ""


def _relation_note(case: CustomerCase, chosen: AssessedBid | None, names: Names) -> str:
    if chosen is None or not any(r.vendor is chosen.vendor for r in case.vendor_relations):
        return ""
    return f"Rådgiveren har oplyst en relation til {names.of(chosen)}, se kapitel 2."


def _impartial(case: CustomerCase) -> object:
    declared = case.impartiality
    if declared.declared_on is None:
        return Missing("rådgiverens habilitetserklæring")
    day = date_long(declared.declared_on)
    if declared.owns_or_is_owned_by_vendor or declared.receives_commission:
        return f"Rådgiveren har den {day} erklæret et økonomisk forhold til en leverandør. Se nedenfor."
    return (
        f"Rådgiveren har den {day} erklæret, at firmaet ikke ejer andele i nogen af leverandørerne og ikke modtager "
        "provision."
    )


def relations(case: CustomerCase) -> list[dict[str, object]]:
    return [
        {
            "navn": real_name(r.vendor.name) if r.vendor else Missing("leverandør bag relationen"),
            "tekst": " ".join(sentence(t) for t in (r.description, r.assessment) if t.strip()),
        }
        for r in case.vendor_relations
    ]


def _about_references(case: CustomerCase) -> str:
    if not case.reference_checks:
        return ""
    questions = {a.question for c in case.reference_checks for a in c.answers}
    asked = counted(len(questions), "spørgsmål", "spørgsmål")
    talks = counted(len(case.reference_checks), "kunde", "kunder")
    return f"Vi stillede {'de samme ' if len(questions) > 1 else ''}{asked} til {talks} hos leverandørerne."


def _fit_line(case: CustomerCase, found: Assessment, names: Names) -> str:
    fit = next((c.code for c in case.criteria if c.method == "requirement_fit"), None)
    if fit is None:
        return ""
    parts = [
        f"{names.of(b)} {score(value)}"
        for b in found.ranked
        if b.result and (value := b.result.criterion_scores.get(fit)) is not None
    ]
    return f"Vægtet opfyldelse: {', '.join(parts)} point af 100." if parts else ""
