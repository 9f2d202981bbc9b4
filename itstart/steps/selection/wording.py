"""Sentences of the vendor assessment, made of the figures; the adviser's own words come first where there are any."""

from collections.abc import Iterable, Mapping, Sequence

from itstart.documents.danish import kroner, number, score
from itstart.models.bid import PriceLine
from itstart.models.case import CustomerCase
from itstart.models.tender import Criterion
from itstart.rules import bid_questions
from itstart.rules.numbers import danish
from itstart.rules.terms import Answer, Priority
from itstart.steps.selection.assessment import AssessedBid, Assessment
from itstart.steps.shared_documents import counted, lower_first, sentence, short_name

GENERAL = frozenset(
    {
        "business",
        "systems",
        "system",
        "software",
        "solutions",
        "consulting",
        "danmark",
        "denmark",
        "group",
        "gruppen",
        "nordic",
        "holding",
        "it",
    }
)


class Names:
    """What the firms are called in running text: short, and never the same for two; or as they are `given`."""

    def __init__(self, case: CustomerCase, given: Mapping[str, str] | None = None) -> None:
        if given is not None:
            self._names = dict(given)
            return
        full = {v.code: short_name(v.name) or v.code for v in case.vendors}
        brief = {code: _brief(name) for code, name in full.items()}
        shared = {name for name in brief.values() if list(brief.values()).count(name) > 1}
        self._names = {code: full[code] if name in shared else name for code, name in brief.items()}

    def __getitem__(self, code: str) -> str:
        return self._names.get(code, code)

    def of(self, bid: AssessedBid) -> str:
        """The short name of the bid's vendor."""
        return self[bid.code]


def _brief(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].lower() in GENERAL:
        words.pop()
    return " ".join(words)


def genitive(name: str) -> str:
    """ "Kongeå Datas", "Systems'"."""
    return f"{name}'" if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"


def join(parts: Iterable[str]) -> str:
    """ "a, b og c"."""
    words = list(parts)
    return " og ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def lines(text: str) -> list[str]:
    """The adviser's list: one point a line, with or without a dash before it."""
    return [line.strip().removeprefix("- ").removeprefix("* ").strip() for line in text.splitlines() if line.strip()]


def points(bid: AssessedBid) -> str:
    """The total as "91,9", or a dash."""
    return score(bid.result.total_score) if bid.result and bid.result.total_score is not None else "–"


def must_answers(case: CustomerCase, bid: AssessedBid, *answers: Answer) -> list[str]:
    """Numbers of the musts the vendor gives one of these answers."""
    musts = [r.code for r in case.requirements if r.priority is Priority.MUST]
    return [code for code in musts if code in bid.responses and bid.responses[code].answer in answers]


def room(found: Assessment) -> int:
    """How many points of each kind the recommendation's one page has room for."""
    return 3 if len(found.ranked) <= 3 else 2


def recommendation(case: CustomerCase, found: Assessment, bid: AssessedBid, names: Names) -> str:
    """Why this bid, in three sentences."""
    others = [b for b in found.ranked if b.code != bid.code]
    out = []
    if bid.result and bid.result.total_score is not None:
        rival = max(others, key=lambda b: b.result.total_score or 0 if b.result else 0, default=None)
        against = f", mod {points(rival)} til {names.of(rival)}" if rival else ""
        out.append(f"{names.of(bid)} får {points(bid)} point af 100{against}.")
    must = [r for r in case.requirements if r.priority is Priority.MUST]
    standard = must_answers(case, bid, Answer.STANDARD)
    if must and standard:
        share = f"Alle {len(must)}" if len(standard) == len(must) else f"{len(standard)} af de {len(must)}"
        out.append(f"{share} SKAL-krav er besvaret med standard.")
    out.append(_price_sentence(bid, others, names))
    return " ".join(out)


def _price_sentence(bid: AssessedBid, others: Sequence[AssessedBid], names: Names) -> str:
    total = bid.tco.total
    opening = f"Løsningen koster {kroner(total)} over {bid.tco.years} år"
    cheaper = min((b for b in others if b.tco.total < total), key=lambda b: b.tco.total, default=None)
    dearer = min((b for b in others if b.tco.total > total), key=lambda b: b.tco.total, default=None)
    parts = []
    if cheaper:
        parts.append(f"{kroner(total - cheaper.tco.total)} mere end {names.of(cheaper)}")
    if dearer:
        parts.append(f"{kroner(dearer.tco.total - total)} mindre end {names.of(dearer)}")
    return f"{opening}, {join(parts)}." if parts else f"{opening}."


def reasons(case: CustomerCase, found: Assessment, bid: AssessedBid, names: Names) -> list[str]:
    """At most three reasons (see room), each beginning with its point in bold."""
    out = [_strongest(case, found, bid), _budget(case, found, bid, names)]
    best = max(
        (s for s in case.sub_scores if s.vendor is bid.vendor and s.score and s.reason),
        key=lambda s: s.score or 0,
        default=None,
    )
    if best is not None:
        out.append(f"**{best.label}: {number(best.score)} af 5.** {sentence(best.reason)}")
    return [text for text in out if text][: room(found)]


def _strongest(case: CustomerCase, found: Assessment, bid: AssessedBid) -> str:
    ahead = []
    for criterion in case.criteria:
        own = _score_of(bid, criterion)
        rest = [s for b in found.ranked if b.code != bid.code and (s := _score_of(b, criterion)) is not None]
        if own is not None and rest and own > max(rest):
            ahead.append((criterion.weight, criterion, own, max(rest)))
    if not ahead:
        return ""
    _, top, own, next_best = max(ahead, key=lambda a: a[0])
    text = f"**Bedst på {lower_first(top.title)}.** {score(own)} point, mod {score(next_best)} til den næste."
    also = [lower_first(c.title) for _, c, *_ in ahead if c is not top]
    return f"{text} Også flest point for {join(also)}." if also else text


