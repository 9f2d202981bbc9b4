"""The ten main groups of industries that statistics are told in, from the first two digits of a code.

The groups are Statistics Denmark's standard grouping in ten; a division keeps its group from DB07 to DB25.
"""

from itstart.rules.term import Term


class Industry(Term):
    """A main group of industries."""

    FARMING = "landbrug", "Landbrug, skovbrug og fiskeri"
    MANUFACTURING = "industri", "Industri, råstoffer og forsyning"
    CONSTRUCTION = "byggeri", "Bygge og anlæg"
    TRADE = "handel", "Handel, transport og hoteller"
    INFORMATION = "it", "Information og kommunikation"
    FINANCE = "finans", "Finansiering og forsikring"
    PROPERTY = "ejendom", "Ejendomshandel og udlejning"
    SERVICES = "service", "Erhvervsservice"
    PUBLIC = "sundhed", "Undervisning, sundhed og administration"
    CULTURE = "kultur", "Kultur, fritid og anden service"


# The divisions of each group, the first and the last.
DIVISIONS: dict[Industry, tuple[int, int]] = {
    Industry.FARMING: (1, 3),
    Industry.MANUFACTURING: (5, 39),
    Industry.CONSTRUCTION: (41, 43),
    Industry.TRADE: (45, 56),
    Industry.INFORMATION: (58, 63),
    Industry.FINANCE: (64, 66),
    Industry.PROPERTY: (68, 68),
    Industry.SERVICES: (69, 82),
    Industry.PUBLIC: (84, 88),
    Industry.CULTURE: (90, 99),
}


def industry_of(code: str) -> Industry | None:
    """The group of an industry code ("282900"), or None for a code that is none."""
    if not code[:2].isdecimal() or len(code) < 2:
        return None
    division = int(code[:2])
    return next((group for group, (first, last) in DIVISIONS.items() if first <= division <= last), None)


def code_range(group: Industry) -> tuple[str, str]:
    """The codes of a group as texts: from the first, up to but not with the second."""
    first, last = DIVISIONS[group]
    return f"{first:02}", f"{last + 1:02}" if last < 99 else ":"
