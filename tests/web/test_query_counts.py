"""The number of queries of a page does not depend on how much the page is about."""

import time
from contextlib import ExitStack
from functools import partial
from time import perf_counter

from benchmarks import directory, figures, pages
from benchmarks.data import application, fill_case, fill_cases, hand_over_documents
from benchmarks.lead_data import fill_leads
from benchmarks.measure import Sample, address, counted, logged_in, look


def _counts_of_lists(cases: int) -> dict[str, int]:
    found = {}
    with application() as app:
        accounts = fill_cases(cases)
        clients = {who: logged_in(app, getattr(accounts, who)) for who in ("helper", "staff")}
        with counted() as queries:
            for name, (who, endpoint, query) in pages.LISTS.items():
                look(clients[who], address(app, endpoint, **query), queries, sample := Sample())
                found[name] = sample.queries
    return found


def _counts_of_pages(requirements: int) -> dict[str, int]:
    found = {}
    with application() as app:
        accounts, number = fill_case(requirements)
        hand_over_documents(accounts)
        client = logged_in(app, accounts.helper)
        with counted() as queries:
            for name, (endpoint, values) in pages.PAGES.items():
                values = {**values, "code": "K-01"} if "code" in values else values
                visit = partial(look, client, address(app, endpoint, number=number, **values), queries)
                visit(Sample())  # what is read once and kept is not counted
                visit(sample := Sample())
                found[name] = sample.queries
    return found


def _counts_of_center(helpers: int) -> dict[str, int]:
    found = {}
    with application() as app:
        client = logged_in(app, fill_leads(helpers).staff)
        with counted() as queries:
            for name, (endpoint, values) in pages.CENTER.items():
                look(client, address(app, endpoint, **values), queries, sample := Sample())
                found[name] = sample.queries
    return found


def _counts_of_site(helpers: int) -> dict[str, int]:
    found = {}
    with ExitStack() as open_things:
        for name, visit in directory.visits_of(helpers, open_things).items():
            visit(sample := Sample(), perf_counter)
            found[name] = sample.queries
    return found


def test_the_public_pages_ask_as_much_for_10_firms_as_for_200() -> None:
    assert _counts_of_site(10) == _counts_of_site(200)


def test_the_pages_of_the_center_ask_as_much_for_10_firms_as_for_500() -> None:
    assert _counts_of_center(10) == _counts_of_center(500)


def _counts_of_figures(helpers: int) -> dict[str, int]:
    with ExitStack() as open_things:
        visits = figures.visits(helpers, open_things)
        samples = {name: Sample() for name in visits}
        for name, visit in visits.items():
            visit(samples[name], time.perf_counter)
        return {name: sample.queries for name, sample in samples.items()}


def test_the_figures_ask_as_much_for_400_modules_as_for_2_000() -> None:
    assert _counts_of_figures(10) == _counts_of_figures(50)


def test_the_list_of_cases_asks_as_much_for_3_as_for_60() -> None:
    assert _counts_of_lists(3) == _counts_of_lists(60)


def test_the_pages_of_a_case_ask_as_much_for_5_requirements_as_for_120() -> None:
    assert _counts_of_pages(5) == _counts_of_pages(120)
