"""Free choice: a file of one's own in the place of a document, and documents the case does without."""

from datetime import date

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.documents.errors import TemplateProblem
from itstart.documents.uploads import Rejected
from itstart.exchange import export_case, import_case
from itstart.models import CustomerCase, User
from itstart.policies import Forbidden
from itstart.rules.documents import DocumentKind
from itstart.rules.findings import RuleViolation
from itstart.rules.steps import StepKey
from itstart.services import case_steps, document_choices, document_versions, module_deliveries
from itstart.services.next_best import next_best
from itstart.services.overview import overview
from itstart.steps import find_deliverable
from tests.documents.test_uploads import a_docx, a_pdf, an_xlsx
from tests.factories.accounts import make_helper
from tests.factories.example import import_example
from tests.services.document_cases import KEY, give, lines, put, said, standing

pytestmark = pytest.mark.usefixtures("no_office")

TODAY = date(2026, 11, 26)


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    """The worked example: nobody has got a document yet."""
    return import_example()


# ---- a file of one's own ---------------------------------------------------------------------------


def test_a_file_edited_by_hand_keeps_the_data_of_its_version(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    first = give(user, case)
    made = put(user, case)
    assert (made.version, made.kind, made.based_on) == (2, DocumentKind.EDITED, 1)
    assert made.snapshot == first.snapshot
    assert not standing(case).has_changed
    case.needs_description.users_full = 14
    db.session.commit()
    assert said(standing(case)) == ["Omfang, fulde brugere: 12 → 14"]
    assert [one.version for one in document_versions.of(case, find_deliverable(KEY))] == [2, 1], "both are kept"
    assert document_versions.compare(case, find_deliverable(KEY), "1", "2").added
    assert "version 1 rettet i hånden" in lines(case)[-1]


def test_a_document_of_ones_own_counts_as_the_steps_document(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    made = put(user, case, name="Vores.pdf", content=a_pdf(), based_on=None)
    assert (made.version, made.kind, made.based_on, made.snapshot) == (1, DocumentKind.OWN, None, {})
    assert case_steps.has_document(case, StepKey.NEEDS)
    assert made in module_deliveries.products(case.modules[0])
    case.needs_description.users_full = 14
    db.session.commit()
    assert not standing(case).has_changed, "we do not know what it says"
    assert not document_versions.can_compare(made)
    with pytest.raises(TemplateProblem):
        document_versions.compare(case, find_deliverable(KEY), "1", document_versions.DRAFT)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ark.xlsx", an_xlsx()),
        ("makro.docm", a_docx()),
        ("tom.docx", b""),
        ("falsk.docx", b"%PDF-1.7"),
        ("falsk.pdf", a_docx()),
        ("../sti.docx", a_docx()),
        ("uden", a_docx()),
    ],
)
def test_a_file_that_is_not_a_harmless_document_is_refused(
    example: tuple[CustomerCase, User], name: str, content: bytes
) -> None:
    case, user = example
    give(user, case)
    with pytest.raises(Rejected):
        put(user, case, name=name, content=content)
    assert len(case.documents) == 1


def test_nobody_edits_a_version_that_is_not_there(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    for number in (0, 1, 9):
        with pytest.raises(RuleViolation):
            put(user, case, based_on=number)


# ---- without it ------------------------------------------------------------------------------------


def test_a_step_without_relevant_documents_is_not_held_up(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    assert not case_steps.has_document(case, StepKey.PROJECT)
    document_choices.leave_out(user, case, find_deliverable("projektplan"), reason="Kunden har en plan")
    assert not case_steps.has_document(case, StepKey.PROJECT), "the contract is still to come"
    document_choices.leave_out(user, case, find_deliverable("kontrakt"), reason="Leverandørens bruges")
    assert case_steps.has_document(case, StepKey.PROJECT)
    document_choices.take_in(user, case, find_deliverable("kontrakt"))
    assert not case_steps.has_document(case, StepKey.PROJECT)
    assert lines(case)[-3:] == [
        "markerede Projektplan som ikke relevant", "markerede Kontrakt som ikke relevant", "tog Kontrakt med igen",
    ]  # fmt: skip


def test_the_next_action_names_what_is_still_to_be_delivered(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    case.completed_on = None
    step = case.step(StepKey.PROJECT)
    step.done_on = None
    for module in case.modules:
        module.cancelled_on = module.cancelled_on or clock.today()
    document_choices.leave_out(user, case, find_deliverable("projektplan"), reason="Kunden har en plan")
    views = overview(case, today=clock.today()).steps
    title = next_best(case, views, today=clock.today()).title
    assert "Projektplan" not in title


def test_handing_it_over_makes_it_relevant_again(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    document_choices.leave_out(user, case, find_deliverable(KEY), reason="Ikke nu")
    give(user, case)
    assert document_choices.unneeded(case, KEY) is None
    with pytest.raises(RuleViolation):
        document_choices.leave_out(user, case, find_deliverable(KEY), reason="Nej")


def test_another_firm_decides_nothing(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    give(user, case)
    stranger, deliverable = make_helper(), find_deliverable(KEY)
    file = ("fil.docx", a_docx())
    for act in (
        lambda: document_versions.remake(stranger, case, deliverable),
        lambda: document_choices.leave_out(stranger, case, find_deliverable("kontrakt"), reason="x"),
        lambda: document_choices.take_in(stranger, case, deliverable),
        lambda: document_versions.upload(
            stranger, case, deliverable, file=file, to="A", on=TODAY, based_on=None
        ),
    ):  # fmt: skip
        with pytest.raises(Forbidden):
            act()


def test_the_exchange_carries_what_is_left_out(example: tuple[CustomerCase, User]) -> None:
    case, user = example
    assert "unneeded_documents" not in export_case(case)
    document_choices.leave_out(user, case, find_deliverable("projektplan"), reason="Kunden har en plan")
    db.session.commit()
    again = import_case(export_case(case)).case
    mark = document_choices.unneeded(again, "projektplan")
    assert mark
    assert (mark.reason, mark.decided_by, mark.decided_on) == ("Kunden har en plan", user.name, clock.today())
    assert export_case(again)["unneeded_documents"] == export_case(case)["unneeded_documents"]
