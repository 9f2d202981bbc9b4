"""Where the answers of each task stand, found by marking every one of them.

B Behovsbeskrivelse, U Udbudsmateriale, V Leverandørvurdering, P Projektplan, K Kontrakt, R Den røde tråd,
N Beslutningsnotat, T Prøveskema, I Interviewguide, S Spørgsmål til kunden, G Gevinstberegning. A dash is used by the
rules alone, or is a choice, which is shown as a word of ours and found through its row.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from flask import Flask

from itstart import clock
from itstart.db import db
from itstart.documents.html import sections
from itstart.documents.html_sections import Links
from itstart.models import AcceptanceResult, CustomerCase, CustomerQuestion
from itstart.rules.terms import Outcome
from itstart.steps import DELIVERABLES, TASKS, FormSection, gap_places, sources
from itstart.steps.sources import CUSTOMER, FACTS, Source
from itstart.steps.uses import DOCUMENTS_OF
from tests.factories import make_case
from tests.factories.answers import blank, fill
from tests.factories.example import import_example

LETTERS = {
    "behovsbeskrivelse": "B",
    "udbudsmateriale": "U",
    "leverandoervurdering": "V",
    "projektplan": "P",
    "kontrakt": "K",
    "roed-traad": "R",
    "beslutningsnotat": "N",
    "proeveskema": "T",
    "interviewguide": "I",
    "spoergsmaal-til-kunden": "S",
    "gevinstberegning": "G",
}
ORDER = "".join(LETTERS.values())
FIELDS = {
    "behov/virksomheden virksomheden": "background:BUP current_situation:BU",
    "behov/virksomheden interessenter": "name:BP role:BP interest:BP",
    "behov/processer arbejdsgange": "name:BU today:BU pain:B wish:BU",
    "behov/systemer systemer": "name:BUPK purpose:BUPK fate:BUPK",
    "behov/maal maal": "text:BUPKN metric:BUPKN baseline:BUPKN target:BUPKN",
    "behov/behov behov-liste": "title:BUR priority:BU",
    "behov/krav krav": (
        "title:BUVKRT priority:BUVKRT area:BUPK kind:- text:BUPKRT acceptance_criterion:BUPKRT needs:- "
        "law_reference:BUK source:-"
    ),
    "behov/omfang omfang": (
        "scope_in:BUPK scope_out:BUPK integrations:BUPK users_full:BUPK users_light:BUPK transactions:BUPK "
        "wanted_go_live_on:BUN personal_data:BUK nis2_relevant:- nis2_note:B"
    ),
    "behov/oekonomi ramme": "budget_one_off_dkk:B budget_annual_dkk:B",
    "behov/oekonomi gevinster": "text:BPG annual_value_dkk:BPG hours_saved:- hourly_rate_dkk:-",
    "behov/moeder moeder-liste": "title:- held_on:- hours:- place:- participants:- purpose:- notes:-",
    "behov/moeder aftaler": "meeting_id:- text:- owner:- due_on:- done_on:-",
    "behov/afklares kundespoergsmaal": "text:S reason:- owner:- due_on:- answer:S answered_on:-",
    "behov/barrierer barrierer": "barriers:- barriers_note:B",
    "behov/barrierer sammenfatning": "summary:B recommendation:B",
    "udbud/tidsplan tidsplan": (
        "title:U issued_on:BUV question_deadline_on:U answers_published_on:UV bid_deadline_at:BUV sealed_opening:- "
        "demo_from_on:BUV demo_to_on:UV decision_on:BU bid_validity_until_on:UV"
    ),
    "udbud/kriterier kriterier-liste": "title:UVN weight:UV method:- weight_reason:-",
    "udbud/kriterier metode": (
        "award_model:- tco_years:- internal_hourly_rate_dkk:- price_zero_at_pct_above_lowest:- scale:-"
    ),
    "udbud/leverandoerer leverandoer": (
        "name:VPKNT cvr:K city:VK contact:K contact_email:- invited:- invitation_status:- decline_reason:V"
    ),
    "udbud/spoergsmaal spoergsmaal-liste": "question:U answer:U vendor_anonymous:-",
    "udbud/demomanuskript demoopgaver": "title:UV script:U",
    "udbud/vilkaar vilkaar": "public_body:- award_rule:U contract_draft_attached:-",
    "valg/tilbud tilbud": (
        "product:VPKNT received_at:VK valid_until_on:- delivery_model:- annual_price_adjustment_pct:V "
        "internal_hours:VP exit_cost_dkk:V reservations:VK reservations_meaning:V excluded_reason:-"
    ),
    "valg/tilbud engangspriser": "label:V type:- amount_dkk:V scales_with:-",
    "valg/tilbud aarlige-priser": "label:VK type:- amount_dkk:VK scales_with:-",
    "valg/referencer referencesamtaler": (
        "reference_company:V contact:V held_on:V chosen_by_customer:- question_scores:- notes:V"
    ),
    "valg/dispensationer dispensation": (
        "vendor_id:- requirement_id:- granted_by:V granted_on:V deadline_on:V reason:V"
    ),
    "valg/beslutning indstilling": (
        "recommendation:VN counterarguments:VN open_points:V fit_note:V demo_note:V sensitivity_note:V"
    ),
    "valg/beslutning beslutning": "decision_reason:VN decided_by:VN decided_on:VN decided_vendor_id:-",
    "projekt/organisation organisation": (
        "project_manager_customer:PK project_manager_vendor:PK meeting_rhythm:PK fallback_go_live_on:PK"
    ),
    "projekt/organisation styregruppe": "name:PK",
    "projekt/milepaele milepaele-liste": "title:PKRN date_on:PKRNT type:- responsible:PKN criterion:PK status:-",
    "projekt/egne-opgaver kundens-opgaver": "task:PK owner:PK hours:PK due_on:PK",
    "projekt/risici risiko": "text:BVPN probability:P impact:P mitigation:BVPN owner:BVPN",
    "projekt/forhandling forhandlet": "agreed_on:VPK topic:VPK concerns:- before:VPK after:VPKR",
    "projekt/betalingsplan prislinjer": "label:K amount_dkk:K",
    "projekt/betalingsplan aarlig-pris": (
        "annual_price_dkk:PK annual_invoicing:- variable_fee:K price_regulation:PK payment_terms_days:K"
    ),
    "projekt/betalingsplan rater": "milestone_id:- share_pct:PK status:-",
    "projekt/kontraktvilkaar vilkaar": (
        "number:KT vendor_id:- delay_penalty_pct_per_workday:K delay_penalty_max_pct:K max_b_errors:PKT "
        "warranty_months:K liability_cap_dkk:K liability_cap_text:K commitment_months:K notice_months:K law:K venue:K "
        "mediation_first:-"
    ),
    "projekt/bilag bilag-liste": "title:K source:-",
    "projekt/underskrift underskrift": (
        "lawyer_reviewed_on:K ready_on:- signed_on:K signed_for_customer:- signed_for_vendor:K declined_on:- "
        "declined_reason:-"
    ),
    "projekt/overtagelsesproeve proeveresultater": "requirement_id:- outcome:- note:T tested_by:- tested_on:-",
}


def _found(case: CustomerCase) -> Iterator[tuple[str, Source]]:
    """(document, source) of everything marked that is read in a document."""
    nothing = Links(lambda _source: None, lambda _gap, _source: None)
    for key, deliverable in DELIVERABLES.items():
        with sources.marked(case, TASKS.values()) as marks:
            text = deliverable.word_template().text(deliverable.context(case, today=clock.today()))
        for number in {number for section in sections(text, marks, nothing) for number in section.sources}:
            yield key, marks.sources[number]


@pytest.fixture
def filled(app: Flask) -> CustomerCase:
    case = import_example()[0]
    case.customer_questions.append(CustomerQuestion(code="1", position=1))
    case.acceptance_results.append(
        AcceptanceResult(code="1", position=1, requirement=case.requirements[0], outcome=Outcome.PASSED)
    )
    db.session.flush()
    fill(case)
    return case


def test_every_field_is_found_in_its_documents(filled: CustomerCase) -> None:
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for key, source in _found(filled):
        found[source.task, source.part, source.field].add(LETTERS[key])
    table = {}
    for task in TASKS.values():
        for part in task.parts:
            name = part.key if isinstance(part, FormSection) else part.slug
            places = [(field.short_name, found[task.key, name, field.short_name]) for field in part.form()]
            said = (f"{field}:{''.join(sorted(where, key=ORDER.index)) or '-'}" for field, where in places)
            table[f"{task.key} {name}"] = " ".join(said)
    assert table == FIELDS


def test_a_task_names_the_documents_its_answers_stand_in(filled: CustomerCase) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for key, source in _found(filled):
        found[source.task].add(key)
    assert {task: sorted(found[task]) for task in TASKS if found[task]} == {
        task: sorted(documents) for task, documents in DOCUMENTS_OF.items()
    }


@pytest.mark.parametrize("words", gap_places.PLACES)
def test_the_place_of_a_gap_is_there(words: str) -> None:
    place = gap_places.place_of(words, None)
    assert place is not None
    if place.task not in (CUSTOMER, FACTS):
        assert place.task in TASKS
        assert not place.field or gap_places.has_field(place, place.field)


@pytest.mark.parametrize(
    ("gap", "source", "control"),
    [
        ("tal for i dag til O-1", Source("behov/maal", "maal", "", "O-1"), "row-maal-O-1-baseline"),
        ("frist for »Rydde op«", Source("projekt/egne-opgaver", "kundens-opgaver", "task", "2"),
         "row-kundens-opgaver-2-due_on"),
        ("prøve af K-15", Source("behov/krav", "krav", "acceptance_criterion", "K-15"),
         "row-krav-K-15-acceptance_criterion"),
        ("antal fulde brugere", None, "form-omfang-users_full"),
        ("CVR-nummer", Source(CUSTOMER, field="cvr"), "cvr"),
    ],
)  # fmt: skip
def test_a_gap_leads_to_the_very_field(gap: str, source: Source | None, control: str) -> None:
    place = gap_places.place_of(gap, source)
    assert place is not None
    assert place.control == control


# What the firm itself fills in, not the case.
ELSEWHERE = {"rådgiverens navn", "rådgiverens mail"}


@pytest.mark.parametrize("kind", ["new", "blank"])
def test_every_gap_leads_somewhere(app: Flask, kind: str) -> None:
    case = make_case() if kind == "new" else import_example()[0]
    if kind == "blank":
        blank(case)
    lost: set[str] = set()
    for deliverable in DELIVERABLES.values():
        with sources.marked(case, TASKS.values()) as marks:
            text = deliverable.word_template().text(deliverable.context(case, today=clock.today()))

        def note(gap: str, number: int | None, known: list[Source] = marks.sources) -> None:
            if gap_places.place_of(gap, None if number is None else known[number]) is None:
                lost.add(gap)

        sections(text, marks, Links(lambda _source: None, note))
    assert lost <= ELSEWHERE