def _score_of(bid: AssessedBid, criterion: Criterion) -> float | None:
    value = bid.result.criterion_scores.get(criterion.code) if bid.result else None
    return None if value is None else float(value)


def over_text(bid: AssessedBid) -> str:
    """ "engangspris", "årlig pris", both, or nothing."""
    flags = (("engangspris", bid.over_budget.one_off), ("årlig pris", bid.over_budget.annual))
    return join(word for word, over in flags if over)


def _budget(case: CustomerCase, found: Assessment, bid: AssessedBid, names: Names) -> str:
    needs = case.needs_description
    if (needs.budget_one_off_dkk is None and needs.budget_annual_dkk is None) or over_text(bid):
        return ""
    both = needs.budget_one_off_dkk is not None and needs.budget_annual_dkk is not None
    out = f"**Prisen holder {'begge rammer' if both else 'rammen'}.**"
    over = [other for other in found.ranked if other.code != bid.code and over_text(other)]
    if len(over) > 2:
        return f"{out} {counted(len(over), 'andet tilbud', 'andre tilbud').capitalize()} bryder mindst én ramme."
    return " ".join([out, *(f"{names.of(b)} bryder rammen for {over_text(b)}." for b in over)])


def certainty(found: Assessment, bid: AssessedBid, names: Names) -> str:
    """How sure the result is, or nothing while it cannot be said."""
    checked = found.sensitivity
    if checked is None or found.first is None or found.first.code != bid.code or checked.lead_points is None:
        return ""
    sure = "Resultatet er sikkert." if checked.is_robust else "Resultatet er følsomt."
    kept = "Forspringet holder ved alle prøvede vægte." if checked.is_robust else "Det kan vende, hvis vægtene flyttes."
    text = f"**{sure}** {names.of(bid)} er {score(checked.lead_points)} point foran nummer to. {kept}"
    rise = checked.winner_tco_increase_until_tie
    if rise is not None:
        text += f" Prisen over {bid.tco.years} år kan stige {kroner(rise)}, før nummer to når op."
    return text


def counterarguments(case: CustomerCase, found: Assessment, bid: AssessedBid, names: Names) -> str:
    """What speaks against the recommended bid."""
    others = [b for b in found.ranked if b.code != bid.code]
    out = []
    cheapest = min(found.ranked, key=lambda b: b.tco.total, default=None)
    if cheapest and cheapest.code != bid.code:
        out.append(f"{names.of(cheapest)} er billigst over {bid.tco.years} år.")
    for criterion in case.criteria:
        own = _score_of(bid, criterion)
        best = max(others, key=lambda b: _score_of(b, criterion) or 0, default=None)
        top = _score_of(best, criterion) if best else None
        if best and own is not None and top is not None and top > own and criterion.method != "price_linear":
            out.append(
                f"{names.of(best)} får flest point for {lower_first(criterion.title)}: {score(top)} mod {score(own)}."
            )
    if over_text(bid):
        out.append(f"{names.of(bid)} bryder jeres ramme for {over_text(bid)}.")
    if found.first is not None and found.first.code != bid.code:
        out.insert(0, f"{names.of(found.first)} har flest point i alt.")
    return " ".join(out)


def open_points(case: CustomerCase, found: Assessment, bid: AssessedBid) -> list[str]:
    """At most three things (see room) to settle before the contract is signed."""
    titles = {r.code: r.title for r in case.requirements}
    out = [
        f"{titles.get(code, '')} ({code}): {sentence(r.score_reason)} Det skal stå i kontrakten."
        for code, r in bid.responses.items()
        if r.score_reason and r.score is not None and r.score < 5
    ]
    late = must_answers(case, bid, Answer.ROADMAP, Answer.NOT_MET)
    out += [f"{titles.get(code, '')} ({code}) findes ikke i dag. Skriv en frist i kontrakten." for code in late]
    line = highest_line(found, bid)
    if line is not None:
        out.append(f"{line.label} koster {kroner(line.amount_dkk)}, mest af tilbuddene. Bed om en pris pr. aktivitet.")
    if has_reservations(bid):
        out.append(f"Forbehold: {sentence(bid.bid.reservations)}")
    few = few_hours(found, bid)
    return (([few] if few else []) + out)[: room(found)]


def has_reservations(bid: AssessedBid) -> bool:
    """Whether the vendor has written a real reservation."""
    return bid_questions.has_reservations(bid.bid.reservations)


def few_hours(found: Assessment, bid: AssessedBid) -> str:
    """A very low estimate of the customer's own hours is a warning, not a saving."""
    own, others = bid.bid.internal_hours, [b.bid.internal_hours for b in found.all if b.code != bid.code]
    mean = bid_questions.few_hours(own, others)
    if mean is None:
        return ""
    return f"Tilbuddet regner kun med {number(own)} timer fra jer, mod {danish(mean)} hos de andre. Spørg hvorfor."


def highest_line(found: Assessment, bid: AssessedBid) -> PriceLine | None:
    """The bid's biggest one-off line that is higher than the same kind of line in every other bid."""
    rivals = [_lines(other) for other in found.all if other.code != bid.code]
    place = bid_questions.highest_line(_lines(bid), rivals)
    return None if place is None else bid.bid.one_off_lines[place]


def _lines(bid: AssessedBid) -> list[bid_questions.Line]:
    return [bid_questions.Line(line.type, line.label, line.amount_dkk) for line in bid.bid.one_off_lines]


def counted_vendors(count: int) -> str:
    """ "fire leverandører"."""
    return counted(count, "leverandør", "leverandører")
