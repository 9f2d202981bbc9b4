"""The vendors of a firm over its cases: facts, search, fetching into a case, and ties that keep a vendor out."""

from datetime import date

import pytest
from flask import Flask

from benchmarks.measure import counted
from itstart import clock
from itstart.db import db
from itstart.models import CustomerCase, User, Vendor, VendorRelation
from itstart.rules.terms import InvitationStatus, RelationKind, Role
from itstart.services import vendor_register
from tests.browser import Browser
from tests.factories import make_helper, make_user
from tests.factories.cases import make_active_case
from tests.factories.example import import_example

VENDORS = "udbud/leverandoerer"


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


@pytest.fixture
def user(example: tuple[CustomerCase, User]) -> User:
    return example[1]


@pytest.fixture
def case(user: User) -> CustomerCase:
    """Another case of the same firm, without vendors."""
    return make_active_case(user)


@pytest.fixture
def here(browser: Browser, user: User) -> Browser:
    browser.log_in(user)
    return browser


def add_vendor(case: CustomerCase, name: str, number: int = 50, **values: object) -> Vendor:
    vendor = Vendor(case_id=case.id, code=f"V-{number}", position=number, name=name, **values)
    db.session.add(vendor)
    db.session.commit()
    db.session.expire(case)
    return vendor


def tie(case: CustomerCase, vendor: Vendor, kind: RelationKind = RelationKind.OTHER) -> VendorRelation:
    relation = VendorRelation(
        case_id=case.id, code="1", position=1, vendor_id=vendor.id, kind=kind, description="Holdt oplæg sammen"
    )
    db.session.add(relation)
    db.session.commit()
    db.session.expire(case)
    return relation


def test_the_facts_of_the_example_are_counted(here: Browser) -> None:
    table = here.get("/leverandoerer").one("table.tbl")
    rows = {row.select("th")[0].get_text(" ", strip=True): [c.get_text(strip=True) for c in row.select("td")]
            for row in table.select("tbody tr")}  # fmt: skip
    kongeaa = next(cells for name, cells in rows.items() if name.startswith("Kongeå Data"))
    assert kongeaa[1:6] == ["1", "1", "0", "0", "1"]
    assert kongeaa[6:] == ["2026", "ERP"]
    assert len(rows) == 4
    assert sum(int(cells[3]) for cells in rows.values()) == 1, "one declined"


