"""What the tests of qualification share: people, a firm from its application, and forms that are sent."""

from datetime import timedelta
from typing import Any

from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.models import CodeAcceptance, CustomerCase, Helper, HelperCategory, HelperRegion, User
from itstart.rules.terms import Category, QualificationStatus
from itstart.services import code_versions
from tests.browser import Browser, Page
from tests.factories import make_firm, make_helper, make_staff
from tests.factories.cases import make_case

WORDS = {"course": "Det gik godt.", "future_cooperation": "Vi fortsætter.", "rating": "4"}


def today() -> str:
    """As a date field takes it."""
    return clock.today().isoformat()


def next_month() -> str:
    """A day ahead."""
    return (clock.today() + timedelta(days=30)).isoformat()


class Parts:
    """A firm with a whole profile, its adviser, somebody at IBIZ-Center, and a browser for each."""

    def __init__(self, app: Flask, status: QualificationStatus = QualificationStatus.CODE_ACCEPTED) -> None:
        facts = {
            "adviser": "Henrik Juhl",
            "email": "henrik@als.example",
            "phone": "12345678",
            "municipality_code": "0540",
        }
        self.firm: Helper = make_firm("Als IT-Sparring ApS", qualification_status=status, **facts)
        self.firm.regions = [HelperRegion(position=0, name="Region Syddanmark")]
        self.firm.categories = [HelperCategory(position=0, category=Category.ERP)]
        number = code_versions.current().number
        self.firm.code_acceptances = [
            CodeAcceptance(version=number, accepted_on=clock.today(), accepted_by="Henrik Juhl")
        ]
        db.session.commit()
        self.adviser: User = make_helper(self.firm, name="Henrik Juhl")
        self.staff: User = make_staff(name="Jonas Okkels")
        self.helper, self.center = Browser(app), Browser(app)
        self.helper.log_in(self.adviser)
        self.center.log_in(self.staff)
        self.here = f"/raadgivere/{self.firm.cvr}"

    def case(self) -> CustomerCase:
        """A draft case of the firm."""
        return make_case(self.adviser)

    def act(self, act: str, **typed: Any) -> Page:
        """IBIZ-Center moves the firm on."""
        return self.center.post(f"{self.here}/goer/{act}", typed)

    def status(self) -> QualificationStatus:
        """Where the firm stands."""
        db.session.expire_all()
        return db.session.get_one(Helper, self.firm.id).qualification_status

    def co_deliver(self, case: CustomerCase) -> Page:
        """Begin a co-delivery in the case."""
        return self.act("samlevering", case_number=case.number, staff_id=str(self.staff.id), due_on=next_month())

    def evaluate(self, number: int) -> None:
        """Both sides say how it went."""
        own = self.helper.post(f"/kvalificering/samlevering/{number}/evaluer", {**WORDS, "evaluated_on": today()})
        assert own.status_code == 303, own.errors()
        path = f"{self.here}/evaluer?om=samlevering-{number}"
        said = self.center.post(path, {**WORDS, "evaluated_on": today(), "kriterium_0": "5"})
        assert said.status_code == 303, said.errors()
