"""The papers that go out with the tender: full, empty and hostile, read back as a vendor would."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from itstart import models as m
from itstart.documents import RenderedDocument, WordTemplate
from itstart.documents.checks import problems
from itstart.rules.tender_changes import Difference, difference
from itstart.steps.project.contract_draft import kontraktudkast
from itstart.steps.tender.answers_document import spoergsmaal_og_svar
from itstart.steps.tender.correction_document import rettelsesblad
from itstart.steps.tender.demo_document import demomanuskript
from itstart.steps.tender.documents import udbudsmateriale
from itstart.steps.tender.letters import cancellation, invitation
from itstart.steps.tender_versions import snapshot
from tests.documents import word_reading as reading
from tests.documents.word_cases import HOSTILE, TODAY, empty_case, example_case, hostile_case, made

Context = dict[str, object]
Paper = Callable[[m.CustomerCase, m.Vendor], Context]
SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REASON = "Et krav var skrevet forkert."


def vendor_of(case: m.CustomerCase) -> m.Vendor:
    return case.vendors[0] if case.vendors else made(m.Vendor, code="V-1", name="Limfjord ApS")


def version_of(case: m.CustomerCase, reason: str = REASON) -> m.TenderVersion:
    """A version sent with another requirement, one text and one weight different."""
    sent = snapshot(case)
    sent["requirements"] = [*sent["requirements"], dict.fromkeys(("area", "priority", "text", "test", "law"), "x")
                            | {"code": "K-99", "title": "Fax"}]  # fmt: skip
    if len(sent["requirements"]) > 1:
        sent["requirements"][0] |= {"text": "Den gamle tekst"}
    if sent["criteria"]:
        sent["criteria"][0] |= {"weight": 5}
    return made(m.TenderVersion, number=1, issued_at=SENT, issued_by="Mette", deadline_at=SENT, snapshot=sent,
                cancel_reason=reason)  # fmt: skip


def changed(case: m.CustomerCase) -> Difference:
    return difference(version_of(case).snapshot, snapshot(case))


def _sheet(case: m.CustomerCase, _vendor: m.Vendor) -> Context:
    return rettelsesblad(case, changed(case), before=version_of(case), number=2, reason=REASON, today=TODAY)


PAPERS: dict[str, tuple[str, Paper]] = {
    "invitation": ("invitation", lambda c, v: invitation(c, v, number=1, reason="", today=TODAY)),
    "rettelse": ("invitation", lambda c, v: invitation(c, v, number=2, reason=REASON, today=TODAY)),
    "rettelsesblad": ("rettelsesblad", _sheet),
    "demomanuskript": ("demomanuskript", lambda c, _v: demomanuskript(c, number=1, today=TODAY)),
    "svar": ("spoergsmaal_og_svar", lambda c, _v: spoergsmaal_og_svar(c, today=TODAY)),
    "annullering": ("annullering", lambda c, v: cancellation(c, v, version_of(c), today=TODAY)),
    "kontraktudkast": ("kontrakt", lambda c, _v: kontraktudkast(c, number=1, today=TODAY)),
}


def paper(name: str, case: m.CustomerCase) -> RenderedDocument:
    template, context = PAPERS[name]
    return reading.rendered(template, context(case, vendor_of(case)))


def words(name: str, case: m.CustomerCase) -> str:
    return reading.text(paper(name, case).content)


@pytest.mark.parametrize("make", [example_case, empty_case, hostile_case], ids=["full", "empty", "hostile"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_sound_whatever_the_case_holds(name: str, make: Callable[[], m.CustomerCase]) -> None:
    document = paper(name, make())
    assert problems(document.content) == []
    assert reading.empty_rows(document.content) == 0
    assert "None" not in reading.text(document.content)


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "kontraktudkast"])
def test_template_and_context_have_the_same_fields(name: str) -> None:
    template, context = PAPERS[name]
    case = example_case()
    case.requirements.append(made(m.Requirement, code="K-98", title="Ny"))
    case.criteria[0].weight_reason = "Prisen"
    case.tender.award_rule, before = "Ny regel", version_of(case)
    before.snapshot["dates"]["Frist for tilbud"] = before.snapshot["terms"]["Kontraktudkast"] = "før"
    before.snapshot["requirements"] = before.snapshot["requirements"][:5] + before.snapshot["requirements"][-1:]
    before.snapshot["scenarios"][0]["title"] = "før"
    if name == "rettelsesblad":
        found = difference(before.snapshot, snapshot(case))
        made_of = rettelsesblad(case, found, before=before, number=2, reason=REASON, today=TODAY)
    else:
        made_of = context(case, vendor_of(case))
    shared = {"brevhoved", "dokument", "kunde", "raadgiver", "sag"}
    used = {field for field in WordTemplate(template).fields() if field.split(".")[0] not in shared}
    there = {path for path in reading.paths(made_of) if path.split(".")[0] not in shared}
    assert used <= there
    assert {path for path in there if "[]" not in path} <= used | {"udbud.version", "udbud.kontrakt"}


def test_the_example_misses_nothing() -> None:
    case = example_case()
    case.helper.email = "mette@hedelund.example"
    for name in PAPERS:
        assert paper(name, case).missing == (), name


def test_the_invitation_says_what_to_do_and_by_when() -> None:
    said = words("invitation", example_case())
    for part in ("Invitation til at give tilbud", "20. april 2026 kl. 12.00", "31. marts 2026", "8. april 2026",
                 "6.–8. maj 2026", "Tilbudsskema (Excel)", "Demomanuskript (Word)",
                 "Kontraktudkast med bilag"):  # fmt: skip
        assert part in said
    assert "Rettelsesblad" not in said


def test_a_letter_names_its_own_vendor_and_no_other() -> None:
    case = example_case()
    for name in ("invitation", "rettelse", "annullering"):
        said = words(name, case)
        assert "Limfjord" in said
        assert not any(other in said for other in ("Kongeå", "Sydhavn", "Bredning"))


def test_the_sheet_shows_old_and_new_added_and_withdrawn() -> None:
    case = example_case()
    case.requirements.append(made(m.Requirement, code="K-98", title="Helt nyt krav"))
    before = version_of(example_case())
    found = difference(before.snapshot, snapshot(case))
    context = rettelsesblad(case, found, before=before, number=2, reason=REASON, today=TODAY)
    said = reading.text(reading.rendered("rettelsesblad", context).content)
    for part in ("Rettelsesblad nr. 1", "version 1 fra 2. marts 2026", "Den gamle tekst", case.requirements[0].text,
                 "Helt nyt krav", "K-99\nFax", "Udgået", "5 %", "35 %", REASON):  # fmt: skip
        assert part in said


def test_a_sheet_has_only_the_chapters_it_needs() -> None:
    case = example_case()
    before = version_of(case)
    before.snapshot = snapshot(case) | {"dates": {"Frist for tilbud": "13. april 2026 kl. 12.00"}}
    found = difference(before.snapshot, snapshot(case))
    context = rettelsesblad(case, found, before=before, number=2, reason=REASON, today=TODAY)
    assert reading.chapters(reading.rendered("rettelsesblad", context).content) == ["Datoer"]


def test_the_demo_script_holds_every_task_and_the_same_questions_for_all() -> None:
    case = example_case()
    case.demo_scenarios[0].script = "Åbn planen.\n\nFlyt ordren."
    document = paper("demomanuskript", case)
    assert reading.chapters(document.content) == [row.title for row in case.demo_scenarios]
    said = reading.text(document.content)
    assert "Flyt ordren." in said
    assert "Hvad betaler vi, hvis overtagelsesprøven ikke er bestået?" in said


def test_answers_without_the_unanswered_and_without_names() -> None:
    case = example_case()
    case.questions.append(made(m.TenderQuestion, code="9", question="Ubesvaret?"))
    said = words("svar", case)
    assert all(row.answer in said for row in case.questions)
    assert "Ubesvaret?" not in said
    assert not any(vendor.name in said for vendor in case.vendors)


def test_the_draft_contract_knows_no_vendor_and_no_price() -> None:
    case = example_case()
    case.price_lines = [made(m.ContractPriceLine, code="1", label="Licens", amount_dkk=123_456)]
    case.negotiation = [made(m.NegotiationPoint, code="1", topic="K-01", before="500000", after="400000")]
    case.contract.vendor, case.contract.annual_price_dkk = case.vendors[0], 98_765
    said = words("kontraktudkast", case)
    assert "Kontraktudkast" in said
    assert "[udfyldes senere: leverandørens CVR-nummer]" in said
    assert not any(secret in said for secret in ("Limfjord", "123.456", "98.765", "400.000", "[mangler"))
    assert "ikke klar til underskrift" not in said


def test_hostile_text_is_only_text() -> None:
    case = hostile_case()
    vendor = made(m.Vendor, code="V-1", name=HOSTILE, contact=HOSTILE, city=HOSTILE)
    context = invitation(case, vendor, number=2, reason=HOSTILE, today=TODAY)
    said = reading.text(reading.rendered("invitation", context).content)
    assert "Møller & Søn <A/S> {{ 7*7 }}" in said


def test_the_material_of_a_second_version_says_what_it_replaces_and_what_is_gone() -> None:
    case = example_case()
    first, second = version_of(case), version_of(case)
    second.number, second.deadline_at = 2, datetime(2099, 1, 1, tzinfo=UTC)
    case.tender_versions = [first, second]
    context = udbudsmateriale(case, today=TODAY)
    said = reading.text(reading.rendered("udbudsmateriale", context).content)
    assert "Dette er version 2. Den erstatter version 1 fra 2. marts 2026." in said
    assert "K-99\nFax\nUdgået" in said
    assert set(reading.paths(context)) == set(WordTemplate("udbudsmateriale").fields())
