"""The contract: 21 chapters and nine annexes of the worked example, an empty case and hostile text."""

from datetime import date
from decimal import Decimal

import pytest

from itstart.documents import RenderedDocument
from itstart.models import CustomerCase
from itstart.rules.terms import Answer, DeliveryModel
from itstart.steps.project.documents import kontrakt
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import EXAMPLE, empty_case, example_case

NAME = "kontrakt"
CHAPTERS = [
    "Parter", "Baggrund og formål", "Kontraktens dokumenter og rangorden", "Leverancen", "Tidsplan og milepæle",
    "Kundens medvirken", "Ændringer", "Prøver og overtagelse", "Drift, support og servicemål",
    "Pris, regulering og betaling", "Forsinkelse og bod", "Mangler og garanti", "Ansvar", "Rettigheder og data",
    "Persondata og sikkerhed", "Fortrolighed", "Løbetid, opsigelse og ophør", "Force majeure",
    "Underleverandører og overdragelse", "Tvister, lovvalg og værneting", "Underskrift",
]  # fmt: skip
DISCLAIMER = "Skabelonen erstatter ikke juridisk rådgivning. Lad en advokat læse kontrakten, før I skriver under."


def _document(case: CustomerCase) -> RenderedDocument:
    return rendered(NAME, kontrakt(case, today=TODAY))


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return _document(full_case())


def test_the_outline_is_whole(example: RenderedDocument) -> None:
    assert headings(example, "heading 1") == CHAPTERS
    assert headings(example, "Bilag") == [a["title"] for a in EXAMPLE["contract"]["annexes"]]
    assert len(headings(example, "Klausul")) > 80


def test_nothing_is_missing_and_nothing_is_broken(example: RenderedDocument) -> None:
    assert faults(example) == []
    assert empty_rows(example) == []
    assert example.missing == ()


@pytest.mark.parametrize("case", ["full", "empty", "half"])
def test_the_reader_is_always_told_to_ask_a_lawyer(case: str) -> None:
    made = {"full": full_case, "empty": empty_case, "half": example_case}[case]()
    assert DISCLAIMER in text(_document(made))


def test_every_requirement_is_a_promise(example: RenderedDocument) -> None:
    words = text(example)
    for requirement in EXAMPLE["requirements"]:
        assert requirement["id"] in words
        assert requirement["text"] in words
    assert "Leverandørens bemærkning: Standardkobling fra tredjepart." in words
    assert "Aftalt i forhandlingen: Højst 3 tryk, uden merpris." in words
    assert "Leveres ikke nu. Løsningen må ikke stå i vejen for det." in words


def test_what_the_negotiation_was_worth_is_told_without_the_total(example: RenderedDocument) -> None:
    words = text(example)
    assert "Det aftalte går forud for tilbuddet. Ændringerne er 15.000 kr. værd for Kunden over 5 år." in words
    assert "1.365.358" not in words


def test_every_must_has_its_test(example: RenderedDocument) -> None:
    context = kontrakt(full_case(), today=TODAY)
    musts = [r for r in EXAMPLE["requirements"] if r["priority"] == "must"]
    assert [row["nr"] for row in context["skalproever"]] == [r["id"] for r in musts]  # type: ignore[attr-defined]
    for requirement in musts:
        assert requirement["acceptance_criterion"] in text(example)


def test_every_milestone_price_and_payment_is_there(example: RenderedDocument) -> None:
    words = text(example)
    for stone in EXAMPLE["project_plan"]["milestones"]:
        assert stone["title"] in words
        assert stone["criterion"] in words
    for line in EXAMPLE["contract"]["price_lines"]:
        assert line["label"] in words
        assert f"{line['amount']:,}".replace(",", ".") in words
    for payment in EXAMPLE["contract"]["payments"]:
        assert f"{payment['amount']:,}".replace(",", ".") in words


@pytest.mark.parametrize(
    "golden",
    ["400.000 kr.", "149.760 kr.", "37.440 kr.", "549.760 kr.", "0,2 %", "10 %", "800 kr.", "40.000 kr.",
     "Nettoprisindeks, højst 2 % om året", "Retten i Herning", "dansk ret", "11. december 2026", "NM-2026-01",
     "99000007", "99000023", "højst 3 B-fejl", "20 arbejdsdage i træk", "16. juni 2026", "(EU) 2023/2854"],
)  # fmt: skip
def test_the_golden_values_are_in_danish_format(example: RenderedDocument, golden: str) -> None:
    assert golden in text(example)


