"""The red thread: need, requirement, answer, points, promise, test; and where it breaks (DOMAIN 0.8, F1, F017)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from itstart.rules.evaluation import UNMET

NOT_NOW = "wont"
LATER = "roadmap"


class BreakKind(StrEnum):
    """What is missing in the thread."""

    NO_REQUIREMENT = "no_requirement"
    NO_NEED = "no_need"
    NO_CRITERION = "no_criterion"
    NO_ANSWER = "no_answer"
    NO_REASON = "no_reason"
    NO_DATE = "no_date"
    UNMET = "unmet"
    NO_TEST = "no_test"


class Stage(StrEnum):
    """How far the thread reaches; the order is that of the case."""

    COVERED = "covered"
    ANSWERED = "answered"
    SCORED = "scored"
    PROMISED = "promised"
    TESTABLE = "testable"


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What one vendor said to one requirement: an answer ("" for none), whether a date is given for what comes
    later, and whether points other than the answer's own have a reason."""

    answer: str = ""
    dated: bool = False
    reasoned: bool = True


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """A requirement: the numbers of its needs, whether it can be tested, the answers and the waivers by vendor."""

    code: str
    priority: str
    needs: Sequence[str] = ()
    tested: bool = True
    answers: Mapping[str, AnswerFacts] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """A case as the thread sees it.

    `bidders` are the vendors whose bids count, number to name; `chosen` is the one the contract is made with, ""
    before the choice; `test_planned` says whether the plan has a day for the acceptance test.
    """

    needs: Sequence[str] = ()
    requirements: Sequence[RequirementFacts] = ()
    bidders: Mapping[str, str] = field(default_factory=dict)
    chosen: str = ""
    test_planned: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the thread breaks: at a need or a requirement ("" for the case), maybe because of one vendor."""

    kind: BreakKind
    code: str
    message: str
    vendor: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many have reached a stage."""

    stage: Stage
    done: int
    total: int


def breaks(facts: ThreadFacts) -> list[Break]:
    """Every break: first those of the needs, then requirement by requirement, last the plan's.

    What is put off ("IKKE NU") breaks nothing and covers nothing. Before there is a bid nobody owes an answer;
    once a vendor is chosen, only its promises count.
    """
    covered = _covered(facts)
    found = [
        Break(BreakKind.NO_REQUIREMENT, need, "Ingen krav dækker behovet")
        for need in facts.needs
        if need not in covered
    ]
    for requirement in facts.requirements:
        if requirement.priority != NOT_NOW:
            found += _own(requirement)
            found += _answers(requirement, facts)
    if facts.chosen and not facts.test_planned:
        found.append(Break(BreakKind.NO_TEST, "", "Ingen milepæl for overtagelsesprøven"))
    return found


def _own(requirement: RequirementFacts) -> Iterator[Break]:
    if not requirement.needs:
        yield Break(BreakKind.NO_NEED, requirement.code, "Kravet hører ikke til et behov")
    if not requirement.tested:
        yield Break(BreakKind.NO_CRITERION, requirement.code, "Intet godkendelseskriterium")


def _answers(requirement: RequirementFacts, facts: ThreadFacts) -> Iterator[Break]:
    for vendor, name in facts.bidders.items():
        given = requirement.answers.get(vendor)
        if given is None or not given.answer:
            yield Break(BreakKind.NO_ANSWER, requirement.code, f"Ingen svar fra {name}", vendor)
            continue
        if not given.reasoned:
            yield Break(BreakKind.NO_REASON, requirement.code, f"Point til {name} uden begrundelse", vendor)
        if facts.chosen in {"", vendor}:
            yield from _promise(requirement, given, vendor, name)


def _promise(requirement: RequirementFacts, given: AnswerFacts, vendor: str, name: str) -> Iterator[Break]:
    if given.answer == LATER and not given.dated:
        yield Break(BreakKind.NO_DATE, requirement.code, f"Lovet i V uden dato: {name}", vendor)
    if requirement.priority == "must" and given.answer in UNMET and vendor not in requirement.waived:
        message = f"SKAL-krav, som {name} ikke opfylder, uden dispensation"
        yield Break(BreakKind.UNMET, requirement.code, message, vendor)


def _covered(facts: ThreadFacts) -> set[str]:
    return {need for row in facts.requirements if row.priority != NOT_NOW for need in row.needs}


def coverage(facts: ThreadFacts) -> tuple[Share, ...]:
    """How far the thread reaches: needs with a requirement, then requirements answered, scored, promised, testable.

    A requirement is answered and scored when every bidder's answer is; promised when the chosen vendor has said
    yes, with a date where it comes later. What is put off is not counted.
    """
    live = [row for row in facts.requirements if row.priority != NOT_NOW]
    covered = _covered(facts)
    return (
        Share(Stage.COVERED, sum(need in covered for need in facts.needs), len(facts.needs)),
        Share(Stage.ANSWERED, sum(_is_answered(row, facts) for row in live), len(live)),
        Share(Stage.SCORED, sum(_is_scored(row, facts) for row in live), len(live)),
        Share(Stage.PROMISED, sum(_is_promised(row, facts) for row in live), len(live)),
        Share(Stage.TESTABLE, sum(row.tested for row in live), len(live)),
    )


def _is_answered(requirement: RequirementFacts, facts: ThreadFacts) -> bool:
    given = requirement.answers
    return bool(facts.bidders) and all(v in given and bool(given[v].answer) for v in facts.bidders)


def _is_scored(requirement: RequirementFacts, facts: ThreadFacts) -> bool:
    return _is_answered(requirement, facts) and all(requirement.answers[v].reasoned for v in facts.bidders)


def _is_promised(requirement: RequirementFacts, facts: ThreadFacts) -> bool:
    given = requirement.answers.get(facts.chosen)
    if given is None or given.answer in {"", "not_met"}:
        return False
    return given.dated or given.answer != LATER
