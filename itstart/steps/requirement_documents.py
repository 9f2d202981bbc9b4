"""The requirements as documents print them: by area, with mark, needs, law and test."""

from collections.abc import Iterable

from itstart.documents import PriorityMark
from itstart.models import Requirement
from itstart.steps.shared_documents import given

OTHER_AREA = "Øvrige krav"


def areas(requirements: Iterable[Requirement]) -> list[dict[str, object]]:
    """Areas in the order they first occur, each with its requirements in their order."""
    groups: dict[str, list[dict[str, object]]] = {}
    for requirement in requirements:
        groups.setdefault(requirement.area.strip() or OTHER_AREA, []).append(_printed(requirement))
    return [{"navn": name, "krav": rows} for name, rows in groups.items()]


def _printed(requirement: Requirement) -> dict[str, object]:
    code = requirement.code
    return {
        "nr": code,
        "maerke": PriorityMark(str(requirement.priority)),
        "behov": ", ".join(need.code for need in requirement.needs),
        "titel": given(requirement.title, f"titel på {code}"),
        "tekst": given(requirement.text, f"teksten til {code}"),
        "lov": requirement.law_reference.strip(),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {code}"),
    }
