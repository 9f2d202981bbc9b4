"""The assessment's tables of points and costs as plain rows."""

from decimal import Decimal

from itstart.documents import Styled
from itstart.documents.danish import amount, date_long, fixed, kroner, number, percent, score
from itstart.documents.marks import joined
from itstart.models.bid import RequirementResponse
from itstart.models.case import CustomerCase
from itstart.models.tender import Criterion
from itstart.rules import evaluation as method
from itstart.rules.numbers import danish
from itstart.rules.sensitivity import DELTAS, reweighted
from itstart.rules.terms import Answer
from itstart.steps.requirement_documents import priority_mark
from itstart.steps.selection import demo_marks
from itstart.steps.selection.assessment import AssessedBid, Assessment, rated_requirements
from itstart.steps.selection.wording import Names
from itstart.steps.shared_documents import given, lower_first, real_name, sentence, shown

Row = dict[str, object]

SHORT_ANSWER = {
    Answer.STANDARD: "Standard",
    Answer.CONFIGURATION: "Opsætning",
    Answer.CUSTOMISATION: "Tilpasning",
    Answer.THIRD_PARTY: "Tredjepart",
    Answer.ROADMAP: "Senere version",
    Answer.NOT_MET: "Opfyldes ikke",
}
HOW_MEASURED = {
    "requirement_fit": "Svar på hvert krav, 0 til 5 point. SKAL tæller 3, BØR 2 og KAN 1.",
    "price_linear": "Alle omkostninger over {years} år. Billigst får 100 point.",
    "sub_scores": "Gennemsnit af delpoint fra 0 til 5 i kapitel 10.",
    "demo_scores": "Jeres egne folks point for hver opgave i demoen, 1 til 5.",
}


def criteria(case: CustomerCase, found: Assessment) -> list[Row]:
    """The criteria with weight, method and each counted bid's points."""
    years = case.evaluation.tco_years
    return [
        {
            "nr": c.code,
            "titel": given(c.title, f"navn på kriterium {c.code}"),
            "vaegt": percent(c.weight),
            "metode": HOW_MEASURED.get(str(c.method), "").format(years=years),
            "point": [_criterion_points(bid, c) for bid in found.ranked],
        }
        for c in case.criteria
    ]


def _criterion_points(bid: AssessedBid, criterion: Criterion) -> str:
    value = bid.result.criterion_scores.get(criterion.code) if bid.result else None
    return "–" if value is None else score(value)


def weight_changes(case: CustomerCase) -> list[str]:
    """Weights changed after the tender was issued, with the reason."""
    return [
        f"Vægten på {lower_first(w.criterion.title)} blev den {date_long(w.changed_on)} ændret fra {percent(w.before)} "
        f"til {percent(w.after)}. Grund: {sentence(w.reason)}"
        for w in case.weight_changes
    ]


def corrected(found: Assessment, names: Names) -> list[Row]:
    """Answers that got other points than the answer itself gives, with the reason."""
    return [
        {"krav": code, "navn": names.of(bid), "fra": str(given), "til": str(r.score), "grund": r.score_reason or "–"}
        for bid in found.all
        for code, r in bid.responses.items()
        if r.score is not None and r.score != (given := method.DEFAULT_POINTS.get(r.answer or "", 0))
    ]


def costs(found: Assessment, names: Names) -> list[Row]:
    """Total cost in parts and year by year."""
    return [
        {
            "navn": names.of(bid),
            "engang": amount(bid.tco.one_off),
            "loebende": amount(bid.tco.annual_total),
            "egen": amount(bid.tco.internal),
            "exit": amount(bid.tco.exit_cost),
            "i_alt": amount(bid.tco.total),
            "uden_egen": amount(bid.tco.total_without_internal),
            "stigning": percent(bid.bid.annual_price_adjustment_pct or 0),
            "aar": [amount(year) for year in bid.tco.annual],
        }
        for bid in found.all
    ]


def demo(case: CustomerCase, found: Assessment) -> list[Row]:
    """The mean for each task and vendor, 1 to 5."""
    rows: list[Row] = []
    points = demo_marks.that_count(case)
    for scenario in case.demo_scenarios:
        cells = []
        for bid in found.ranked:
            marks = points.get((bid.code, scenario.code))
            cells.append(fixed(sum(marks) / len(marks), 1) if marks else "–")
        rows.append({"opgave": scenario.title, "point": cells})
    return rows if points else []


