"""500 firms with 20.000 modules between them: three years of finished work, drawn and inserted in bulk."""

from datetime import timedelta
from random import Random

from benchmarks.data import TITLES, Accounts
from benchmarks.lead_data import fill_leads
from itstart import clock
from itstart.data import places
from itstart.db import db
from itstart.exchange import history_rows
from itstart.exchange.history import Draw, Drawn, Place, Trade, Worked
from itstart.rules.terms import Category
from itstart.services import leads
from itstart.sqlite import writing

_TRADES = [
    Trade("Smedje", "256200", "Maskinforarbejdning"), Trade("Murer", "433200", "Murere"),
    Trade("Butik", "477110", "Detailhandel"), Trade("Vognmand", "494100", "Vejgodstransport"),
]  # fmt: skip


def fill_figures(helpers: int, modules: int) -> Accounts:
    """This many firms, each with a lead of its own, and at least this many modules, which they had together."""
    accounts = fill_leads(helpers)
    with writing():
        history_rows.save(_drawn(helpers, modules), leads.next_number())
        db.session.commit()
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
    return accounts


def _drawn(helpers: int, modules: int) -> list[Drawn]:
    chance, today = Random(1), clock.today()
    found = [Place("", place.name, place.code) for place in places.municipalities()]
    firms = [Worked(number, [found[number % 98]], list(Category), today) for number in range(1, helpers + 1)]
    draw = Draw(chance, _TRADES, {category: TITLES[place % 5] for place, category in enumerate(Category)})
    drawn: list[Drawn] = []
    made = 0
    while made < modules:
        opened_on = today - timedelta(days=chance.randrange(150, 3 * 365))
        drawn.append(draw.one(chance.choice(firms), f"2001-{len(drawn):06}", opened_on, [1]))
        made += len(drawn[-1].modules)
    return drawn
