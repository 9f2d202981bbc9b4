"""What firms can and where, read once for all of them or for one: for the match of leads and for the directory."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, select

from itstart.data import places
from itstart.db import db
from itstart.models import Helper, HelperCategory, HelperMunicipality, HelperRegion
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category

Query = Select[*tuple[Any, ...]]


def rows(query: Query, only: Helper | None = None) -> Any:
    """The rows of a query whose first column is the firm's id, of one firm alone when it is given."""
    by = query.selected_columns[0]
    return db.session.execute(query.where(by == only.id) if only else query)


def levels(only: Helper | None = None) -> Mapping[int, dict[Category, CompetenceLevel]]:
    """Firm -> what it can, and how well."""
    found: dict[int, dict[Category, CompetenceLevel]] = defaultdict(dict)
    query = select(HelperCategory.helper_id, HelperCategory.category, HelperCategory.level)
    for helper_id, category, level in rows(query, only):
        found[helper_id][category] = level
    return found


def covers(only: Helper | None = None) -> Mapping[int, frozenset[str]]:
    """Firm -> the codes of the kommuner it works in, by themselves or by a whole region. Empty for the others."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for helper_id, code in rows(select(HelperMunicipality.helper_id, HelperMunicipality.code), only):
        found[helper_id] |= {code}
    for helper_id, name in rows(select(HelperRegion.helper_id, HelperRegion.name), only):
        found[helper_id] |= region_codes(name)
    return found


@cache
def region_codes(name: str) -> frozenset[str]:
    """The codes of the kommuner of a region, whether the name is from before or after 2027."""
    return frozenset(places.municipalities_of([name]))
