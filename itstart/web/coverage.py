"""Market coverage for IBIZ-Center: the map, kommune by category, and what can fill a hole (F091)."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock, policies
from itstart.data import places
from itstart.rules.terms import Category
from itstart.services import coverage
from itstart.services.coverage import Coverage
from itstart.web import access, coverage_view
from itstart.web.pages import page
from itstart.web.region_map import region_map

bp = Blueprint("coverage", __name__)
COVERS = (("", "Alle"), ("huller", "Kun huller"))


def _category(value: str) -> Category | None:
    return Category(value) if value in set(Category) else None


def _asked() -> tuple[str, Category | None, bool]:
    """(region, category, only holes) of the address; what makes no sense is left out."""
    region = request.args.get("region", "")
    there = places.regions_on(clock.today())
    return (
        region if region in there else "",
        _category(request.args.get("kategori", "")),
        request.args.get("vis") == "huller",
    )


def _address(region: str = "", category: Category | None = None, *, holes: bool = False) -> str:
    args: dict[str, Any] = {
        "region": region,
        "kategori": category.value if category else "",
        "vis": "huller" if holes else "",
    }
    return url_for(".index", **{name: value for name, value in args.items() if value})


def _selects(region: str, category: Category | None, *, holes: bool) -> list[tuple[str, str, Any, str]]:
    names = places.regions_on(clock.today())
    return [
        ("region", "Region", [("", "Hele landet"), *((name, name) for name in names)], region),
        ("kategori", "Slags it", [("", "Alle"), *Category.choices()], category.value if category else ""),
        ("vis", "Kommuner", list(COVERS), "huller" if holes else ""),
    ]


def _map(found: Coverage, region: str, category: Category | None) -> Any:
    words = {
        line.name: (
            coverage_view.firms_told(line),
            _address(line.name, category),
            coverage_view.LEVELS[line.cover],
        )
        for line in found.regions
    }
    return region_map(clock.today(), words, chosen=region)


@bp.get("/daekning")
def index() -> ResponseReturnValue:
    """The whole country, filtered by the address alone."""
    region, category, holes = _asked()
    found = coverage.overview(access.user(), category)
    return page(
        "coverage/index.html",
        fragment="coverage",
        found=found,
        map=_map(found, region, category),
        legend=coverage_view.legend(category),
        groups=coverage_view.groups(found, region, holes=holes),
        region=region,
        category=category,
        selects=_selects(region, category, holes=holes),
        links={line.name: _address(line.name, category, holes=holes) for line in found.regions},
        told=coverage_view.region_told,
        kinds=coverage_view.KINDS,
        short=coverage_view.SHORT,
        root=url_for(".index"),
        everywhere=_address(category=category),
    )


@bp.get("/daekning/<municipality>/<category>")
def place(municipality: str, category: str) -> ResponseReturnValue:
    """One kommune and one kind of IT: who is there, who is on the way, who could come, and who waits."""
    there, wanted = places.municipality(municipality), _category(category)
    if there is None or wanted is None:
        abort(404)
    person = access.user()
    found = coverage.around(person, there.code, wanted)
    region = places.region_on(there.code, clock.today())
    return page(
        "coverage/place.html",
        place=there,
        category=wanted,
        region=region,
        found=found,
        leads=coverage.open_leads(person, there.code, wanted),
        back=_address(region, wanted),
        state=coverage_view.state_told(len(found.covering)),
        may_invite=policies.may_manage_helpers(person),
    )
