"""The demo's co-deliveries: what three parties said of those that are over, and what is written on one under way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange.demo_cooperation import at, said, user
from itstart.models import CoDelivery, CoDeliveryEntry, CooperationEvaluation, CustomerCase, Helper
from itstart.rules.cooperation import Occasion, Party

_JONAS, _LISE = "Jonas Okkels", "Lise Ravnholt"
_TO_HELPER, _TO_CUSTOMER = timedelta(days=4), timedelta(days=2)  # before the centre wrote its own


@dataclass(frozen=True)
class _Evaluated:
    """What helper, customer and centre said of a co-delivery: (how it went, what comes next) each."""

    weeks_ago: int
    staff: str
    helper: tuple[str, str]
    customer: tuple[str, str]
    customer_rating: int
    center: tuple[str, str]
    scores: tuple[int, ...]


# By the CVR number of the firm and the number of the co-delivery.
_EVALUATED: Mapping[tuple[str, int], _Evaluated] = {
    ("99000198", 1): _Evaluated(
        18, _LISE,
        ("Workshoppen gik godt. Jeg skrev for mange krav til udseendet og for få til lageret.",
         "Udbud har jeg ikke prøvet, så det vil jeg gerne gøre sammen med jer."),
        ("Lene spurgte til det, vi selv havde glemt. Vi forstod hvert ord i papiret.",
         "Gerne de samme to én gang til."), 5,
        ("God kontakt til kunden og et klart sprog. Godkendelseskriterierne kom først med til sidst.",
         "Vi leverer udbuddet sammen og lægger vægt på kriterier og vægte."), (4, 5, 4, 3, 4),
    ),
    ("99000171", 1): _Evaluated(
        3, _JONAS,
        ("Runden på lageret gav os næsten alle kravene. Vi skulle have skåret ned, før vi skrev.",
         "Vi vil gerne lede næste workshop selv."),
        ("Mads talte med folkene på gulvet, og de kan kende det, der står. Listen er lang.",
         "Vi går videre med udbud til foråret."), 4,
        ("Grundigt arbejde på gulvet. Kravene blev lidt for mange.",
         "Næste gang vælger vi de ti vigtigste krav sammen med kunden."), (4, 4, 5, 3, 4),
    ),
    ("99000201", 1): _Evaluated(
        30, _JONAS,
        ("Mødeplanen holdt, og kontor og produktion blev enige undervejs.", "Vi prøver et udbud som det næste."),
        ("Emil fik os til at tegne dagen, før vi talte om systemer.", "Vi vil gerne se tilbuddene sammen med ham."), 5,
        ("God ledelse af møderne.", "Et udbud mere sammen, før vi beslutter."), (4, 5, 4, 4, 4),
    ),
    ("99000201", 2): _Evaluated(
        1, _JONAS,
        ("Udbuddet blev sendt til tiden. Spørgsmålene om priser kom lidt sent.", "Vi er klar til at arbejde alene."),
        ("Fire leverandører svarede på det samme. Det har vi ikke prøvet før.",
         "Vi anbefaler gerne Emil til andre."), 5,
        ("Udbuddet kunne bruges, som det var.", "Vi skriver beslutningen efter mødet i næste uge."), (5, 5, 4, 4, 5),
    ),
}  # fmt: skip


def fill() -> None:
    """Make what is not there yet; firms and cases are there already. The caller commits."""
    query = select(CoDelivery, Helper).join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
    found = db.session.execute(query.join(Helper, CustomerCase.helper_id == Helper.id).order_by(CoDelivery.number))
    told = set(db.session.scalars(select(CooperationEvaluation.helper_id)))
    for co_delivery, helper in found.all():
        if helper.id in told:
            continue
        if (heard := _EVALUATED.get((helper.cvr, co_delivery.number))) is not None:
            _evaluated(helper, co_delivery, heard)
        elif helper.cvr == "99000198":
            _wrote(co_delivery, clock.today() - timedelta(days=15))
    db.session.flush()


def _evaluated(helper: Helper, co_delivery: CoDelivery, heard: _Evaluated) -> None:
    on = clock.today() - timedelta(weeks=heard.weeks_ago)
    contact = _customer(co_delivery)
    first = 3 * (co_delivery.number - 1)
    about = {"occasion": Occasion.CO_DELIVERY, "co_delivery_id": co_delivery.id}
    said(helper, first + 1, Party.HELPER, on - _TO_HELPER, helper.adviser, *heard.helper, rating=4, **about)
    said(
        helper, first + 2, Party.CUSTOMER, on - _TO_CUSTOMER, contact, *heard.customer,
        rating=heard.customer_rating, noted_by=heard.staff, **about,
    )  # fmt: skip
    said(helper, first + 3, Party.CENTER, on, heard.staff, *heard.center, rating=4, scores=heard.scores, **about)


def _customer(co_delivery: CoDelivery) -> str:
    """The name of the person at the customer."""
    case = db.session.get_one(CustomerCase, co_delivery.case_id)
    return case.customer.contact_name


def _wrote(second: CoDelivery, on: date) -> None:
    lise = user("lise.ravnholt@ibiz.example")
    entry = CoDeliveryEntry(
        co_delivery_id=second.id, written_at=at(on), author_id=lise.id, author=lise.name, day=on, hours=Decimal("1.5"),
        text="Jeg har læst udkastet. Kravene kan sendes; kriterier og vægte tager vi sammen inden mødet med kunden.",
    )  # fmt: skip
    db.session.add(entry)