def test_the_service_levels_are_those_the_annex_names() -> None:
    case = full_case()
    assert _numbers(case, "servicekrav") == ["K-28", "K-29"]
    case.annexes = []
    assert _numbers(case, "servicekrav") == ["K-26", "K-28", "K-29"]
    assert _numbers(case, "ophoerskrav") == ["K-30"]


def _numbers(case: CustomerCase, items: str) -> list[object]:
    rows = kontrakt(case, today=TODAY)[items]
    assert isinstance(rows, list)
    return [row["nr"] for row in rows]


def test_a_waiver_and_a_later_version_need_a_date() -> None:
    case = full_case()
    case.contract.vendor = case.vendors[2]
    document = _document(case)
    assert "frist for K-24" in document.missing
    assert "Kundens dispensation: API er lovet skriftligt" in text(document)
    case.waivers[0].deadline_on = date(2027, 3, 31)
    document = _document(case)
    assert document.missing == ()
    assert "Frist: 31. marts 2027." in text(document)


def test_a_promised_date_goes_into_annex_one() -> None:
    case = full_case()
    answer = next(r for r in case.bids[1].responses if r.requirement.code == "K-25")
    answer.answer, answer.promised_on, answer.available = Answer.ROADMAP, date(2027, 6, 1), "Version 9"
    words = text(_document(case))
    assert "Frist: 1. juni 2027." in words
    assert "Løfter med en særlig frist" in words


def test_a_missing_answer_is_marked() -> None:
    case = full_case()
    case.bids[1].responses = [r for r in case.bids[1].responses if r.requirement.code != "K-15"]
    assert "leverandørens svar på K-15" in _document(case).missing


def test_conditions_change_the_words_but_not_the_number_of_clauses() -> None:
    plain = headings(_document(full_case()), "Klausul")
    case = full_case()
    case.contract.delay_penalty_pct_per_workday = None
    case.contract.mediation_first = False
    case.needs_description.nis2_relevant = True
    case.bids[1].delivery_model = DeliveryModel.ON_PREMISE
    document = _document(case)
    words = text(document)
    assert len(headings(document, "Klausul")) == len(plain)
    assert "Parterne har ikke aftalt bod." in words
    assert "NIS2-loven" in words
    assert "mediation" not in words
    assert "(EU) 2023/2854, kapitel VI, som har været" not in words


def test_an_exit_cost_is_printed() -> None:
    case = full_case()
    case.bids[1].exit_cost_dkk = 15_000
    assert "Bistand ved ophør koster højst 15.000 kr." in text(_document(case))


def test_a_variable_fee_is_printed() -> None:
    case = full_case()
    case.contract.variable_fee = "1 kr. pr. e-faktura"
    case.contract.delay_penalty_pct_per_workday = Decimal("0.25")
    words = text(_document(case))
    assert "Dertil kommer: 1 kr. pr. e-faktura." in words
    assert "0,25 %" in words


def test_the_template_and_the_context_know_the_same_fields() -> None:
    case = full_case()
    case.waivers[0].vendor = case.vendors[1]
    case.waivers[0].deadline_on = date(2027, 3, 31)
    assert field_differences(NAME, kontrakt(case, today=TODAY)) == (set(), set())


@pytest.mark.parametrize("case", ["empty", "half"])
def test_an_early_case_says_what_is_missing(case: str) -> None:
    document = _document({"empty": empty_case, "half": example_case}[case]())
    assert faults(document) == []
    assert empty_rows(document) == []
    assert headings(document, "heading 1") == CHAPTERS
    assert len(headings(document, "Bilag")) == 9
    assert "den valgte leverandør" in document.missing
    assert "Kontrakten er ikke klar til underskrift. Det mangler:" in text(document)


def test_hostile_text_stays_text() -> None:
    document = _document(hostile_full_case())
    assert [f for f in faults(document) if f not in {"{{", "{%"}] == []
    assert "Møller & Søn <A/S> {{ 7*7 }}" in text(document)


def test_nothing_promises_the_standards_own_words(example: RenderedDocument) -> None:
    assert "Ordene er vores egne." in text(example)
