"""It-start in figures, for everybody: what has come of it, region by region, and no number under 3 (S34, F088)."""

from collections.abc import Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.data import places
from itstart.rules.figures import Published
from itstart.services import figures_public
from itstart.services.figures_public import ELSEWHERE, PublicFigures
from itstart.web import filters, site

bp = Blueprint("public_figures", __name__)
FEW = "færre end 3"
UNTOLD = "vises ikke"


def words(count: int | None, untold: str = FEW) -> str:
    """A number as it may be told: "1.204", "færre end 3"."""
    return untold if count is None else filters.number(count)


def _parts(kinds: Sequence[Published], name: str) -> list[str]:
    """What may be told of one place. A part may also be hidden because a small one could be worked out from it."""
    return [words(kind.parts.get(name), UNTOLD) for kind in kinds]


def _rows(told: PublicFigures) -> list[list[str]]:
    """A row for each region of today, and for what has no known place when something of it may be told."""
    kinds = (told.modules, told.companies)
    names = [*places.regions_on(clock.today())]
    if any(kind.parts.get(ELSEWHERE) for kind in kinds):
        names.append(ELSEWHERE)
    return [[name.removeprefix("Region "), *_parts(kinds, name)] for name in names]


@bp.get("/resultater")
def show() -> ResponseReturnValue:
    """The figures, and how they are counted."""
    told = figures_public.told()
    shown = (
        ("Afsluttede moduler", told.modules.total),
        ("Virksomheder hjulpet", told.companies.total),
        ("Kvalificerede hjælpere", told.helpers),
    )
    return site.page(
        "site/figures.html",
        figures=[(label, words(count)) for label, count in shown],
        rating=told.rating,
        rows=_rows(told),
        untold=UNTOLD,
        stylesheets=(*site.SHEETS, "lists"),
    )
