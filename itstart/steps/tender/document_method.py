"""How bids are answered and scored, as the Udbudsmateriale explains it; every figure comes from the rules."""

from collections.abc import Sequence

from itstart.documents.danish import kroner, percent, score
from itstart.models import Criterion, Tender
from itstart.rules.evaluation import ScoredAnswer, default_score, price_score, requirement_fit
from itstart.rules.terms import Answer, CriterionMethod

EXAMPLE_PRICE = 1_000_000
_EXAMPLE_PCTS = (0, 10, 25, 50)

_TELL = {
    Answer.STANDARD: "Ikke andet",
    Answer.CONFIGURATION: "Kort, hvad der skal sættes op",
    Answer.CUSTOMISATION: "Merpris, og hvad der tilpasses",
    Answer.THIRD_PARTY: "Produkt, leverandør og merpris",
    Answer.ROADMAP: "Version og dato",
    Answer.NOT_MET: "Gerne, hvad I foreslår i stedet",
}


def answer_codes() -> list[dict[str, object]]:
    """The six codes of the response form with their points."""
    return [{"kode": a.letter, "betyder": a.label, "oplys": _TELL[a], "point": default_score(a.value)} for a in Answer]


def points_from(criterion: Criterion, years: int) -> str:
    """Where a criterion's points come from, in one line."""
    return {
        CriterionMethod.REQUIREMENT_FIT: "Svar på hvert krav. SKAL tæller 3, BØR 2 og KAN 1",
        CriterionMethod.PRICE_LINEAR: f"Alle omkostninger over {years} år. Lavest får 100",
        CriterionMethod.SUB_SCORES: "Gennemsnit af delpoint fra 0 til 5",
        CriterionMethod.DEMO_SCORES: "Gennemsnit af point fra vores egne folk, 1 til 5",
    }[criterion.method]


def parts(criteria: Sequence[Criterion], *, weighted: bool) -> dict[str, bool]:
    """Which parts of the explanation the chosen criteria need."""
    used = {c.method for c in criteria} if weighted else set()
    return {
        "krav": CriterionMethod.REQUIREMENT_FIT in used,
        "pris": CriterionMethod.PRICE_LINEAR in used,
        "delpoint": bool(used & {CriterionMethod.SUB_SCORES, CriterionMethod.DEMO_SCORES}),
    }


def requirement_example() -> str:
    """Points for a must answered S, a should answered T and a could answered N."""
    answers = (
        ScoredAnswer("K-01", "must", "standard"),
        ScoredAnswer("K-02", "should", "customisation"),
        ScoredAnswer("K-03", "could", "not_met"),
    )
    return score(requirement_fit(answers))


def price_examples(zero_at_pct: int) -> list[dict[str, str]]:
    """Points for four total prices when the lowest is EXAMPLE_PRICE."""
    rows = []
    for pct in _EXAMPLE_PCTS:
        total = EXAMPLE_PRICE * (100 + pct) // 100
        points = price_score(total, EXAMPLE_PRICE, zero_at_pct)
        rows.append({"pris": kroner(total), "over": percent(pct), "point": score(points)})
    return rows


def enclosed(tender: Tender, *, demo: bool) -> list[dict[str, str]]:
    """The files that go out together with this document; the draft of the contract holds the processing agreement."""
    found = [{"navn": "Tilbudsskema (Excel)", "brug": "Udfyldes og sendes retur som regneark, ikke som pdf."}]
    if demo:
        found.append({"navn": "Demomanuskript (Word)", "brug": "Læses. Det er de opgaver, I skal vise i demoen."})
    if tender.contract_draft_attached:
        use = (
            "Læses. Forbehold skrives i tilbudsskemaet. Databehandleraftalen er bilag 7. Behandler I personoplysninger"
            " for os, vedlægger I jeres liste over underdatabehandlere."
        )
        found.append({"navn": "Kontraktudkast med bilag", "brug": use})
    return found
