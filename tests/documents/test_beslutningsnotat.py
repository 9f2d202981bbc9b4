"""The decision memo: the worked example, an empty case, hostile text, and never more than four pages."""

import io
from decimal import Decimal

import pytest
from pypdf import PdfReader

from itstart import models as m
from itstart.documents import RenderedDocument, pdf
from itstart.rules.terms import AwardModel
from itstart.steps.project.decision_memo import beslutningsnotat
from itstart.steps.shared_documents import brief
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import EXAMPLE, HOSTILE, empty_case, example_case, made

NAME = "beslutningsnotat"
CHAPTERS = [
    "Behovet i tre linjer", "Tilbuddene", "Økonomi over 5 år", "De største risici", "Det sker der nu", "Beslutning",
]  # fmt: skip
LONG = "Et langt svar, som ingen når at læse på et møde, fordi det bliver ved og ved uden at sige mere. " * 20


def _document(case: m.CustomerCase) -> RenderedDocument:
    return rendered(NAME, beslutningsnotat(case, today=TODAY))


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return _document(full_case())


def crowded_case() -> m.CustomerCase:
    """Six bids, and long texts wherever a person can write one."""
    case = full_case()
    first = case.bids[0]
    for number in range(5, 8):
        vendor = made(m.Vendor, code=f"V-{number}", name=f"Leverandør nummer {number} med et meget langt navn " * 3)
        bid = made(m.Bid, vendor=vendor, product=LONG[:190], internal_hours=Decimal(200 + number))
        bid.price_lines = [
            made(m.PriceLine, code=f"P-{number}-{i}", annual=annual, label="Pris", amount_dkk=200_000 + number)
            for i, annual in enumerate((False, True))
        ]
        bid.responses = [
            made(m.RequirementResponse, requirement=r.requirement, answer=r.answer) for r in first.responses
        ]
        case.vendors.append(vendor)
        case.bids.append(bid)
        case.demo_scores += [
            made(m.DemoScore, vendor=vendor, scenario=s, evaluator="Karsten", score=3) for s in case.demo_scenarios
        ]
        case.sub_scores += [
            made(m.SubScore, code=f"X-{number}-{c.code}", vendor=vendor, criterion=c, label="Team", score=Decimal(3))
            for c in case.criteria
            if c.method == "sub_scores"
        ]
    for row in (*case.risks, *case.objectives, *case.processes, *case.milestones):
        for column in ("text", "pain", "mitigation", "owner", "title", "responsible"):
            if isinstance(getattr(row, column, None), str):
                setattr(row, column, LONG[:200] if column in {"owner", "title", "responsible"} else LONG)
    own = case.evaluation
    own.recommendation, own.counterarguments, own.decision_reason = LONG, LONG, LONG
    own.open_points = "\n".join([LONG] * 9)
    case.contract.signed_on = None
    return case


def test_the_example_is_whole(example: RenderedDocument) -> None:
    assert faults(example) == []
    assert empty_rows(example) == []
    assert example.missing == ()
    assert headings(example, "heading 1") == CHAPTERS


@pytest.mark.parametrize(
    "golden",
    ["91,9", "82,6", "77,6", "1.365.358", "1.518.273", "1.334.597", "1.350.358", "415.000", "400.000", "206.863 kr.",
     "373.640 kr. om året", "2,6 år", "9 behov og 32 krav, heraf 18 SKAL-krav", "4. januar 2027", "20. maj 2026"],
)  # fmt: skip
def test_the_golden_numbers_are_in_danish_format(example: RenderedDocument, golden: str) -> None:
    assert golden in text(example)


def test_recommendation_risks_and_decision_are_told(example: RenderedDocument) -> None:
    words = text(example)
    assert "Vælg Kongeå Data" in words
    assert words.index(EXAMPLE["project_plan"]["risks"][0]["text"]) < words.index("Nøglepersoner har ikke tid")
    assert EXAMPLE["evaluation"]["decision"]["reason"] in words
    assert "Det taler imod" in words


def test_the_template_and_the_context_know_the_same_fields() -> None:
    assert field_differences(NAME, beslutningsnotat(full_case(), today=TODAY)) == (set(), set())


def test_before_the_contract_only_the_bid_is_told() -> None:
    case = full_case()
    case.price_lines, case.contract.annual_price_dkk = [], None
    words = text(_document(case))
    assert "efter tilbuddet" in words
    assert "1.350.358" not in words
    assert "Aftalt, kr." not in words


def test_without_points_the_price_decides() -> None:
    case = full_case()
    case.tender.award_model = AwardModel.LOWEST_PRICE
    words = text(_document(case))
    assert "på laveste totaløkonomi" in words
    assert "Omkostninger i 1.000 kr." in words


def test_what_is_left_to_settle_goes_with_the_signature() -> None:
    case = full_case()
    case.contract.signed_on = None
    assert "Det skal på plads, før der skrives under" in text(_document(case))


def test_a_gain_that_does_not_pay_is_said() -> None:
    case = full_case()
    case.benefits = case.benefits[1:2]
    words = text(_document(case))
    assert "dækker ikke den årlige pris" in words
    assert "tjent hjem på" not in words


@pytest.mark.parametrize("make", [empty_case, example_case])
def test_a_case_without_bids_says_what_is_missing(make: object) -> None:
    document = _document({"empty_case": empty_case, "example_case": example_case}[getattr(make, "__name__", "")]())
    assert faults(document) == []
    assert empty_rows(document) == []
    assert headings(document, "heading 1") == CHAPTERS
    assert {"tilbud, der er vurderet", "kundens beslutning"} <= set(document.missing)


def test_hostile_text_stays_text() -> None:
    document = _document(hostile_full_case())
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    words = text(document)
    assert "{{ 7*7 }}" in words
    assert "49 " not in words


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("make", [full_case, crowded_case, hostile_full_case, empty_case])
def test_the_memo_is_never_longer_than_four_pages(make: object) -> None:
    case = make() if callable(make) else None
    assert case is not None
    found = pdf.to_pdf(_document(case).content)
    assert found is not None
    assert len(PdfReader(io.BytesIO(found)).pages) <= 4


def test_a_brief_text_ends_with_a_sentence_or_a_word() -> None:
    assert brief("Kort.", 10) == "Kort."
    assert brief("Første sætning er her. Anden sætning er lang.", 30) == "Første sætning er her."
    assert brief("Et langt ord efter et andet langt ord", 20) == "Et langt ord efter…"
    assert brief("**Bedst på krav.** Resten kommer her og fylder", 30) == "**Bedst på krav.**"
    assert len(brief(HOSTILE * 9, 100)) <= 100
