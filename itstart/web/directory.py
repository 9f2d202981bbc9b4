"""Find en It-starthjælper: the list with its filters in the address, and the page of each firm (S20, S49)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.data import places, region_shapes
from itstart.models import Helper
from itstart.rules import directory as rules
from itstart.rules.directory import Entry, Wanted
from itstart.rules.terms import Category
from itstart.rules.words import search_text
from itstart.services import directory, helper_facts, profiles, stories
from itstart.services.directory import Place
from itstart.web import site, uploads
from itstart.web.region_map import Level, RegionMap, region_map

bp = Blueprint("directory", __name__, url_prefix="/it-starthjaelpere")
PAGE_SIZE = 20
LONGEST = 100
CREDIT = (places.CREDIT,)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as the address has them, and what they mean. `error` when nobody knows the place."""

    typed: str
    place: Place | None
    region: str
    category: Category | None
    industry: str

    @property
    def error(self) -> str:
        """What to say at the field of the place."""
        unknown = self.typed and self.place is None
        return "Vi kender ikke stedet. Skriv et postnummer, en by eller en kommune." if unknown else ""

    @property
    def wanted(self) -> Wanted:
        """As the rules take it; a place says more than a region."""
        codes = frozenset({self.place.code}) if self.place else helper_facts.region_codes(self.region)
        return Wanted(codes, self.category, self.industry)

    @property
    def where(self) -> str:
        """The place in words, or the empty string."""
        return self.place.said if self.place else self.region

    def args(self, **changed: Any) -> dict[str, Any]:
        """The parts of the address of this list, with some of them changed; empty parts are left out."""
        parts = {
            "kommune": self.typed,
            "region": self.region,
            "omraade": self.category.value if self.category else "",
            "branche": self.industry,
        }
        return {name: value for name, value in {**parts, **changed}.items() if value}


def asked(args: Mapping[str, str]) -> Asked:
    """Read the filters; a value that means nothing is no filter."""

    def part(name: str) -> str:
        return args.get(name, "").strip()[:LONGEST]

    category, region = part("omraade"), part("region")
    return Asked(
        typed=part("kommune"),
        place=directory.find_place(part("kommune")),
        region=region if region in places.regions_on(clock.today()) else "",
        category=Category(category) if category in set(Category) else None,
        industry=part("branche"),
    )


def address(company: str, cvr: str) -> str:
    """The page of a firm."""
    return url_for("directory.show", slug=rules.slug(company, cvr))


def regions(entries: Sequence[Entry], what: Asked) -> list[tuple[str, int, str, bool]]:
    """(name, number of firms, address, chosen) of each region of today."""
    today = places.regions_on(clock.today())
    counts = rules.by_region(entries, what.wanted, {name: helper_facts.region_codes(name) for name in today})
    return [
        (name, counts[name], url_for("directory.index", **what.args(region=name, kommune="")), name == what.region)
        for name in today
    ]


def _map(choices: Sequence[tuple[str, int, str, bool]], what: Asked) -> RegionMap:
    """The same choices as a map."""
    areas = {name: (people(count), url, Level.MANY if count else Level.PLAIN) for name, count, url, _ in choices}
    return region_map(clock.today(), areas, what.region)


def _wider(entries: Sequence[Entry], what: Asked) -> list[tuple[str, str]]:
    """(words, address) of what to try when nobody fits: the region first, then one filter less at a time."""
    tries: list[tuple[str, Asked]] = []
    if what.place:
        region = places.region_on(what.place.code, clock.today())
        tries.append((f"i {region}", asked(what.args(kommune="", region=region))))
    if what.category:
        tries.append(("uanset område", asked(what.args(omraade=""))))
    if what.industry:
        tries.append(("uanset branche", asked(what.args(branche=""))))
    if what.where:
        tries.append(("i hele landet", asked(what.args(kommune="", region=""))))
    told = []
    for words, other in tries:
        count = sum(rules.fits(entry, other.wanted) for entry in entries)
        if count:
            told.append((f"{people(count)} {words}", url_for("directory.index", **other.args())))
    return told