def test_the_same_firm_in_two_cases_is_one_line(
    here: Browser, case: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    first = example[0].vendors[0]
    add_vendor(case, "Limfjord Business Systems A/S", invited=True, invitation_status=InvitationStatus.NO_RESPONSE)
    page = here.get("/leverandoerer?q=limfjord")
    assert len(page.html.select("tbody tr")) == 1
    shown = here.get(f"/leverandoerer/{first.cvr}").shown()
    assert example[0].number in shown
    assert case.number in shown
    assert "Intet svar" in shown


@pytest.mark.parametrize(
    ("query", "found"), [("kongeå", 1), ("KONGEAA data", 1), ("findes ikke", 0), ("99000015", 1), ("<b>%_", 0)]
)
def test_search_knows_danish_letters(here: Browser, query: str, found: int) -> None:
    page = here.get(f"/leverandoerer?q={query.replace('%', '%25')}")
    assert len(page.html.select("tbody tr")) == found


def test_there_is_no_grade_and_no_recommendation(here: Browser, example: tuple[CustomerCase, User]) -> None:
    for path in ("/leverandoerer", f"/leverandoerer/{example[0].vendors[0].cvr}"):
        words = here.get(path).shown("main").lower()
        assert not {"anbefal", "point", "score", "bedst"} & set(words.replace(",", " ").split())


@pytest.mark.parametrize(("role", "status"), [(Role.STAFF, 403), (Role.ADMIN, 403)])
def test_staff_see_nothing_of_a_firms_vendors(browser: Browser, user: User, role: Role, status: int) -> None:
    browser.log_in(make_user(role))
    assert browser.get("/leverandoerer").status_code == status
    assert browser.get("/leverandoerer/99000015").status_code == status


def test_another_firm_sees_its_own_only(
    browser: Browser, case: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    key = example[0].vendors[0].cvr
    browser.log_in(make_helper())
    assert "Ingen leverandører endnu" in browser.get("/leverandoerer").shown()
    assert browser.get(f"/leverandoerer/{key}").status_code == 404
    assert browser.get(f"/sager/{case.number}/leverandoerregister").status_code == 404
    assert browser.post(f"/sager/{case.number}/leverandoerregister", {"firma": key}).status_code == 404


def test_the_number_of_queries_does_not_grow(app: Flask, user: User, case: CustomerCase) -> None:
    counts = []
    for number in (1, 60):
        for more in range(number):
            add_vendor(case, f"Firma {number} {more}", number * 100 + more)
        db.session.expire_all()
        assert user.helper
        with counted() as queries:
            vendor_register.page(user)
            vendor_register.offers(user, case)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- into a case ---------------------------------------------------------------------------------------


def test_many_are_fetched_at_once_and_not_invited(
    here: Browser, case: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    assert "Hent fra leverandørregistret" in here.get(f"/sager/{case.number}/{VENDORS}").shown()
    page = here.get(f"/sager/{case.number}/leverandoerregister")
    keys = [str(box["value"]) for box in page.html.select("[name=firma]")]
    assert len(keys) == 4
    sent = {"firma": keys[:2], "form_key": "k" * 20}
    for _ in range(2):
        assert here.post(f"/sager/{case.number}/leverandoerregister", sent).status_code == 303
    vendors = case.vendors
    assert len(vendors) == 2
    assert not any(vendor.invited for vendor in vendors)
    source = {vendor.cvr: vendor for vendor in example[0].vendors}
    for vendor in vendors:
        assert (vendor.city, vendor.contact) == (source[vendor.cvr].city, source[vendor.cvr].contact)
    assert len(here.get(f"/sager/{case.number}/leverandoerregister").html.select("[name=firma]")) == 2


def test_nothing_chosen_is_told(here: Browser, case: CustomerCase) -> None:
    answer = here.post(f"/sager/{case.number}/leverandoerregister", {"form_key": "k"})
    assert answer.status_code == 422
    assert "Vælg mindst én leverandør." in answer.errors()


def test_an_unknown_key_fetches_nothing(here: Browser, case: CustomerCase) -> None:
    assert here.post(f"/sager/{case.number}/leverandoerregister", {"firma": ["00000000", "x'; --"]}).status_code == 303
    assert case.vendors == []


# ---- impartiality --------------------------------------------------------------------------------------


def _invite(here: Browser, case: CustomerCase, name: str, cvr: str = "") -> int:
    sent = {"name": name, "cvr": cvr, "invited": "y", "invitation_status": "invited", "form_key": name}
    return here.post(f"/sager/{case.number}/leverandoer/ny", sent).status_code


def test_ownership_keeps_out_the_vendor_it_names_and_no_other(here: Browser, case: CustomerCase) -> None:
    mine = add_vendor(case, "Mit Eget Softwarehus ApS")
    sent = {"vendor": "V-50", "kind": "ownership", "description": "Ejer 20 %", "assessment": "Inviteres ikke"}
    assert here.post(f"/sager/{case.number}/uvildighed/relationer", sent).status_code == 303
    db.session.refresh(case.impartiality)
    assert case.impartiality.owns_or_is_owned_by_vendor
    invite = {"name": mine.name, "invited": "y", "invitation_status": "invited", "version": "1"}
    answer = here.post(f"/sager/{case.number}/leverandoer/V-50", invite)
    assert answer.status_code == 422
    assert any("ejer" in error for error in answer.errors())
    assert _invite(here, case, "En helt anden A/S") == 303
    assert "Mit Eget Softwarehus kan ikke inviteres" in here.get(f"/sager/{case.number}/{VENDORS}").shown()
    assert "Mit Eget Softwarehus kan ikke inviteres" in here.get(f"/sager/{case.number}/uvildighed").shown()


def test_ownership_without_a_vendor_is_asked_about(here: Browser, case: CustomerCase) -> None:
    sent = {"vendor": "", "kind": "commission", "description": "Bonus", "assessment": "x"}
    answer = here.post(f"/sager/{case.number}/uvildighed/relationer", sent)
    assert answer.status_code == 422
    assert "Vælg den leverandør, du ejer eller får provision af." in answer.errors()


def test_declared_in_general_nobody_is_invited(here: Browser, case: CustomerCase) -> None:
    case.impartiality.receives_commission = True
    db.session.commit()
    assert _invite(here, case, "En helt anden A/S") == 422


def test_a_tie_of_another_case_follows_the_firm(
    here: Browser, case: CustomerCase, example: tuple[CustomerCase, User]
) -> None:
    limfjord = example[0].vendors[0]
    tie(example[0], limfjord, RelationKind.COMMISSION)
    page = here.get(f"/sager/{case.number}/leverandoerregister").shown()
    assert "Provision" in page
    assert f"Oplyst i sag {example[0].number}" in page
    assert _invite(here, case, "Noget nyt navn", limfjord.cvr) == 422
    assert _invite(here, case, limfjord.name) == 422


def test_a_vendor_invited_before_the_tie_was_told_is_a_gap(here: Browser, case: CustomerCase) -> None:
    vendor = add_vendor(case, "Nordsoft ApS", invited=True)
    tie(case, vendor, RelationKind.OWNERSHIP)
    words = here.get(f"/sager/{case.number}/{VENDORS}?hjaelp=mangler").shown()
    assert "Nordsoft er inviteret. Leverandøren kan ikke inviteres" in words


def test_another_tie_is_shown_and_must_be_acknowledged_before_points(
    here: Browser, example: tuple[CustomerCase, User]
) -> None:
    case = example[0]
    case.impartiality.acknowledged_by_customer_on = None
    db.session.commit()
    assert "Kunden skal kvittere for relationen" in here.get(f"/sager/{case.number}/{VENDORS}").shown()
    assert "Der kan ikke gives point endnu" in here.get(f"/sager/{case.number}/valg/krav-for-krav").shown()
    cell = {
        "K-01.V-1.answer": "standard",
        "K-01.V-1.score": "2",
        "K-01.V-1.score_reason": "Set",
        "K-01.V-1.version": "1",
    }
    assert here.post(f"/sager/{case.number}/valg/krav-for-krav", cell).status_code == 422
    case.impartiality.acknowledged_by_customer_on = date(2026, 3, 1)
    db.session.commit()
    assert "Kunden har kvitteret" in here.get(f"/sager/{case.number}/{VENDORS}").shown()


def test_a_deleted_tie_and_a_deleted_vendor_count_no_more(here: Browser, case: CustomerCase) -> None:
    vendor = add_vendor(case, "Nordsoft ApS")
    relation = tie(case, vendor, RelationKind.OWNERSHIP)
    relation.deleted_at = clock.now()
    vendor.deleted_at = clock.now()
    db.session.commit()
    assert _invite(here, case, "Nordsoft ApS") == 303
