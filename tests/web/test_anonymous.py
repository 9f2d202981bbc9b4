"""Leverandør A, B, C: no name, product or contact person is left where the customer's people look on."""

import pytest
from sqlalchemy import select

from itstart import clock
from itstart.db import db
from itstart.documents.checks import text_of
from itstart.models import CaseEvent, CustomerCase, RequirementResponse, User
from itstart.services import documents
from itstart.steps import find_deliverable
from itstart.steps.selection.anonymous import anonymous_names, hider
from tests.browser import Browser


@pytest.fixture
def case(example: tuple[CustomerCase, User]) -> CustomerCase:
    return example[0]


def test_letters_follow_the_numbers_and_never_move(case: CustomerCase) -> None:
    assert anonymous_names(case)["V-2"] == "Leverandør B"
    case.vendors[0].deleted_at = clock.now()
    db.session.commit()
    db.session.expire_all()
    assert anonymous_names(case)["V-2"] == "Leverandør B"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Limfjord Business Systems ApS kom", "Leverandør A kom"),
        ("limfjord   business systems", "Leverandør A"),
        ("Limfjords plan og LimERP Cloud", "Leverandør As plan og Leverandør A"),
        ("ProdPlan er hos Kongeå", "Leverandør B er hos Leverandør B"),
        ("En fjord i Limfjorden", "En fjord i Limfjorden"),
        ("Data og business", "Data og business"),
        ("", ""),
    ],
)
def test_free_text_gives_nobody_away(case: CustomerCase, said: str, shown: str) -> None:
    assert hider(case)(said) == shown


PAGES = ("resultat", "krav-for-krav", "krav-for-krav/K-15", "delpoint", "demo", "demo?om=V-2")


@pytest.mark.parametrize("rest", PAGES)
def test_no_name_product_or_contact_is_left_on_the_pages(here: Browser, case: CustomerCase, rest: str) -> None:
    response = db.session.scalars(select(RequirementResponse)).first()
    assert response is not None
    for one in db.session.scalars(select(RequirementResponse)):
        one.vendor_comment = f"Spørg {one.bid.vendor.contact} hos {one.bid.vendor.name} om {one.bid.product} & <b>"
        one.score_reason = "Set hos Kongeå Data"
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    page = here.get(f"/sager/{case.number}/valg/{rest}")
    words = " ".join(
        [page.shown(), *(str(t.get(a, "")) for t in page.html.select("main *") for a in ("aria-label", "title"))]
    )
    for vendor in case.vendors:
        bid = vendor.bid
        hidden = [vendor.name, vendor.contact.partition(",")[0], bid.product if bid else "", vendor.name.split()[0]]
        for name in filter(None, hidden):
            assert name not in words, name
    assert "Leverandør A" in words
    assert page.html.select("main form[action$='/valg/navne']")


def test_the_names_come_back_and_nothing_was_changed(here: Browser, case: CustomerCase) -> None:
    where = f"/sager/{case.number}/valg/resultat"
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    assert "Kongeå" not in here.get(where).shown()
    assert not here.get(f"/sager/{case.number}/valg/krav-for-krav/K-15").html.select("main form[data-versioned]")
    back = here.post(f"/sager/{case.number}/valg/navne", {"skjul": "0", "next": where})
    assert back.location == where
    assert "Kongeå Data er bedst med 91,9 point" in here.get(where).shown()
    assert db.session.query(CaseEvent).filter_by(kind="names_hidden").count() == 2


def test_the_demo_is_still_scored_while_names_are_hidden(here: Browser, case: CustomerCase) -> None:
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    assert here.get(f"/sager/{case.number}/valg/demo?om=V-1").html.select("main input[type=radio]")


def test_the_customers_document_has_the_names(here: Browser, case: CustomerCase) -> None:
    here.post(f"/sager/{case.number}/valg/navne", {"skjul": "1"})
    words = text_of(documents.draft(case, find_deliverable("leverandoervurdering")).content)
    assert "Kongeå Data" in words
    assert "Leverandør B" not in words
