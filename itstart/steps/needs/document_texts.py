"""Sentences of the Behovsbeskrivelse that are made from the case's figures."""

from datetime import date
from decimal import Decimal

from itstart.documents import Missing
from itstart.documents.danish import date_from_to, date_long, kroner, number, percent
from itstart.models import CustomerCase, GeneratedDocument, Tender, TimeEntry
from itstart.rules.numbers import half_up, whole
from itstart.rules.requirements import MAX_MUST_SHARE_PCT
from itstart.rules.steps import StepKey
from itstart.rules.tco import payback_years
from itstart.rules.terms import Priority
from itstart.steps.shared_documents import (
    Text,
    lower_first,
    number_word,
    real_name,
    sentence,
    short_name,
    with_article,
)

DASH = "–"


def annual_benefit(customer_case: CustomerCase) -> int | None:
    """All benefits together in kroner a year; None when nothing has been valued."""
    values = [b.annual_value_dkk for b in customer_case.benefits if b.annual_value_dkk is not None]
    return sum(values) if values else None


def work(customer_case: CustomerCase) -> list[TimeEntry]:
    """What was done to find the needs: the time written on modules with step 1."""
    modules = [m for m in customer_case.modules if any(link.step is StepKey.NEEDS for link in m.step_links)]
    return sorted((entry for m in modules for entry in m.time_entries), key=lambda entry: entry.spent_on)


def share(part: int, whole_number: int) -> str:
    """A part as a whole percentage: "56 %"."""
    return percent(whole(Decimal(100 * part) / whole_number)) if whole_number else percent(0)


def payback(customer_case: CustomerCase) -> str:
    """ "2,3 år" until the frame is earned back; a dash when it never is, or when a figure is missing."""
    years = _payback(customer_case)
    return DASH if years is None else f"{number(years, 1)} år"


def _payback(customer_case: CustomerCase) -> Decimal | None:
    needs, benefit = customer_case.needs_description, annual_benefit(customer_case)
    if benefit is None or needs.budget_one_off_dkk is None or needs.budget_annual_dkk is None:
        return None
    return payback_years(
        one_off=needs.budget_one_off_dkk, internal=0, annual_benefit=benefit, annual_price=needs.budget_annual_dkk
    )


def summary(customer_case: CustomerCase) -> dict[str, Text]:
    """The helper's own summary and recommendation, or decent ones made from the figures."""
    needs = customer_case.needs_description
    return {
        "manchet": needs.summary.strip() or _lead(customer_case),
        "omfang": _request(customer_case),
        "pris": _price(customer_case),
        "anbefaling": needs.recommendation.strip() or _recommendation(customer_case),
    }


def _lead(customer_case: CustomerCase) -> str:
    name = short_name(customer_case.customer.name) or "Virksomheden"
    wanted = with_article(customer_case.title) or "en it-løsning"
    parts = [f"{name} vil anskaffe {wanted}.", _pains(customer_case)]
    benefit = annual_benefit(customer_case)
    if benefit:
        parts.append(f"Lykkes det, er gevinsten {kroner(benefit)} om året.")
    return " ".join(part for part in parts if part)


def _pains(customer_case: CustomerCase) -> str:
    """What hurts today in a line or two: the processes' own words, or else the description of the situation."""
    pains = " ".join(sentence(process.pain) for process in customer_case.processes if process.pain.strip())
    if pains:
        return _first_sentences(f"I dag: {lower_first(pains)}", 220)
    return _first_sentences(customer_case.needs_description.current_situation.strip().split("\n")[0], 220)


def _first_sentences(text: str, limit: int) -> str:
    """Whole sentences from the beginning, at most `limit` characters; nothing when the first is longer."""
    kept = ""
    for piece in text.replace("! ", "!|").replace("? ", "?|").replace(". ", ".|").split("|"):
        if len(kept) + len(piece) > limit:
            break
        kept = (kept + " " + piece).strip()
    return sentence(kept)


