"""The helper corrects or recalls an agreement in the moment the customer signs it: one of them is too late."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import replace
from threading import Event

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import DeliveryModule, User
from itstart.rules.customer_links import LinkAnswer
from itstart.rules.findings import RuleViolation
from itstart.rules.terms import ModuleStatus
from itstart.services import customer_links, module_agreements, modules
from itstart.services.customer_links import LinkOver
from itstart.sqlite import writing
from tests.links.things import BIRGIT, TERMS, agreement_link

Act = Callable[[User, DeliveryModule], object]


def _correct(helper: User, module: DeliveryModule) -> None:
    modules.change(helper, module, replace(TERMS, price_dkk=14_000), version=1)


def _one_of_them_won(row: DeliveryModule, won: tuple[bool, bool]) -> None:
    assert won in {(True, False), (False, True)}
    if won[1]:
        assert (row.status, row.price_dkk) == (ModuleStatus.AGREEMENT_SIGNED, TERMS.price_dkk)
        assert row.agreement_sent_on == clock.today()
    else:
        assert (row.status, row.agreement_signed_on) == (ModuleStatus.DRAFT, None)


@pytest.mark.parametrize("act", [_correct, module_agreements.recall])
def test_a_signature_is_never_lost(app: Flask, act: Act) -> None:
    link, _, module = agreement_link()
    hashed, helper_id, module_id = link.token_hash, link.created_by.id, module.id
    db.session.remove()
    opened, signed, helper_asks = Event(), Event(), Event()

    def correct() -> bool:
        with app.app_context(), writing():
            helper, row = db.session.get_one(User, helper_id), db.session.get_one(DeliveryModule, module_id)
            opened.set()
            signed.wait(0.5)  # SQLite lets nobody sign meanwhile
            helper_asks.set()
            try:
                act(helper, row)
                db.session.commit()
            except RuleViolation:
                db.session.rollback()
                return False
            return True

    def sign() -> bool:
        opened.wait(5)
        with app.app_context(), writing():
            try:
                customer_links.decide(hashed, LinkAnswer.YES, BIRGIT)
                signed.set()
                helper_asks.wait(5)
                db.session.commit()
            except LinkOver:
                db.session.rollback()
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        corrects, signs = pool.submit(Context().run, correct), pool.submit(Context().run, sign)
        won = (corrects.result(), signs.result())

    _one_of_them_won(db.session.get_one(DeliveryModule, module_id), won)
