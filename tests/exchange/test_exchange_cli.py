"""The case commands and the demo, as somebody at a terminal meets them."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from itstart.data import demo_log_ins, places
from itstart.db import db
from itstart.documents import RenderedDocument
from itstart.exchange import demo
from itstart.models import (
    CooperationEvaluation,
    CustomerCase,
    Helper,
    HelperMunicipality,
    Lead,
    Outreach,
    Partner,
    QualificationEvent,
    SparringRequest,
    SuccessCase,
    User,
)
from itstart.models.installation import Installation
from itstart.rules.cooperation import Party
from itstart.rules.qualification import Event
from itstart.rules.terms import CaseStatus, LeadStatus, QualificationStatus, Role, StepStatus
from itstart.services import accounts, center_queues, installation, story_publishing, success_cases
from itstart.services.profiles import covered
from tests.exchange.files import EXAMPLE, example, only_required
from tests.factories import make_firm

DEMO = Path(demo.__file__).parents[1] / "data" / "demo"


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> "Run":
    """Run a flask command; the tables are there already, so nothing is to be migrated."""
    monkeypatch.setattr("itstart.migrate.upgrade", lambda: False)
    return Run(app)


class Run:
    """`run("case", "import", file)` gives the result with exit_code, stdout and stderr."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, *args: str | Path) -> Result:
        db.session.commit()
        result = self.app.test_cli_runner().invoke(args=[str(arg) for arg in args])
        db.session.expire_all()
        return result


