"""The demo's firm in its second co-delivery: what was said of the first, and what has been written on the second."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.exchange.demo_cooperation import at, said, user
from itstart.models import CoDelivery, CoDeliveryEntry, CooperationEvaluation, CustomerCase, Helper
from itstart.rules.cooperation import Occasion, Party

_FIRM, _LISE = "99000198", "lise.ravnholt@ibiz.example"


def fill() -> None:
    """Make what is not there yet; firm and case are there already. The caller commits."""
    helper = db.session.scalars(select(Helper).where(Helper.cvr == _FIRM)).one()
    known = select(CooperationEvaluation.id).where(CooperationEvaluation.helper_id == helper.id)
    query = select(CoDelivery).join(CustomerCase, CoDelivery.case_id == CustomerCase.id)
    found = db.session.scalars(query.where(CustomerCase.helper_id == helper.id).order_by(CoDelivery.number)).all()
    if db.session.scalar(known.limit(1)) is not None or len(found) != 2:
        return
    first, second = found
    _evaluated(helper, first, clock.today() - timedelta(weeks=18))
    _wrote(second, clock.today() - timedelta(days=15))
    db.session.flush()


def _evaluated(helper: Helper, first: CoDelivery, on: date) -> None:
    about = {"occasion": Occasion.CO_DELIVERY, "co_delivery_id": first.id}
    said(
        helper, 1, Party.HELPER, on - timedelta(days=4), "Lene Kofoed",
        "Workshoppen gik godt. Jeg skrev for mange krav til udseendet og for få til lageret.",
        "Udbud har jeg ikke prøvet, så det vil jeg gerne gøre sammen med jer.", rating=4, **about,
    )  # fmt: skip
    said(
        helper, 2, Party.CUSTOMER, on - timedelta(days=2), "Birthe Lund",
        "Lene spurgte til det, vi selv havde glemt. Vi forstod hvert ord i papiret.",
        "Gerne de samme to én gang til.", rating=5, noted_by="Lise Ravnholt", **about,
    )  # fmt: skip
    said(
        helper, 3, Party.CENTER, on, "Lise Ravnholt",
        "God kontakt til kunden og et klart sprog. Godkendelseskriterierne kom først med til sidst.",
        "Vi leverer udbuddet sammen og lægger vægt på kriterier og vægte.",
        rating=4, scores=(4, 5, 4, 3, 4), **about,
    )  # fmt: skip


def _wrote(second: CoDelivery, on: date) -> None:
    lise = user(_LISE)
    entry = CoDeliveryEntry(
        co_delivery_id=second.id, written_at=at(on), author_id=lise.id, author=lise.name, day=on, hours=Decimal("1.5"),
        text="Jeg har læst udkastet. Kravene kan sendes; kriterier og vægte tager vi sammen inden mødet med kunden.",
    )  # fmt: skip
    db.session.add(entry)
