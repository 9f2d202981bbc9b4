"""Points people give: sub-scores for all vendors at once, and the demo's points vendor by vendor (DOMAIN B5)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from itstart import clock
from itstart.db import db
from itstart.models import Criterion, CustomerCase, DemoConsensus, DemoScore, SubScore, User, Vendor
from itstart.rules.findings import Finding, RuleViolation, blockers, require
from itstart.rules.terms import CriterionMethod
from itstart.services import history
from itstart.services.answers import ensure_writable, mark_started
from itstart.services.rows import next_number
from itstart.steps import find_task
from itstart.steps.selection.bidders import bidders
from itstart.steps.selection.gaps import scoring_findings

MAX_LABELS = 30
MAX_EVALUATORS = 12


@dataclass
class Label:
    """One sub-score of a criterion: its name, the number it is addressed by, and its row for each vendor."""

    key: str
    name: str
    rows: dict[str, SubScore] = field(default_factory=dict)


def criteria(case: CustomerCase) -> list[Criterion]:
    """The criteria that are scored in parts."""
    return [criterion for criterion in case.criteria if criterion.method is CriterionMethod.SUB_SCORES]


def labels(case: CustomerCase, criterion: Criterion) -> list[Label]:
    """The criterion's sub-scores in order of their first row."""
    found: dict[str, Label] = {}
    for row in case.sub_scores:
        if row.criterion_id == criterion.id:
            label = found.setdefault(row.label, Label(row.code, row.label))
            label.rows[row.vendor.code] = row
    return list(found.values())


def ensure_scoring(case: CustomerCase) -> None:
    """Nobody gives points before the customer knows of the adviser's ties to a bidder (S31)."""
    require(blockers(scoring_findings(case)))


def _label(case: CustomerCase, criterion: Criterion, key: str) -> Label:
    for label in labels(case, criterion):
        if label.key == key:
            return label
    raise NoResultFound


def _free_name(case: CustomerCase, criterion: Criterion, name: str, *, but: str = "") -> None:
    if not name:
        raise RuleViolation([Finding("Skriv, hvad der gives point for.", where="label")])
    if any(label.name.casefold() == name.casefold() and label.key != but for label in labels(case, criterion)):
        raise RuleViolation([Finding("Det delpoint findes allerede.", where="label")])


def add_label(actor: User, case: CustomerCase, criterion: Criterion, name: str) -> None:
    """A new sub-score, with an empty row for every vendor. RuleViolation when the name is taken or empty."""
    ensure_writable(actor, case)
    _free_name(case, criterion, name)
    if len(labels(case, criterion)) >= MAX_LABELS:
        raise RuleViolation([Finding(f"Der kan højst være {MAX_LABELS} delpoint.", where="label")])
    for vendor in bidders(case):
        db.session.add(_new_row(case, criterion, vendor, name))
    db.session.flush()
    db.session.expire(case, ["sub_scores"])
    mark_started(case, find_task("valg/delpoint"))
    history.record(actor, case, "sub_score_added", f"tilføjede delpointet {name}")


def _new_row(case: CustomerCase, criterion: Criterion, vendor: Vendor, name: str) -> SubScore:
    number = next_number(case, "sub_scores")
    return SubScore(
        case_id=case.id,
        code=str(number),
        position=number,
        vendor_id=vendor.id,
        criterion_id=criterion.id,
        label=name,
    )


def rename_label(actor: User, case: CustomerCase, criterion: Criterion, key: str, name: str) -> None:
    """Another name for every vendor at once."""
    ensure_writable(actor, case)
    label = _label(case, criterion, key)
    _free_name(case, criterion, name, but=key)
    if label.name == name:
        return
    for row in label.rows.values():
        row.label = name
        row.version += 1
    history.record(actor, case, "sub_score_renamed", f"omdøbte delpointet {label.name} til {name}")


def delete_label(actor: User, case: CustomerCase, criterion: Criterion, key: str) -> str:
    """Take a sub-score away for every vendor; `restore_label` brings it back. Returns its name."""
    ensure_writable(actor, case)
    label = _label(case, criterion, key)
    now = clock.now()
    for row in label.rows.values():
        row.deleted_at = now
    db.session.flush()
    db.session.expire(case, ["sub_scores"])
    history.record(actor, case, "sub_score_deleted", f"slettede delpointet {label.name}")
    return label.name


def restore_label(actor: User, case: CustomerCase, criterion: Criterion, key: str) -> str:
    """Bring back what was deleted together with this row. Returns the name."""
    ensure_writable(actor, case)
    gone = select(SubScore).where(SubScore.criterion_id == criterion.id, SubScore.deleted_at.is_not(None))
    first = db.session.scalars(gone.where(SubScore.code == key)).one()
    _free_name(case, criterion, first.label)
    name, when = first.label, first.deleted_at
    for row in db.session.scalars(gone.where(SubScore.label == name, SubScore.deleted_at == when)).all():
        row.deleted_at = None
    db.session.flush()
    db.session.expire(case, ["sub_scores"])
    history.record(actor, case, "sub_score_restored", f"fortrød sletningen af delpointet {name}")
    return name


