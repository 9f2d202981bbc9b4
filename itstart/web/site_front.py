"""The front page for visitors: what It-start is, the four steps, the price, and a way to a helper (S49)."""

from flask import Response

from itstart import clock
from itstart.rules import directory as rules
from itstart.rules.steps import StepKey
from itstart.services import directory, module_limits, stories
from itstart.web import directory as directory_pages
from itstart.web import site

STORIES = 3
HELPERS = 3
# What each step is about, and what the customer is left with.
STEPS: dict[StepKey, tuple[str, str]] = {
    StepKey.NEEDS: (
        "Hvad skal systemet kunne, og hvad kan vente? Hjælperen ser, hvordan I arbejder, og skriver kravene ned.",
        "en kravliste, I selv kan forstå",
    ),
    StepKey.TENDER: (
        "Et lille felt af leverandører får det samme materiale og svarer i det samme skema.",
        "tilbud, der kan lægges ved siden af hinanden",
    ),
    StepKey.SELECTION: (
        "Svar, demo, referencer og prisen over flere år bliver til point. Til sidst er det jer, der vælger.",
        "en anbefaling med tal bag",
    ),
    StepKey.PROJECT: (
        "Det, leverandøren lovede, bliver til kontrakt og tidsplan. I betaler i takt med, at det virker.",
        "en aftale, I trygt kan skrive under på",
    ),
}


def show() -> Response:
    """The page."""
    entries = directory.entries()
    what = directory_pages.asked({})
    limits = module_limits.on(clock.today())
    return site.page(
        "site/front.html",
        canonical=site.absolute("/"),
        credit=directory_pages.CREDIT,
        steps=[(key.number, key.label, *STEPS[key]) for key in StepKey],
        limits=limits,
        stories=stories.published(stories.Wanted()).lines[:STORIES],
        headline=directory_pages.headline(len(entries), what),
        lines=[directory_pages.line(one) for one in rules.found(entries, what.wanted, today=clock.today())[:HELPERS]],
        regions=directory_pages.regions(entries, what),
        **directory_pages.filters(entries, what),
    )