def _request(customer_case: CustomerCase) -> Text:
    requirements = customer_case.requirements
    if not requirements:
        return Missing("krav til løsningen")
    musts = sum(r.priority is Priority.MUST for r in requirements)
    text = f"Vi har {len(customer_case.needs)} behov og {len(requirements)} krav."
    if musts:
        text += f" Af dem er {musts} SKAL-krav. Kan et system ikke opfylde dem, er det ikke en løsning for os."
    start = customer_case.needs_description.wanted_go_live_on
    return text + (f" Ønsket start er {date_long(start)}." if start else "")


def _price(customer_case: CustomerCase) -> Text:
    needs, benefit = customer_case.needs_description, annual_benefit(customer_case)
    if needs.budget_one_off_dkk is None or needs.budget_annual_dkk is None:
        known = needs.budget_annual_dkk if needs.budget_one_off_dkk is None else needs.budget_one_off_dkk
        gap = "ramme for engangsprisen" if needs.budget_one_off_dkk is None else "ramme for den årlige pris"
        return Missing("den økonomiske ramme" if known is None else gap)
    text = (
        f"Rammen er {kroner(needs.budget_one_off_dkk)} i engangspris og {kroner(needs.budget_annual_dkk)} om året. "
        "Alle beløb er uden moms."
    )
    if benefit is None:
        return text
    left = benefit - needs.budget_annual_dkk
    text += f" Gevinsterne er opgjort til {kroner(benefit)} om året."
    if left <= 0:
        return f"{text} De dækker ikke den årlige pris, så andre grunde end økonomi må bære beslutningen."
    return f"{text} Når den årlige pris er betalt, er der {kroner(left)} tilbage hvert år."


def _recommendation(customer_case: CustomerCase) -> str:
    musts = sum(r.priority is Priority.MUST for r in customer_case.requirements)
    hold = f"Hold fast i de {musts} SKAL-krav" if musts > 1 else "Hold fast i det, der er afgørende"
    wanted = with_article(customer_case.title) or "løsningen"
    return (
        f"Indhent tilbud på {wanted} fra tre til fem leverandører. {hold}, og lad alle svare i samme skema. "
        "Begynd oprydningen i data nu, for den tager længst tid og afhænger ikke af, hvem I vælger."
    )


def about_musts(customer_case: CustomerCase) -> str:
    """How heavy the musts weigh, and whether that is wise."""
    rated = [r for r in customer_case.requirements if r.priority is not Priority.WONT]
    musts = [r for r in rated if r.priority is Priority.MUST]
    text = "Et SKAL-krav skal kunne bære ét spørgsmål: Ville vi sige nej til et system, der ikke kan det?"
    by_law = sum(bool(r.law_reference.strip()) for r in musts)
    if by_law:
        count = "Ét" if by_law == 1 else number_word(by_law).capitalize()
        text += f" {count} af SKAL-kravene følger direkte af lov."
    if rated and 100 * len(musts) > MAX_MUST_SHARE_PCT * len(rated):
        text += (
            f" {share(len(musts), len(rated))} af kravene er SKAL-krav, og det er mange. Hvert af dem kan få et godt "
            "tilbud til at udgå. Gå dem igennem en gang til, før materialet sendes ud."
        )
    return text


def about_payback(customer_case: CustomerCase) -> Text:
    """The sum behind the payback time, figure by figure."""
    needs, benefit = customer_case.needs_description, annual_benefit(customer_case)
    if needs.budget_one_off_dkk is None or needs.budget_annual_dkk is None or benefit is None:
        return Missing("ramme og gevinst, som tilbagebetalingen regnes af")
    left = benefit - needs.budget_annual_dkk
    annual = kroner(needs.budget_annual_dkk)
    text = f"Gevinst {kroner(benefit)} minus årlig pris {annual} giver {kroner(left)} om året. "
    years = _payback(customer_case)
    if years is None:
        return text + "Så længe det tal ikke er over nul, bliver engangsprisen ikke tjent hjem."
    return text + (
        f"Engangsprisen {kroner(needs.budget_one_off_dkk)} delt med det beløb giver {number(half_up(years, 1), 1)} år. "
        "Egne timer til indførelsen er ikke med. De kommer med, når leverandørerne har oplyst dem."
    )