def store_sub_scores(case: CustomerCase, criterion: Criterion, given: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Set points and reasons by (label's key, vendor's number); a missing row is made when it says something."""
    ensure_scoring(case)
    by_code = {vendor.code: vendor for vendor in bidders(case)}
    for label in labels(case, criterion):
        for vendor, row in ((code, label.rows.get(code)) for code in by_code):
            values = given.get((label.key, vendor))
            if values is None or (row is None and not any(values.values())):
                continue
            if row is None:
                row = _new_row(case, criterion, by_code[vendor], label.name)
                db.session.add(row)
            if (row.score, row.reason) != (values["score"], values["reason"]):
                row.score, row.reason = values["score"], values["reason"]
                row.version = (row.version or 0) + 1
    db.session.flush()
    db.session.expire(case, ["sub_scores"])


def reference_means(case: CustomerCase) -> dict[str, Decimal]:
    """The mean of all answers from a vendor's references, 0 to 5 with two decimals, by vendor's number."""
    given: dict[str, list[int]] = {}
    for check in case.reference_checks:
        scores = [score for _, score in check.question_scores if score is not None]
        if check.vendor and scores:
            given.setdefault(check.vendor.code, []).extend(scores)
    return {code: (Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.01")) for code, scores in given.items()}


# ---- the demo ----------------------------------------------------------------------------------------


def evaluators(case: CustomerCase, more: Sequence[str] = ()) -> list[str]:
    """Who has given points, in order, and the names that are new; each only once."""
    names = dict.fromkeys([score.evaluator for score in case.demo_scores])
    known = {name.casefold() for name in names}
    for name in more:
        tidy = " ".join(name.split())[:100]
        if tidy and tidy.casefold() not in known and len(names) < MAX_EVALUATORS:
            names[tidy] = None
            known.add(tidy.casefold())
    return list(names)


def demo_points(case: CustomerCase, vendor: Vendor) -> dict[tuple[str, str], int]:
    """The vendor's points by (task's number, evaluator)."""
    return {
        (score.scenario.code, score.evaluator): score.score
        for score in case.demo_scores
        if score.vendor_id == vendor.id
    }


def store_demo_points(case: CustomerCase, vendor: Vendor, given: dict[tuple[str, str], int | None]) -> None:
    """Set, change or take back points 1 to 5 by (task's number, evaluator)."""
    ensure_scoring(case)
    rows = {(s.scenario.code, s.evaluator): s for s in case.demo_scores if s.vendor_id == vendor.id}
    scenarios = {scenario.code: scenario for scenario in case.demo_scenarios}
    last = max((score.position for score in case.demo_scores), default=0)
    for (code, evaluator), points in given.items():
        row = rows.get((code, evaluator))
        if row is None and points is not None and code in scenarios:
            last += 1
            db.session.add(
                DemoScore(
                    case_id=case.id,
                    vendor_id=vendor.id,
                    scenario_id=scenarios[code].id,
                    position=last,
                    evaluator=evaluator,
                    score=points,
                )
            )
        elif row is not None and points is None:
            db.session.delete(row)
        elif row is not None and points is not None:
            row.score = points
    db.session.flush()
    db.session.expire(case, ["demo_scores"])


def hide_names(actor: User, case: CustomerCase, *, hidden: bool) -> None:
    """Hide the vendors' names from those who look on, or show them again (F026)."""
    ensure_writable(actor, case)
    if case.evaluation.names_hidden != hidden:
        case.evaluation.names_hidden = hidden
        done = "skjulte leverandørernes navne" if hidden else "viste leverandørernes navne igen"
        history.record(actor, case, "names_hidden", done)


def consensus(case: CustomerCase, vendor: Vendor) -> dict[str, tuple[int, str]]:
    """What was agreed on for the vendor: (points, why) by the task's number."""
    return {row.scenario.code: (row.score, row.note) for row in case.demo_consensus if row.vendor_id == vendor.id}


def store_consensus(case: CustomerCase, vendor: Vendor, given: dict[str, tuple[int | None, str]]) -> None:
    """Set, change or take back the agreed points by the task's number; they count instead of everybody's own.

    RuleViolation for points without a reason, and for points nobody has given any for.
    """
    ensure_scoring(case)
    rows = {row.scenario.code: row for row in case.demo_consensus if row.vendor_id == vendor.id}
    scored = {code for code, _ in demo_points(case, vendor)}
    for scenario in case.demo_scenarios:
        points, note = given.get(scenario.code, (None, ""))
        row = rows.get(scenario.code)
        if points is None:
            if row is not None:
                db.session.delete(row)
            continue
        require(_refused_consensus(scenario.title, note, scored=scenario.code in scored))
        if row is None:
            row = DemoConsensus(case_id=case.id, vendor_id=vendor.id, scenario_id=scenario.id)
            db.session.add(row)
        row.score, row.note = points, note
    db.session.flush()
    db.session.expire(case, ["demo_consensus"])


def _refused_consensus(title: str, note: str, *, scored: bool) -> list[Finding]:
    if not scored:
        return [Finding(f"»{title}«: Giv først hver jeres point.")]
    return [] if note else [Finding(f"»{title}«: Skriv, hvorfor I blev enige om det.")]