def test_import_prints_the_number(run: Run) -> None:
    result = run("case", "import", EXAMPLE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2026-0017\n", "")


def test_import_reports_differences_on_stderr(run: Run, tmp_path: Path) -> None:
    file = example()
    file["evaluation"]["results"][0]["total_score"] = 99.9
    (path := tmp_path / "case.json").write_text(json.dumps(file))
    result = run("case", "import", path)
    assert result.stdout == "2026-0017\n"
    assert result.stderr == "evaluation.results[0].total_score: filen siger 99.9, vi siger 91.9\n"


def test_import_of_a_bad_file_lists_the_errors(run: Run, tmp_path: Path) -> None:
    file = example()
    file["customer"]["cvr"] = "1"
    file["bids"][0]["vendor_id"] = "V-9"
    (path := tmp_path / "case.json").write_text(json.dumps(file))
    result = run("case", "import", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Der er 2 fejl i case.json" in result.stderr
    assert "customer.cvr:" in result.stderr
    assert "bids[0].vendor_id:" in result.stderr
    assert db.session.scalar(select(func.count()).select_from(CustomerCase)) == 0
    assert db.session.scalar(select(func.count()).select_from(Helper)) == 0


def test_import_for_another_firm(run: Run) -> None:
    firm = make_firm()
    result = run("case", "import", EXAMPLE, "--helper", firm.cvr)
    assert result.exit_code == 0
    assert db.session.scalars(select(CustomerCase)).one().helper.cvr == firm.cvr
    assert run("case", "import", EXAMPLE, "--helper", "99000066").exit_code == 1


def test_export_to_a_file_and_to_the_screen(run: Run, tmp_path: Path) -> None:
    run("case", "import", EXAMPLE)
    assert json.loads(run("case", "export", "2026-0017").stdout) == example()
    assert run("case", "export", "2026-0017", "-o", tmp_path / "out.json").exit_code == 0
    assert (tmp_path / "out.json").read_text("utf-8").rstrip() == EXAMPLE.read_text("utf-8").rstrip()
    assert run("case", "export", "2026-9999").exit_code == 1


def test_documents_of_the_steps_that_have_begun(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "itstart.steps.Deliverable.render", lambda *_, **__: RenderedDocument(b"word", ("pris på drift",))
    )
    run("case", "import", EXAMPLE)
    result = run("case", "documents", "2026-0017", "--out", tmp_path / "alle")
    assert sorted(path.name for path in (tmp_path / "alle").iterdir()) == [
        "2026-0017 Behovsbeskrivelse.docx",
        "2026-0017 Beslutningsnotat.docx",
        "2026-0017 Den røde tråd.docx",
        "2026-0017 Gevinstberegning.docx",
        "2026-0017 Interviewguide.docx",
        "2026-0017 Kontrakt.docx",
        "2026-0017 Leverandørvurdering.docx",
        "2026-0017 Projektplan.docx",
        "2026-0017 Prøveskema.docx",
        "2026-0017 Spørgsmål til kunden.docx",
        "2026-0017 Udbudsmateriale.docx",
    ]
    assert "Kontrakt: mangler pris på drift" in result.stderr
    small = only_required()
    small["case"] |= {"id": "2026-0018", "status": "draft", "closed_on": None, "current_step": 1}
    (path := tmp_path / "small.json").write_text(json.dumps(small))
    run("case", "import", path)
    run("case", "documents", "2026-0018", "--out", tmp_path / "en")
    assert sorted(path.name for path in (tmp_path / "en").iterdir()) == [
        "2026-0018 Behovsbeskrivelse.docx",
        "2026-0018 Interviewguide.docx",
        "2026-0018 Spørgsmål til kunden.docx",
    ]


# ---- the demo ----------------------------------------------------------------------------------------


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_demo_has_people_firms_and_cases(app: Flask) -> None:
    demo.fill()
    roles = [user.role for user in db.session.scalars(select(User))]
    assert (roles.count(Role.ADMIN), roles.count(Role.STAFF)) == (1, 2)
    firms = list(db.session.scalars(select(Helper)))
    assert len(firms) >= 13
    assert {firm.qualification_status for firm in firms} == set(QualificationStatus)
    assert all("(fiktiv)" in firm.company for firm in firms)
    assert {place for firm in firms for place in covered(firm)} == {place.code for place in places.municipalities()}
    assert {lead.status for lead in db.session.scalars(select(Lead))} == set(LeadStatus)
    assert len({partner.kind for partner in db.session.scalars(select(Partner))}) >= 5
    cases = {case.status: case for case in db.session.scalars(select(CustomerCase))}
    assert set(cases) == {CaseStatus.COMPLETED, CaseStatus.DRAFT, CaseStatus.ABANDONED, CaseStatus.ACTIVE}
    assert [step.status for step in cases[CaseStatus.ACTIVE].steps][:2] == [StepStatus.DONE, StepStatus.IN_PROGRESS]
    assert cases[CaseStatus.DRAFT].co_deliveries[0].staff is not None
    assert all("(fiktiv)" in case.customer.name for case in cases.values())
    _nothing_is_empty_for_the_center()


def _nothing_is_empty_for_the_center() -> None:
    """Every queue has something, no evaluation is late on the first day, and the story can be published."""
    staff = db.session.scalars(select(User).where(User.role == Role.STAFF)).first()
    assert staff is not None
    queues = {queue.key: queue for queue in center_queues.every(staff)}
    assert [key for key, queue in queues.items() if not queue.rows] == []
    due = queues[center_queues.Key.EVALUATIONS]
    assert not due.is_late(due.rows[0])
    sent = select(SuccessCase).where(SuccessCase.submitted_on.is_not(None), SuccessCase.published_on.is_(None))
    story = db.session.scalars(sent).one()
    story_publishing.publish(staff, story, sha256=success_cases.fingerprint(story))
    assert story.slug


def test_every_case_file_of_the_demo_is_filled_and_every_finished_co_delivery_is_evaluated(app: Flask) -> None:
    demo.fill()
    files = [json.loads(path.read_text("utf-8")) for path in sorted(DEMO.glob("*.json"))]
    numbers = [file["case"]["id"] for file in files if "case" in file]
    titles = {file["case"]["title"] for file in files if "case" in file}
    assert len(set(numbers)) == len(numbers) == 7
    assert titles <= set(db.session.scalars(select(CustomerCase.title).where(CustomerCase.number.in_(numbers))))
    ended = select(QualificationEvent.helper_id, func.count()).where(QualificationEvent.event == Event.EVALUATE)
    evaluated = {row[0]: row[1] for row in db.session.execute(ended.group_by(QualificationEvent.helper_id))}
    for cvr in ("99000171", "99000198", "99000201"):
        firm = db.session.scalars(select(Helper).where(Helper.cvr == cvr)).one()
        said = select(CooperationEvaluation.party).where(CooperationEvaluation.helper_id == firm.id)
        parties = list(db.session.scalars(said))
        assert all(parties.count(party) == evaluated[firm.id] for party in Party), firm.company


def test_the_demo_filled_twice_is_the_same(app: Flask) -> None:
    demo.fill()
    counted = (User, Helper, CustomerCase, Lead, Partner, Outreach, HelperMunicipality, SparringRequest, SuccessCase)
    before = [_count(model) for model in counted]
    demo.fill()
    assert [_count(model) for model in counted] == before


def test_everybody_in_the_demo_can_log_in(app: Flask) -> None:
    demo.fill()
    emails = {email for _, email, _ in demo_log_ins.log_ins()} | set(db.session.scalars(select(User.email)))
    assert len(emails) == _count(User)
    for _, email, password in demo_log_ins.log_ins():
        assert accounts.log_in(email, password) is not None, email


def test_the_open_tender_lies_ahead(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itstart.clock.today", lambda: date(2027, 5, 12))
    demo.fill()
    case = next(c for c in db.session.scalars(select(CustomerCase)) if c.status is CaseStatus.ACTIVE)
    assert case.tender.bid_deadline_at is not None
    assert case.tender.issued_on is not None
    assert case.tender.issued_on < date(2027, 5, 12) < case.tender.bid_deadline_at.date()
    assert case.tender.bid_deadline_at.weekday() == 0
    _nothing_is_empty_for_the_center()


def test_the_demo_command_prints_the_log_ins(run: Run) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert "mette@hedelund.example / " in result.stdout
    assert installation.is_demo()
    assert run("demo").exit_code == 0


def test_the_demo_is_not_poured_into_real_data(run: Run) -> None:
    installation.note(demo=False)
    result = run("demo")
    assert result.exit_code == 1
    assert _count(User) == 0
    assert _count(Installation) == 1
