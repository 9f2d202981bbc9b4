"""Letters to the vendors: which one who may get, when, and what a bidder may be told of its points (DOMAIN B5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, exact
from itstart.rules.term import Term
from itstart.rules.terms import CriterionMethod

UNDECIDED = "Kunden har ikke besluttet sig endnu. Skriv beslutningen under Indstilling og beslutning."


class LetterKind(Term):
    """The three letters a vendor can get; the slug stands in addresses and in the names of files."""

    DEMO = "demo", "Invitation til demo"
    AWARD = "award", "Tildeling"
    REJECTION = "rejection", "Afslag"

    @property
    def slug(self) -> str:
        """ "demo", "tildeling", "afslag"."""
        return {"demo": "demo", "award": "tildeling"}.get(self.value, "afslag")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a vendor stands: whether it has a bid, is out of the tender, is the one chosen, and if anybody is."""

    has_bid: bool
    excluded: bool
    chosen: bool
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A bidder's points (0 to 100) on one criterion, and the criterion's weight in percent."""

    criterion: str
    weight: Number
    method: str
    points: Decimal


def check_letter(kind: LetterKind, standing: Standing) -> list[Finding]:
    """Why this vendor cannot get this letter now; nothing when it can."""
    if not standing.has_bid:
        return [Finding("Leverandøren har ikke givet et tilbud.")]
    if kind is LetterKind.DEMO:
        return [Finding("Tilbuddet er udgået. Der skal ikke vises en demo.")] if standing.excluded else []
    if standing.decided_on is None:
        return [Finding(UNDECIDED)]
    if kind is LetterKind.AWARD and not standing.chosen:
        return [Finding("Kunden har valgt en anden leverandør.")]
    if kind is LetterKind.REJECTION and standing.chosen:
        return [Finding("Kunden har valgt denne leverandør.")]
    return []


def by_slug(slug: str) -> LetterKind:
    """The letter of an address; LookupError for anything else."""
    for kind in LetterKind:
        if kind.slug == slug:
            return kind
    raise LookupError(slug)


def kinds(standing: Standing) -> list[LetterKind]:
    """The letters the vendor can get now."""
    return [kind for kind in LetterKind if not check_letter(kind, standing)]


def check_send(
    kind: LetterKind,
    texts: Mapping[str, str],
    *,
    on: date,
    today: date,
    decided_on: date | None,
    held_at: datetime | None,
) -> list[Finding]:
    """What a letter lacks before it can go: a subject, a beginning and a name, and for a demo its time."""
    asked = (
        ("subject", "Skriv, hvad brevet handler om."),
        ("opening", "Skriv, hvad du vil sige først."),
        ("signature", "Skriv, hvem brevet er fra."),
    )
    found = [Finding(message, where=name) for name, message in asked if not texts.get(name, "").strip()]
    if kind is LetterKind.REJECTION and not texts.get("grounds", "").strip():
        found.append(Finding("Skriv kort, hvorfor de ikke blev valgt.", where="grounds"))
    if kind is LetterKind.DEMO and held_at is None:
        found.append(Finding("Skriv, hvornår demoen er.", where="held_at"))
    if on > today:
        found.append(Finding("Datoen kan ikke ligge i fremtiden.", where="on"))
    elif kind is not LetterKind.DEMO and decided_on and on < decided_on:
        found.append(Finding("Brevet kan ikke være sendt før beslutningen.", where="on"))
    return found


def advise_wait(*, rank: int | None, signed_on: date | None) -> list[Finding]:
    """Number two is told last: until the contract is signed the customer can still choose it (DOMAIN B5)."""
    if rank != 2 or signed_on is not None:
        return []
    return [advice("Vent med nummer to, til kontrakten er skrevet under. Så længe har I stadig et valg.")]


def strongest(scores: Sequence[Scored]) -> Scored | None:
    """The criterion on which the bid has most points; the heavier of two alike, and nothing without points."""
    best = max(scores, key=lambda score: (score.points, exact(score.weight)), default=None)
    return best if best is not None and best.points > 0 else None


def may_be_told(score: Scored) -> bool:
    """Whether a bidder may see the figure: points for price give the lowest bidder's price away (DOMAIN B5)."""
    return score.method != CriterionMethod.PRICE_LINEAR


def costliest(scores: Sequence[Scored], most: int) -> list[Scored]:
    """The criteria that cost the bid most, weight times missing points, heaviest first; without the price."""
    told = [score for score in scores if may_be_told(score) and score.points < 100]
    return sorted(told, key=lambda score: exact(score.weight) * exact(score.points - 100))[:most]
