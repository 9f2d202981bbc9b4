"""What step 1 gives to several documents: requirements by area, objectives and systems, as rows of plain values."""

from collections.abc import Iterable

from itstart.documents import Missing, PriorityMark
from itstart.documents.danish import number
from itstart.documents.marks import told
from itstart.models import CurrentSystem, Need, Objective, Requirement
from itstart.rules.terms import Fate
from itstart.steps.shared_documents import Text, given, shown

OTHER_AREA = "Øvrige krav"
_IMPORTANCE = {1: "1 · afgørende", 2: "2 · vigtigt", 3: "3 · ønskeligt"}
_FATE = {
    Fate.REPLACE: "Udfases. De data, der bruges, flyttes. Resten gemmes, så det kan læses.",
    Fate.INTEGRATE: "Bliver. Skal udveksle data med den nye løsning, uden at nogen taster igen.",
    Fate.KEEP: "Bliver og bruges videre ved siden af den nye løsning.",
}


def areas(requirements: Iterable[Requirement]) -> list[dict[str, object]]:
    """Areas in the order they first occur, each with its requirements in their order."""
    groups: dict[str, list[dict[str, object]]] = {}
    for requirement in requirements:
        groups.setdefault(requirement.area.strip() or OTHER_AREA, []).append(_printed(requirement))
    return [{"navn": name, "krav": rows} for name, rows in groups.items()]


def needs_of(requirement: Requirement) -> Text:
    """The numbers of the needs it serves: "N-04, N-09"; a requirement without one is a gap."""
    return ", ".join(need.code for need in requirement.needs) or Missing(f"behov bag {requirement.code}")


def priority_mark(requirement: Requirement) -> PriorityMark:
    """SKAL, BØR, KAN or IKKE NU; in a preview it leads to the field."""
    return PriorityMark(told(requirement, "priority", str(requirement.priority)))


def importance(need: Need) -> str:
    """ "1 · afgørende"; in a preview it leads to the field."""
    return told(need, "priority", _IMPORTANCE[need.priority])


def _printed(requirement: Requirement) -> dict[str, object]:
    code = requirement.code
    return {
        "nr": code,
        "maerke": priority_mark(requirement),
        "behov": needs_of(requirement),
        "titel": given(requirement.title, f"titel på {code}"),
        "tekst": given(requirement.text, f"teksten til {code}"),
        "lov": requirement.law_reference.strip(),
        "proeve": given(requirement.acceptance_criterion, f"prøve af {code}"),
    }


def objective_row(objective: Objective) -> dict[str, object]:
    """A goal: nr, tekst, enhed, nu, maal, aendring."""
    now, goal = objective.baseline, objective.target
    change = "" if now is None or goal is None else f"{'+' if goal > now else '−'}{number(abs(goal - now))}"
    return {
        "nr": objective.code,
        "tekst": given(objective.text.strip().rstrip("."), f"teksten til {objective.code}"),
        "enhed": given(objective.metric, f"hvad {objective.code} måles i"),
        "nu": shown(now, f"tal for i dag til {objective.code}", number),
        "maal": shown(goal, f"måltal til {objective.code}", number),
        "aendring": change,
    }


def system_row(system: CurrentSystem) -> dict[str, object]:
    """A system of today: navn, formaal, skaebne, betydning."""
    unknown = Missing(f"hvad der skal ske med {system.name or system.code}")
    return {
        "navn": system.name,
        "formaal": system.purpose,
        "skaebne": told(system, "fate", system.fate.label) if system.fate else unknown,
        "betydning": told(system, "fate", _FATE[system.fate]) if system.fate else unknown,
    }
