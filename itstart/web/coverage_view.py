"""The words and the rows of the pages about coverage."""

from collections.abc import Mapping, Sequence

from itstart import clock
from itstart.data import places
from itstart.rules.coverage import Cover, CoverageCell, RegionCoverage, cover
from itstart.rules.terms import Category
from itstart.services.coverage import Coverage
from itstart.web.region_map import Level

LEVELS: Mapping[Cover, Level] = {Cover.NONE: Level.NONE, Cover.ONE: Level.FEW, Cover.SEVERAL: Level.MANY}
KINDS: Mapping[Cover, str] = {Cover.NONE: "stop", Cover.ONE: "miss", Cover.SEVERAL: "done"}
# What stands over the narrow columns; the whole words are the title.
SHORT: Mapping[Category, str] = {
    Category.ERP: "ERP",
    Category.FINANCE: "Økonomi",
    Category.CRM: "CRM",
    Category.PRODUCTION_PLANNING: "Produk\u00adtion",
    Category.INVENTORY: "Lager",
    Category.BI: "BI",
    Category.WEBSHOP: "Web\u00adshop",
    Category.DIGITAL_MARKETING: "Markeds\u00adføring",
    Category.E_INVOICING: "E-faktura",
    Category.MAIL: "Mail",
    Category.OTHER: "Andet",
}
Row = tuple[str, str, list[CoverageCell]]  # name and code of a kommune, and its cells


def firms_told(line: RegionCoverage) -> str:
    """What stands on the map: the firms, against the target where there is one."""
    if line.target:
        return f"{line.helpers} af {line.target}"
    return f"{line.helpers} firma" if line.helpers == 1 else f"{line.helpers} firmaer"


def region_told(line: RegionCoverage) -> str:
    """The state of a region in words."""
    if line.missing:
        return f"Mangler {line.missing}"
    if line.target:
        return "Målet er nået"
    return {Cover.NONE: "Ingen firmaer", Cover.ONE: "Ét firma", Cover.SEVERAL: "Dækket"}[line.cover]


def legend(category: Category | None) -> Sequence[tuple[Level, str]]:
    """What the colours of the map say."""
    if category:
        return ((Level.NONE, "Ingen firmaer"), (Level.FEW, "Ét firma"), (Level.MANY, "To eller flere"))
    return (
        (Level.NONE, "Ingen firmaer"),
        (Level.FEW, "Under målet, eller kun ét firma"),
        (Level.MANY, "Målet er nået, eller to og flere"),
    )


def groups(found: Coverage, region: str, *, holes: bool) -> list[tuple[str, list[Row]]]:
    """The kommuner of each region, or of one; with `holes` only those where somebody is missing."""
    today = clock.today()
    rows: dict[str, list[Row]] = {line.name: [] for line in found.regions if region in ("", line.name)}
    for code, cells in found.cells.items():
        there = places.region_on(code, today)
        if there in rows and (not holes or any(cell.is_hole for cell in cells)):
            kommune = places.municipality(code)
            rows[there].append((kommune.name if kommune else code, code, cells))
    return [(name, lines) for name, lines in rows.items() if lines]


def state_told(helpers: int) -> tuple[str, str]:
    """(words, kind) of how well a kommune and a category are covered."""
    words = {Cover.NONE: "Ingen dækker", Cover.ONE: "Kun ét firma", Cover.SEVERAL: f"{helpers} firmaer"}
    return words[cover(helpers)], KINDS[cover(helpers)]
