"""`python -m benchmarks.pages`: server time and number of queries of the heaviest pages at growing sizes.

Times are medians through Flask's test client, without network and browser. Exits 1 when a page takes more
queries where there is more to show.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks import data, lead_data
from benchmarks.measure import Clock, Sample, address, counted, logged_in, look, table
from itstart.rules.steps import StepKey
from itstart.steps import TASKS

Results = dict[str, dict[int, Sample]]
LISTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "En rådgivers overblik": ("helper", "front.index", {}),
    "Mine sager": ("helper", "cases.index", {}),
    "Mine sager, aktive": ("helper", "cases.index", {"vis": "aktive"}),
    "Mine sager, sidste side": ("helper", "cases.index", {"side": "50"}),
    "Mine sager, søg 'sønderborg erp'": ("helper", "cases.index", {"q": "sønderborg erp"}),
    "Mine sager, søg det, der ikke er": ("helper", "cases.index", {"q": "findes ikke"}),
    "Alle sager (IBIZ-Center)": ("staff", "cases.index", {}),
}
# A page is an endpoint with its values; a task with a page of its own is found by the task's name.
PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "Sagens side": ("cases.show", {}),
    "Krav": ("tasks.show", {"task": "behov/krav", "hjaelp": "vejledning"}),
    "Krav, med alt, der mangler": ("tasks.show", {"task": "behov/krav", "hjaelp": "mangler"}),
    "Krav, en åben række": ("rows.show", {"row_list": "krav", "code": "K-15"}),
    "Kravbiblioteket på en sag": ("requirement_picks.show", {"pakke": "alle"}),
    "Prioritering": ("priority_matrix.show", {}),
    "Gennemse skridt 1": ("cases.review", {"step": StepKey.NEEDS}),
    "Krav for krav": (TASKS["valg/krav-for-krav"].endpoint, {}),
    "Resultat og følsomhed": (TASKS["valg/resultat"].endpoint, {}),
    "Gennemse skridt 3": ("cases.review", {"step": StepKey.SELECTION}),
    "Priser og betalingsplan": ("tasks.show", {"task": "projekt/betalingsplan"}),
    "Behovsbeskrivelsen, som den er nu": ("document_preview.show", {"key": "behovsbeskrivelse"}),
    # Last: the tab stays open on the pages after it.
    "Krav, dokumentet ved siden af": ("tasks.show", {"task": "behov/krav", "hjaelp": "dokument"}),
}
# IBIZ-Center's pages about firms, leads and partners.
CENTER: dict[str, tuple[str, dict[str, object]]] = {
    "Overblik": ("front.index", {}),
    "En hel kø": ("front.queue", {"queue": "henvendelser-uden-firma"}),
    "Henvendelser": ("leads.index", {}),
    "En henvendelse med forslag": ("leads.show", {"lead_number": lead_data.LEAD}),
    "Partnere": ("partners.index", {}),
    "Firmaer": ("helpers.index", {}),
    "Mål og aktivitetsplaner": ("activity_plans.index", {}),
    "Dækning": ("coverage.index", {}),
    "Dækning, et hul": ("coverage.place", {"municipality": "0657", "category": "erp"}),
}


Visit = Callable[[Sample, Clock], None]


def _list_visits(server: str, cases: int, open_things: ExitStack) -> dict[str, Visit]:
    """A visit to every view of the list of cases, with this many cases."""
    app = open_things.enter_context(data.application(server))
    accounts = data.fill_cases(cases)
    clients = {who: logged_in(app, getattr(accounts, who)) for who in ("helper", "staff")}
    queries = open_things.enter_context(counted())
    return {
        name: partial(look, clients[who], address(app, endpoint, **query), queries)
        for name, (who, endpoint, query) in LISTS.items()
    }


def _page_visits(server: str, requirements: int, open_things: ExitStack) -> dict[str, Visit]:
    """A visit to every page of the worked example with six documents handed over, with this many requirements."""
    app = open_things.enter_context(data.application(server))
    accounts, number = data.fill_case(requirements)
    data.hand_over_documents(accounts)
    client = logged_in(app, accounts.helper)
    queries = open_things.enter_context(counted())
    return {
        name: partial(look, client, address(app, endpoint, number=number, **values), queries)
        for name, (endpoint, values) in PAGES.items()
    }


def _center_visits(server: str, helpers: int, open_things: ExitStack) -> dict[str, Visit]:
    """A visit to IBIZ-Center's pages, with this many firms, leads and partners."""
    app = open_things.enter_context(data.application(server))
    client = logged_in(app, lead_data.fill_leads(helpers).staff)
    queries = open_things.enter_context(counted())
    return {
        name: partial(look, client, address(app, endpoint, **values), queries)
        for name, (endpoint, values) in CENTER.items()
    }


def measure(
    visits_of: Callable[[int, ExitStack], dict[str, Visit]], sizes: Sequence[int], rounds: int, now: Clock
) -> Results:
    """Every page at every size. Each round visits them all, so that a slow moment of the machine meets them all."""
    with ExitStack() as open_things:
        visits = {size: visits_of(size, open_things) for size in sizes}
        results = {name: {size: Sample() for size in sizes} for name in visits[sizes[0]]}
        for turn in range(rounds + 1):
            for name, samples in results.items():
                for size, sample in samples.items():
                    visits[size][name](sample, now)
                    if not turn:  # templates are compiled and caches filled at the first visit
                        sample.times.clear()
    return results


def growing(results: Results) -> list[str]:
    """The pages that ask the database more often when there is more. A very long list may ask less: it leaves the
    advice on its rows out until somebody opens the tab with it."""
    return [
        name
        for name, samples in results.items()
        if max(sample.queries for sample in samples.values()) > next(iter(samples.values())).queries
    ]


def report(title: str, what: str, results: Results) -> str:
    """The table of one group of pages."""
    sizes = list(next(iter(results.values())))
    head = [title, *(f"{size:,} {what}".replace(",", ".") for size in sizes), "queries", "KB"]
    lines = [
        [
            name,
            *(f"{samples[size].median:.0f} ms" for size in sizes),
            "/".join(dict.fromkeys(str(samples[size].queries) for size in sizes)),
            str(samples[sizes[-1]].size // 1024),
        ]
        for name, samples in results.items()
    ]
    return table(head, lines)


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.replace(".", "").split(",") if part]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether the number of queries is constant."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--cases", type=_sizes, default=[10, 1_000, 100_000], help="10,1000,100000")
    parser.add_argument("--requirements", type=_sizes, default=[30, 300, 3_000], help="30,300,3000")
    parser.add_argument("--helpers", type=_sizes, default=[10, 100, 500], help="10,100,500")
    parser.add_argument("--lists-only", action="store_true", help="for --cases 1.000,100.000,1.000.000")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    parser.add_argument("--database", default="", help="a PostgreSQL; its processor time is not ours: without --cpu")
    options = parser.parse_args(list(arguments))
    now = time.process_time if options.cpu else time.perf_counter
    lists = measure(partial(_list_visits, options.database), options.cases, options.rounds, now)
    print(report("List of cases", "cases", lists), end="\n\n", flush=True)
    if options.lists_only:
        return 1 if growing(lists) else 0
    pages = measure(partial(_page_visits, options.database), options.requirements, options.rounds, now)
    print(report("Pages of a case", "requirements", pages), end="\n\n", flush=True)
    center = measure(partial(_center_visits, options.database), options.helpers, options.rounds, now)
    print(report("Pages of IBIZ-Center", "firms", center))
    if found := growing({**lists, **pages, **center}):
        print(f"\nMore queries where there is more: {', '.join(found)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