def demo_agreed(case: CustomerCase, found: Assessment, names: Names) -> list[str]:
    """A sentence for each task where the people agreed on other points than their mean, with the reason."""
    titles = {scenario.code: scenario.title for scenario in case.demo_scenarios}
    points, agreed = demo_marks.given(case), demo_marks.agreed(case)
    said = []
    for bid in found.ranked:
        for code, title in titles.items():
            if (bid.code, code) not in agreed:
                continue
            score_given, note = agreed[bid.code, code]
            apart = points.get((bid.code, code), [])
            where = f"»{title}«, {names.of(bid)}"
            before = f"Pointene gik fra {min(apart)} til {max(apart)}. " if len(set(apart)) > 1 else ""
            after = f"Efter en samtale blev I enige om {score_given}. {sentence(note)}".strip()
            said.append(f"{where}: {before}{after}")
    return said


def demo_totals(found: Assessment) -> list[str]:
    """Points of 100 for each counted bid."""
    means = [method.mean_score(bid.facts.demo_scores) for bid in found.ranked]
    return ["–" if mean is None else score(mean) for mean in means]


def references(case: CustomerCase, found: Assessment, names: Names) -> list[Row]:
    """Talks with the vendors' customers in the order of the result, with every question."""
    rows: list[Row] = []
    order = {bid.code: place for place, bid in enumerate(found.all)}
    checks = [c for c in case.reference_checks if c.vendor is None or c.vendor.deleted_at is None]
    for check in sorted(checks, key=lambda c: order.get(c.vendor.code if c.vendor else "", len(order))):
        marks = [a.score for a in check.answers if a.score is not None]
        who = joined(", ", (p for p in (real_name(check.reference_company), lower_first(check.contact)) if p))
        picked = " Kunden valgte selv referencen." if check.chosen_by_customer else ""
        rows.append(
            {
                "navn": names[check.vendor.code] if check.vendor else "–",
                "hvem": given(who, f"virksomhed bag reference {check.code}"),
                "dato": shown(check.held_on, f"dato for reference {check.code}", date_long),
                "point": fixed(sum(marks) / len(marks), 2) if marks else "–",
                "note": (sentence(check.notes) + picked).strip() or "–",
                "svar": [
                    {"spoergsmaal": a.question, "point": "–" if a.score is None else str(a.score)}
                    for a in check.answers
                ],
            }
        )
    return rows


def sub_scores(case: CustomerCase, found: Assessment, names: Names) -> list[Row]:
    """Sub-scores with reasons, by vendor."""
    groups: list[Row] = []
    for bid in found.all:
        rows = [
            {"emne": s.label, "point": "–" if s.score is None else number(s.score), "grund": s.reason or "–"}
            for s in case.sub_scores
            if s.vendor is bid.vendor and s.criterion.deleted_at is None
        ]
        if rows:
            groups.append({"navn": names.of(bid), "delpoint": rows})
    return groups


def margins(case: CustomerCase, found: Assessment, bid: AssessedBid) -> list[Row]:
    """The bid's lead in points over the best of the others when one weight is shifted."""
    results = [b.result for b in found.ranked if b.result]
    rows: list[Row] = []
    for criterion in case.criteria:
        cells = []
        for delta in DELTAS:
            shifted = reweighted(found.criteria, criterion.code, min(max(criterion.weight + delta, 0), 100))
            totals = {r.vendor_id: method.total_score(shifted, r.criterion_scores) or Decimal(0) for r in results}
            lead = totals[bid.code] - max(v for code, v in totals.items() if code != bid.code)
            cells.append(f"{'+' if lead > 0 else '−' if lead < 0 else ''}{danish(abs(lead), 1)}")
        rows.append(
            {"titel": criterion.title, "vaegt": percent(criterion.weight), **dict(zip("abcde", cells, strict=True))}
        )
    return rows


def requirements(case: CustomerCase, found: Assessment) -> list[Row]:
    """Requirement by requirement: every vendor's answer with points."""
    return [
        {
            "nr": requirement.code,
            "maerke": priority_mark(requirement),
            "titel": given(requirement.title, f"titel på {requirement.code}"),
            "svar": [_reply(bid.responses.get(requirement.code)) for bid in found.all],
        }
        for requirement in rated_requirements(case)
    ]


def _reply(response: RequirementResponse | None) -> Row:
    if response is None or response.answer is None:
        return {"point": "–", "tekst": Styled("Intet svar", "Advarsel"), "note": ""}
    word = SHORT_ANSWER[response.answer]
    poor = response.answer in {Answer.ROADMAP, Answer.NOT_MET}
    points_given = response.score if response.score is not None else method.DEFAULT_POINTS[response.answer]
    extra = f"merpris {kroner(response.extra_price_dkk)}" if response.extra_price_dkk else ""
    comment = response.vendor_comment.strip()
    if response.answer is Answer.NOT_MET and comment.lower().startswith("tilbydes ikke"):
        comment = ""
    note = response.score_reason.strip() or " · ".join(p for p in (comment.rstrip("."), response.available, extra) if p)
    return {"point": str(points_given), "tekst": Styled(word, "Advarsel") if poor else word, "note": note.rstrip(".")}