def nis2(relevant: bool | None, note: str) -> Text:  # noqa: FBT001
    """Whether the customer is covered by the NIS2 act, and the helper's note."""
    if relevant is None:
        return note.strip() or Missing("om virksomheden er omfattet af NIS2-loven")
    verdict = (
        "Virksomheden er omfattet af NIS2-loven eller skal regne med at være det."
        if relevant
        else "Virksomheden er efter det oplyste ikke omfattet af NIS2-loven."
    )
    return f"{verdict} {note.strip()}".strip()


def about_the_work(customer_case: CustomerCase) -> str:
    """What the needs rest on."""
    entries = work(customer_case)
    if not entries:
        return "Behov og krav bygger på samtaler i virksomheden. Alle tal kommer fra virksomheden selv."
    total = sum((entry.hours for entry in entries), Decimal(0))
    return (
        f"Behov og krav bygger på {number(total)} timers arbejde "
        f"{date_from_to(entries[0].spent_on, entries[-1].spent_on)}. Alle tal kommer fra virksomheden selv."
    )


def impartiality(customer_case: CustomerCase) -> Text:
    """The declaration in a sentence or two (S31)."""
    declaration = customer_case.impartiality
    if declaration.declared_on is None:
        return Missing("rådgiverens erklæring om uvildighed")
    firm = real_name(customer_case.helper.company)
    owns = "ejer andele i eller er ejet af" if declaration.owns_or_is_owned_by_vendor else "ejer ikke andele i"
    paid = "modtager" if declaration.receives_commission else "modtager ikke"
    text = (
        f"{firm} {owns} it-leverandører og {paid} provision i denne sag. Erklæringen er afgivet den "
        f"{date_long(declaration.declared_on)}."
    )
    ties = " ".join(sentence(real_name(r.description)) for r in customer_case.vendor_relations if r.description.strip())
    return f"{text} Oplyst i øvrigt: {ties}" if ties else text


def handed_over(document: GeneratedDocument) -> str:
    """What the list of versions says about one of them."""
    return f"Udleveret til {document.handed_over_to}" if document.handed_over_to else "Udleveret"


def schedule(tender: Tender, start: date | None) -> list[dict[str, str]]:
    """The way to the new system: the tender's dates, or how long each part usually takes."""
    rows = (
        (tender.issued_on, "Udbudsmaterialet sendes ud", "Rådgiver", "1-2 uger efter godkendelsen"),
        (tender.bid_deadline_at, "Frist for tilbud", "Leverandører", "3 uger senere"),
        (tender.demo_from_on, "Demoer begynder", "Leverandører og brugere", "1-2 uger efter fristen"),
        (tender.decision_on, "Leverandøren vælges", "Ledelse", "1-2 uger efter demo"),
        (start, "Løsningen tages i brug", "Kunde og leverandør", "Når overtagelsesprøven er bestået"),
    )
    return [{"dato": date_long(day) if day else usual, "hvad": what, "hvem": who} for day, what, who, usual in rows]


def next_steps(tender: Tender) -> list[dict[str, str]]:
    """Four things that happen after this document, with the tender's dates where there are any."""

    def on(day: date | None, words: str) -> str:
        return f" {words} {date_long(day)}" if day else ""

    return [
        {"hvad": "Godkend.", "tekst": "Behov, krav og ramme godkendes. Det, der mangler, skaffes først."},
        {
            "hvad": "Send ud.",
            "tekst": f"Udbudsmaterialet sendes til tre til fem leverandører{on(tender.issued_on, 'den')}.",
        },
        {
            "hvad": "Sammenlign.",
            "tekst": f"Tilbuddene er inde{on(tender.bid_deadline_at, 'den')} og sammenlignes linje for linje.",
        },
        {
            "hvad": "Vælg.",
            "tekst": "Efter demo og samtaler med andre kunder vælges en leverandør"
            f"{on(tender.decision_on, 'senest den')}.",
        },
    ]