def people(count: int) -> str:
    """ "1 hjælper", "4 hjælpere"."""
    return f"{count} hjælper" if count == 1 else f"{count} hjælpere"


def headline(count: int, what: Asked) -> str:
    """What the list says of itself."""
    if what.error:
        return "Vi kan ikke finde stedet"
    many = people(count) if count else "Ingen hjælpere"
    if what.place:
        return f"{many} dækker {what.where}"
    return f"{many} i {what.region or 'hele landet'}"


def line(entry: Entry) -> dict[str, Any]:
    """A firm as the lists show it."""
    home = places.municipality(entry.home)
    return {
        "entry": entry,
        "url": address(entry.company, entry.cvr),
        "home": home.name if home else "",
        "knows": [category.label for category in entry.strongest],
        "free_from": entry.available_from if entry.available_from and entry.available_from > clock.today() else None,
    }


def filters(entries: Sequence[Entry], what: Asked) -> dict[str, Any]:
    """The choices of the form, each with the number of firms it leads to."""
    categories, industries = rules.by_category(entries, what.wanted), rules.by_industry(entries, what.wanted)
    # What was chosen stays in its field, also when nobody fits.
    if what.category and what.category not in dict(categories):
        categories = [*categories, (what.category, 0)]
    if what.industry and search_text(what.industry) not in {search_text(name) for name, _ in industries}:
        industries = [*industries, (what.industry, 0)]
    return {
        "categories": [(kind.value, f"{kind.label} ({n})") for kind, n in categories],
        "industries": [(name, f"{name} ({n})") for name, n in industries],
        "municipalities": sorted(place.name for place in places.municipalities()),
    }


@bp.get("/")
def index() -> ResponseReturnValue:
    """Those who fit, filtered by the address alone."""
    what, entries = asked(request.args), directory.entries()
    fitting = [] if what.error else rules.found(entries, what.wanted, today=clock.today())
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    number = min(max(1, request.args.get("side", 1, type=int)), pages)
    shown = fitting[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return site.page(
        "directory/index.html",
        credit=(*CREDIT, region_shapes.CREDIT),
        canonical=site.absolute(url_for("directory.index", **what.args())),
        what=what,
        headline=headline(len(fitting), what),
        lines=[line(entry) for entry in shown],
        regions=(choices := regions(entries, what)),
        picture=_map(choices, what),
        wider=[] if fitting else _wider(entries, what),
        number=number,
        pages=pages,
        **filters(entries, what),
    )


# ---- one firm ------------------------------------------------------------------------------------------


def _found(slug: str) -> Helper:
    cvr = rules.cvr_of(slug)
    if not cvr:
        abort(404)
    return directory.find(cvr)


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """What the firm can, where it works and whom it has helped."""
    helper = _found(slug)
    here = address(helper.company, helper.cvr)
    if here != url_for("directory.show", slug=slug):
        return redirect(here, 301)
    entry, where = directory.entry(helper), profiles.coverage(helper, clock.today())
    single = [place.name for code in where.municipalities if (place := places.municipality(code))]
    return site.page(
        "directory/show.html",
        helper=helper,
        line=line(entry),
        competences=[(kind.label, entry.levels[kind].label) for kind in entry.strongest],
        regions=where.regions,
        municipalities=sorted(single),
        stories=stories.published(stories.Wanted(helper=helper.cvr)).lines,
        picture_url=url_for("directory.picture", slug=slug) if helper.picture else "",
    )


@bp.get("/<slug>/billede")
def picture(slug: str) -> ResponseReturnValue:
    """The firm's picture, as long as the firm is shown."""
    helper = _found(slug)
    if helper.picture is None:
        abort(404)
    return uploads.show_picture(helper.picture.file)
