"""References inside the file: what points to something that is not there, and what stands twice.

A pattern is a path where `[]` means every item of a list, `{}` every value of an object and `{keys}` its keys.
"""

from collections.abc import Iterator
from typing import Any

from itstart.exchange.problems import Path, Problem, path_text

VENDOR = "vendors[].id"
REQUIREMENT = "requirements[].id"
NEED = "needs_description.needs[].id"
CRITERION = "evaluation.criteria[].id"
SCENARIO = "tender.demo_scenarios[]"
MILESTONE = "project_plan.milestones[].id"
MODULE = "modules[].id"
MEETING = "meetings[].id"
STAFF = "staff.id"
OTHER_STAFF = "other_staff[].id"

TARGETS: dict[str, tuple[tuple[str, ...], str]] = {
    "vendor": ((VENDOR,), "leverandør"),
    "requirement": ((REQUIREMENT,), "krav"),
    "need": ((NEED,), "behov"),
    "criterion": ((CRITERION,), "kriterium"),
    "scenario": ((SCENARIO,), "demoscenarie"),
    "milestone": ((MILESTONE,), "milepæl"),
    "module": ((MODULE,), "modul"),
    "staff": ((STAFF, OTHER_STAFF), "IBIZ-medarbejder"),
    "meeting": ((MEETING,), "møde"),
}

REFERENCES = (
    ("requirements[].need_ids[]", "need"),
    ("impartiality.relations[].vendor_id", "vendor"),
    ("lead.prequalified_by", "staff"),
    ("sparring[].module_id", "module"),
    ("sparring[].answered_by", "staff"),
    ("co_delivery.staff_id", "staff"),
    ("co_delivery.module_ids[]", "module"),
    ("other_co_deliveries[].staff_id", "staff"),
    ("other_co_deliveries[].module_ids[]", "module"),
    ("tender.demo_scripts{keys}", "scenario"),
    ("bids[].vendor_id", "vendor"),
    ("bids[].responses[].requirement_id", "requirement"),
    ("bids[].unmet_must[].requirement_id", "requirement"),
    ("evaluation.sub_scores{keys}", "vendor"),
    ("evaluation.sub_scores{}{keys}", "criterion"),
    ("evaluation.demo_scores[].vendor_id", "vendor"),
    ("evaluation.demo_scores[].scenario", "scenario"),
    ("evaluation.reference_checks[].vendor_id", "vendor"),
    ("evaluation.waivers[].vendor_id", "vendor"),
    ("evaluation.waivers[].requirement_id", "requirement"),
    ("evaluation.decision.vendor_id", "vendor"),
    ("evaluation.weight_changes[].criterion_id", "criterion"),
    ("evaluation.results[].vendor_id", "vendor"),
    ("evaluation.results[].criterion_scores{keys}", "criterion"),
    ("evaluation.sensitivity.by_weight[].criterion_id", "criterion"),
    ("evaluation.sensitivity.by_weight[].winner_by_delta{}", "vendor"),
    ("evaluation.sensitivity.by_weight[].tipping_points[].vendor_id", "vendor"),
    ("evaluation.sensitivity.scenarios{}", "vendor"),
    ("contract.vendor_id", "vendor"),
    ("contract.payments[].milestone_id", "milestone"),
    ("needs_description.needs[].meeting_id", "meeting"),
    ("acceptance_results[].requirement_id", "requirement"),
)

UNIQUE = (
    VENDOR,
    REQUIREMENT,
    NEED,
    CRITERION,
    SCENARIO,
    MILESTONE,
    MODULE,
    "modules[].number",
    "sparring[].id",
    "needs_description.objectives[].id",
    "needs_description.benefits[].id",
    "tender.questions[].number",
    "bids[].vendor_id",
    "evaluation.reference_checks[].id",
    "project_plan.risks[].id",
    "contract.payments[].number",
    "contract.annexes[].number",
    MEETING,
    "customer_questions[].id",
    "acceptance_results[].number",
    "steps[].number",
)


def find(data: Any, pattern: str, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """(path, value) of everything the pattern meets; what has the wrong shape is passed over."""
    if not pattern:
        yield path, data
    elif isinstance(data, list) and pattern.startswith("[]"):
        for index, item in enumerate(data):
            yield from find(item, pattern[2:], (*path, index))
    elif isinstance(data, dict):
        yield from _find_in(data, pattern, path)


def _find_in(data: dict[str, Any], pattern: str, path: Path) -> Iterator[tuple[Path, Any]]:
    if pattern == "{keys}":
        yield from (((*path, key), key) for key in data)
    elif pattern.startswith("{}"):
        for key, value in data.items():
            yield from find(value, pattern[2:], (*path, key))
    else:
        key, rest = _first(pattern.removeprefix("."))
        if key in data:
            yield from find(data[key], rest, (*path, key))


def _first(pattern: str) -> tuple[str, str]:
    end = next((i for i, char in enumerate(pattern) if char in ".[{"), len(pattern))
    return pattern[:end], pattern[end:]


def check(data: Any) -> list[Problem]:
    """Every reference to nothing and every number used twice."""
    return [*_dangling(data), *_doubles(data), *_doubles_within(data)]


def _dangling(data: Any) -> Iterator[Problem]:
    known = {
        name: {value for pattern in patterns for _, value in find(data, pattern) if isinstance(value, str)}
        for name, (patterns, _) in TARGETS.items()
    }
    for pattern, name in REFERENCES:
        for path, value in find(data, pattern):
            if isinstance(value, str) and value not in known[name]:
                yield Problem(path_text(path), f"peger på {TARGETS[name][1]} “{value[:60]}”, som ikke findes i filen")


def _doubles(data: Any) -> Iterator[Problem]:
    for pattern in UNIQUE:
        yield from _repeated(find(data, pattern))
    yield from _repeated([*find(data, STAFF), *find(data, OTHER_STAFF)])
    yield from _repeated([*find(data, "co_delivery.number"), *find(data, "other_co_deliveries[].number")])
    yield from _repeated(find(data, "unneeded_documents[].document"))


def _doubles_within(data: Any) -> Iterator[Problem]:
    for path, bid in find(data, "bids[]"):
        yield from _repeated(find(bid, "responses[].requirement_id", path))
    pairs = (
        (path, (row.get("vendor_id"), row.get("scenario")))
        for path, row in find(data, "evaluation.demo_scores[]")
        if isinstance(row, dict)
    )
    yield from _repeated(pairs)


def _repeated(found: Any) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, value in found:
        key = repr(value)
        if key in seen and value is not None:
            shown = value if isinstance(value, str | int) else " / ".join(str(part) for part in value)
            yield Problem(path_text(path), f"“{str(shown)[:60]}” står mere end én gang")
        seen.add(key)
