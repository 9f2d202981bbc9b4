"""`python -m benchmarks.directory`: the public pages with 10, 100 and 500 firms in the directory.

Times are medians through Flask's test client, without network and browser. Exits 1 when a page takes more queries
where there are more firms, or when a page takes over 50 ms with 500 of them.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from sqlalchemy import update

from benchmarks import data, lead_data
from benchmarks.measure import counted, look
from benchmarks.pages import Results, Visit, growing, measure, report
from itstart.db import db
from itstart.models import Helper

LIMIT_MS = 50
ALL = "JSON, alle"  # one answer with every firm in it
SLUG = "raadgiverne-1-aps-98000001"
PAGES: dict[str, str] = {
    "Forsiden": "/",
    "Find en It-starthjælper": "/it-starthjaelpere/",
    "Dækker 7400, ERP": "/it-starthjaelpere/?kommune=7400&omraade=erp",
    "Ingen fundet": "/it-starthjaelpere/?kommune=7400&branche=findesikke",
    "En hjælper": f"/it-starthjaelpere/{SLUG}",
    "Søg 'raadgiverne erp'": "/soeg?q=raadgiverne+erp",
    ALL: "/api/v1/it-starthjaelpere",
}


def visits_of(helpers: int, open_things: ExitStack, server: str = "") -> dict[str, Visit]:
    """A visit to every public page, with this many firms that are shown."""
    app = open_things.enter_context(data.application(server))
    lead_data.fill_leads(helpers)
    db.session.execute(update(Helper).values(profile_public=True))
    db.session.commit()
    client = app.test_client()
    queries = open_things.enter_context(counted())
    return {name: partial(look, client, path, queries) for name, path in PAGES.items()}


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say what is too slow or grows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.directory", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    parser.add_argument("--database", default="", help="a PostgreSQL; its processor time is not ours: without --cpu")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    results: Results = measure(partial(visits_of, server=options.database), [10, 100, 500], options.rounds, now)
    print(report("Public pages", "firms", results))
    slow = [name for name in PAGES if results[name][500].median > LIMIT_MS and name != ALL]
    for said, names in (("More queries where there is more", growing(results)), (f"Over {LIMIT_MS} ms", slow)):
        if names:
            print(f"\n{said}: {', '.join(names)}", file=sys.stderr)
    return 1 if growing(results) or slow else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
