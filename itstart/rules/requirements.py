"""Is the requirement list good? (DOMAIN B3) Everything here advises; the helper decides.

Each check walks the list once, so 3.000 requirements take as many steps as they have words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import danish, half_up

MAX_MUST_SHARE_PCT = 60

_VAGUE = re.compile(
    r"\b(?:brugervenlig|fleksib(?:el|l|ilit)|hurtig|modern|intuitiv)(?:t|e|ere|est|este|hed|heden|et|eten|itet)?\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d|\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti)\s+(?:klik|tryk|sekund\w*|minut\w*|tim\w+|dag\w*|skærmbillede\w*)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(r"\b(skal|bør|må|kan)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_SUBORDINATE = re.compile(r"\s(?:hvor|når|hvis|så|som|der|men|fordi|mens)\s", re.IGNORECASE)
_SAID = {"must": "SKAL", "should": "BØR", "could": "KAN", "wont": "IKKE NU"}
_VERB = {"must": "skal", "should": "bør", "could": "kan"}


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """A requirement as the checks see it: `id` is its number "K-15", `priority` must, should, could, wont."""

    id: str
    priority: str
    title: str
    text: str
    need_ids: Sequence[str] = ()
    acceptance_criterion: str = ""
    area: str = ""


def vague_words(text: str) -> list[str]:
    """The words that mean something else to every reader, as written, each once."""
    return list(dict.fromkeys(match.group().lower() for match in _VAGUE.finditer(text)))


def check_words(requirement: RequirementFacts) -> Iterator[Finding]:
    """Vague words are fine when something can be measured."""
    words = vague_words(f"{requirement.title} {requirement.text}")
    if not words or _MEASURE.search(f"{requirement.text} {requirement.acceptance_criterion}"):
        return
    said = " og ".join(f"“{word}”" for word in words)
    yield advice(
        f"{requirement.id}: Hvad betyder {said} her? Skriv noget, der kan måles, fx tid, antal eller klik.",
        requirement.id,
    )


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all names, the longest first; short names count only as whole words."""
    cleaned = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=lambda n: (-len(n), n))
    if not cleaned:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cleaned)) + r")(?:s|')?(?!\w)", re.IGNORECASE)


def check_names(requirement: RequirementFacts, names: tuple[str, ...]) -> Iterator[Finding]:
    """A product or vendor named in a requirement decides the choice beforehand."""
    pattern = _names(names)
    found = pattern.search(f"{requirement.title}\n{requirement.text}") if pattern else None
    if found:
        yield advice(
            f"{requirement.id}: Kravet nævner {found.group()}. Beskriv, hvad I har brug for, så flere kan byde.",
            requirement.id,
        )


def check_verb(requirement: RequirementFacts) -> Iterator[Finding]:
    """The first of skal, bør and kan in the text says the same as the priority.

    A text with none of them says nothing against its priority. "skal kunne" counts as skal, and a
    "kan" after a comma belongs to the vendor's or the user's situation and not to the demand.
    """
    expected = _VERB.get(requirement.priority)
    if expected is None:
        return
    verbs = {verb.lower() for verb in _VERBS.findall(_main_clause(requirement.text))} & set(_VERB.values())
    if verbs and expected not in verbs:
        said = next(verb for verb in ("skal", "bør", "kan") if verb in verbs)
        yield advice(
            f"{requirement.id}: Teksten siger “{said}”, men prioriteten er {_SAID[requirement.priority]}."
            " Ret det ene, så leverandøren ikke er i tvivl.",
            requirement.id,
        )


def _main_clause(text: str) -> str:
    """The first sentence without what stands after "hvor", "når", "så" and other subordinators."""
    sentence = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    return _SUBORDINATE.split(sentence, maxsplit=1)[0]


def check_need(requirement: RequirementFacts, known_needs: frozenset[str]) -> Iterator[Finding]:
    """A requirement serves a need."""
    if not any(need in known_needs for need in requirement.need_ids):
        yield advice(
            f"{requirement.id}: Kravet hører ikke til et behov. Hvad skal I bruge det til?",
            requirement.id,
        )


def check_test(requirement: RequirementFacts) -> Iterator[Finding]:
    """A requirement can be tested."""
    if not requirement.acceptance_criterion.strip():
        yield advice(
            f"{requirement.id}: Skriv, hvordan I vil teste kravet. Det bliver brugt i overtagelsesprøven.",
            requirement.id,
        )


def advice_by_field(
    requirement: RequirementFacts, *, need_ids: Iterable[str] = (), names: Iterable[str] = ()
) -> list[tuple[str, Finding]]:
    """Everything there is to say about one requirement, with the field in which it is put right.

    `need_ids` are the needs there are, `names` are products and vendors.
    """
    found = (
        ("text", check_words(requirement)),
        ("text", check_names(requirement, tuple(names))),
        ("text", check_verb(requirement)),
        ("needs", check_need(requirement, frozenset(need_ids))),
        ("acceptance_criterion", check_test(requirement)),
    )
    return [(field, finding) for field, findings in found for finding in findings]


def check_requirement(
    requirement: RequirementFacts, *, need_ids: Iterable[str] = (), names: Iterable[str] = ()
) -> list[Finding]:
    """The same without the fields."""
    return [finding for _, finding in advice_by_field(requirement, need_ids=need_ids, names=names)]


def must_share_pct(requirements: Iterable[RequirementFacts]) -> int:
    """Share of musts among what is asked for now, in whole percent; 0 for an empty list."""
    count = Counter(r.priority for r in requirements if r.priority != "wont")
    return int(half_up(100 * count["must"] / count.total())) if count else 0


def check_must_share(requirements: Sequence[RequirementFacts]) -> Iterator[Finding]:
    """More than 60 % musts leave no room for a choice."""
    count = Counter(r.priority for r in requirements if r.priority != "wont")
    if count["must"] * 100 > count.total() * MAX_MUST_SHARE_PCT:
        share = danish(must_share_pct(requirements))
        yield advice(f"{share} % af kravene er SKAL. Er alt virkelig SKAL? Et SKAL-krav udelukker dem, der siger nej.")


def check_needs(requirements: Iterable[RequirementFacts], need_ids: Iterable[str]) -> Iterator[Finding]:
    """A need that no requirement serves is forgotten or not a need."""
    served = {need for requirement in requirements for need in requirement.need_ids}
    for need in need_ids:
        if need not in served:
            yield advice(f"{need}: Intet krav dækker behovet endnu. Skriv et krav, eller slet behovet.", need)


def check_requirements(
    requirements: Sequence[RequirementFacts],
    *,
    need_ids: Iterable[str] = (),
    names: Iterable[str] = (),
) -> list[Finding]:
    """Everything there is to say about the list: first the list as a whole, then each requirement.

    `need_ids` are the case's needs, `names` products and vendors that should not be named. An empty list gives
    one finding. What the list says nothing about is `blind_spots`.
    """
    if not requirements:
        return [advice("Der er ingen krav endnu. Begynd med det, der går galt i dag.")]
    needs = list(need_ids)
    known, banned = frozenset(needs), tuple(names)
    return [
        *check_must_share(requirements),
        *check_needs(requirements, needs),
        *(
            finding
            for requirement in requirements
            for finding in check_requirement(requirement, need_ids=known, names=banned)
        ),
    ]
