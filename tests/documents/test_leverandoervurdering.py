"""The vendor assessment: the worked example, an empty case, hostile text, ties and exclusions."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from itstart import models as m
from itstart.documents import RenderedDocument
from itstart.models import CustomerCase
from itstart.rules.evaluation import DEFAULT_POINTS
from itstart.rules.terms import Answer, AwardModel
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.documents import leverandoervurdering
from itstart.steps.selection.wording import Names, genitive
from tests.documents.contract_cases import TODAY, full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, headings, rendered, text
from tests.documents.word_cases import EXAMPLE, empty_case, example_case, made

NAME = "leverandoervurdering"
CHAPTERS = [
    "Indstilling på én side", "Processen", "Modtagne tilbud", "Formel kontrol og SKAL-krav", "Kriterier og vægte",
    "Opfyldelse af krav", "Totaløkonomi over 5 år", "Demo", "Referencer", "Leverandørens soliditet og team",
    "Samlet resultat", "Hvor sikkert er resultatet?", "Risici og forhandlingspunkter", "Beslutning og underskrift",
]  # fmt: skip


def _document(case: CustomerCase) -> RenderedDocument:
    return rendered(NAME, leverandoervurdering(case, today=TODAY))


@pytest.fixture(scope="module")
def example() -> RenderedDocument:
    return _document(full_case())


def test_the_figures_are_those_of_the_worked_example() -> None:
    found = assess(full_case())
    for given in EXAMPLE["evaluation"]["results"]:
        bid = found.of(given["vendor_id"])
        assert bid is not None
        assert bid.result is not None
        assert float(bid.result.total_score or 0) == given["total_score"]
        assert bid.tco.total == given["tco_total"]
        assert bid.result.rank == given["rank"]
    assert found.sensitivity is not None
    assert found.sensitivity.winner_tco_increase_until_tie == 206_863


def test_what_is_negotiated_so_far_is_told_with_its_worth(example: RenderedDocument) -> None:
    words = text(example)
    assert "Opnået indtil nu" in words
    assert words.count("−15.000") == 2  # the point and the sum
    assert "Det kan I forhandle om" in words


def test_the_outline_is_whole(example: RenderedDocument) -> None:
    assert headings(example, "heading 1") == CHAPTERS
    assert headings(example, "Bilag") == ["Krav for krav", "Prislinjer", "Referencesamtaler"]


def test_nothing_is_missing_and_nothing_is_broken(example: RenderedDocument) -> None:
    assert faults(example) == []
    assert empty_rows(example) == []
    assert example.missing == ()


def test_every_requirement_vendor_price_and_talk_is_there(example: RenderedDocument) -> None:
    words = text(example)
    for requirement in EXAMPLE["requirements"]:
        if requirement["priority"] != "wont":
            assert requirement["id"] in words
            assert requirement["title"] in words
    for vendor in EXAMPLE["vendors"]:
        assert vendor["name"].removesuffix(" (fiktiv)") in words
    for bid in EXAMPLE["bids"]:
        for line in bid["one_off_lines"] + bid["annual_lines"]:
            assert line["label"] in words
            assert f"{line.get('amount', line.get('amount_per_year')):,}".replace(",", ".") in words
    for check in EXAMPLE["evaluation"]["reference_checks"]:
        assert check["reference_company"].removesuffix(" (fiktiv)") in words
        assert check["notes"] in words


@pytest.mark.parametrize(
    "golden",
    ["1.365.358", "1.518.273", "1.334.597", "91,9", "82,6", "77,6", "206.863 kr.", "415.000", "149.760", "171.000",
     "94,4", "95,4", "86,7", "88,3", "84,0", "højst 82 %", "Kongeå Data får 91,9 point af 100, mod 82,6"],
)  # fmt: skip
def test_the_golden_numbers_are_in_danish_format(example: RenderedDocument, golden: str) -> None:
    assert golden in text(example)


def test_the_relation_the_waiver_and_the_decision_are_told(example: RenderedDocument) -> None:
    words = text(example)
    assert "oplyst relation til Kongeå Data A/S" in words
    assert "28. april 2026" in words
    assert "dispensation for K-24" in words
    assert EXAMPLE["evaluation"]["decision"]["reason"] in words
    assert "Skal afklares, før I skriver under." in words


def test_only_points_that_were_changed_are_told_as_changed() -> None:
    case = full_case()
    kept = case.bids[0].responses[0]
    kept.score, kept.score_reason = DEFAULT_POINTS[kept.answer or ""], "Vist i demoen."
    rows = leverandoervurdering(case, today=TODAY)["rettelser"]
    assert isinstance(rows, list)
    changed = [(row["krav"], row["fra"], row["til"]) for row in rows]
    assert changed == [("K-16", "5", "4"), ("K-15", "3", "2"), ("K-21", "4", "3")]
    assert "6. maj 2026" in rows[1]["grund"]


def test_the_template_and_the_context_know_the_same_fields() -> None:
    assert field_differences(NAME, leverandoervurdering(full_case(), today=TODAY)) == (set(), set())


@pytest.mark.parametrize("case", [empty_case, example_case])
def test_a_case_without_bids_says_what_is_missing(case: object) -> None:
    made = {"empty_case": empty_case, "example_case": example_case}[getattr(case, "__name__", "")]()
    document = _document(made)
    assert faults(document) == []
    assert empty_rows(document) == []
    assert headings(document, "heading 1") == CHAPTERS
    assert "tilbud, der er vurderet på alle kriterier" in document.missing
    assert "kundens beslutning" in document.missing
    assert "[mangler: demopoint]" in text(document)


def test_hostile_text_stays_text() -> None:
    document = _document(hostile_full_case())
    words = text(document)
    assert [f for f in faults(document) if f not in {"{{", "{%"}] == []
    assert "Møller & Søn <A/S> {{ 7*7 }}" in words
    assert "<script>alert(1)</script>" in words


def test_the_advisers_own_words_come_first() -> None:
    case = full_case()
    own = case.evaluation
    own.recommendation, own.counterarguments = "Vælg dem med god samvittighed.", "Prisen er ikke den laveste."
    own.open_points, own.fit_note, own.demo_note = "- Få tallet 3 ind\n- Spørg igen", "Om krav.", "Om demo."
    own.sensitivity_note, case.bids[1].reservations_meaning = "Om sikkerhed.", "Det betyder ingenting."
    words = text(_document(case))
    for line in ("Vælg dem med god samvittighed.", "Prisen er ikke den laveste.", "Få tallet 3 ind", "Spørg igen",
                 "Om krav.", "Om demo.", "Om sikkerhed.", "Det betyder ingenting."):  # fmt: skip
        assert line in words
    assert "- Få tallet" not in words


def test_a_must_without_a_waiver_takes_the_bid_out() -> None:
    case = full_case()
    case.waivers = []
    found = assess(case)
    assert [b.code for b in found.excluded] == ["V-3"]
    words = text(_document(case))
    assert "Sydhavn er udgået: SKAL-krav uden dispensation: K-24." in words
    assert "1.334.597" in words


def test_a_tie_is_said_to_be_a_tie() -> None:
    case = full_case()
    first, second, third = case.bids
    case.evaluation.decided_vendor = None
    case.bids = [first, second]
    case.criteria = [c for c in case.criteria if c.method == "demo_scores"]
    case.criteria[0].weight = 100
    for score in case.demo_scores:
        score.score = 4
    document = _document(case)
    assert "Kongeå Data står lige." in text(document)
    assert faults(document) == []
    assert third.vendor.code == "V-3"


def test_another_choice_than_the_top_is_told() -> None:
    case = full_case()
    case.evaluation.decided_vendor = case.vendors[0]
    words = text(_document(case))
    assert "Vælg Limfjord med LimERP Cloud." in words
    assert "Kongeå Data har flest point i alt." in words


def test_an_unanswered_requirement_gives_no_points() -> None:
    case = full_case()
    answer = next(r for r in case.bids[1].responses if r.requirement.code == "K-01")
    answer.answer, answer.score = None, None
    found = assess(case).of("V-2")
    assert found is not None
    assert found.result is not None
    assert float(found.result.criterion_scores["C1"] or 0) < 94.4
    assert "Intet svar" in text(_document(case))


def test_short_names_never_collide() -> None:
    case = full_case()
    assert [Names(case)[v.code] for v in case.vendors] == ["Limfjord", "Kongeå Data", "Sydhavn", "Bredning"]
    case.vendors[0].name, case.vendors[2].name = "Sydhavn Systems ApS", "Sydhavn Software ApS"
    assert Names(case)["V-1"] == "Sydhavn Systems"
    assert genitive("Kongeå Data") == "Kongeå Datas"
    assert genitive("Systems") == "Systems'"


def test_low_own_hours_are_a_warning() -> None:
    case = full_case()
    case.bids[1].internal_hours = case.bids[1].internal_hours and case.bids[1].internal_hours / 2
    assert "Tilbuddet regner kun med 190 timer fra jer" in text(_document(case))


def test_every_answer_has_a_place_in_the_table_of_musts(example: RenderedDocument) -> None:
    words = text(example)
    for head in ("Standard", "Opsætning", "Tilpasning", "Tredjepart", "Senere", "Nej"):
        assert head in words
    assert len(Answer) == 6


def test_what_is_deleted_is_not_assessed() -> None:
    case = full_case()
    gone = case.vendors[2]
    gone.deleted_at = datetime(2026, 5, 1, tzinfo=UTC)
    case.vendors = [v for v in case.vendors if v is not gone]
    words = text(_document(case))
    assert "Sydhavn" not in words
    assert "K-24" in words


def test_the_lowest_price_can_decide_alone() -> None:
    case = full_case()
    case.tender.award_model = AwardModel.LOWEST_PRICE
    case.evaluation.decided_vendor = None
    document = _document(case)
    words = text(document)
    assert faults(document) == []
    assert "Vælg Sydhavn med Havn ERP." in words
    assert "I har valgt den enkle model" in words
    assert "på laveste totaløkonomi" in words
    assert "1.334.597" in words
    assert "30.761" in words
    assert "Sydhavn kan blive 30.761 kr. dyrere over 5 år, før Kongeå Data er lige så billig." in words
    for absent in ("Sådan bliver pris til point", "Point fra 0 til 100 pr. kriterium", "Det kan regnes ud, når mindst"):
        assert absent not in words, absent
    assert document.missing == ("kundens beslutning",)


def test_what_the_people_agreed_on_is_told_with_its_reason() -> None:
    case = full_case()
    scenario, vendor = case.demo_scenarios[0], case.vendors[1]
    case.demo_consensus = [made(m.DemoConsensus, vendor=vendor, scenario=scenario, score=3, note="Vi så det to gange")]
    words = text(_document(case))
    assert "Efter en samtale blev I enige om 3. Vi så det to gange." in words


def test_five_bids_are_told_in_short() -> None:
    case = full_case()
    for number in (8, 9):
        vendor = made(m.Vendor, code=f"V-{number}", name=f"Nordjysk Industri og Rådgivning {number} A/S", invited=True)
        case.vendors.append(vendor)
        bid = made(
            m.Bid, vendor=vendor, product="X", annual_price_adjustment_pct=Decimal(2), internal_hours=Decimal(400)
        )
        bid.price_lines = [
            made(m.PriceLine, code=f"Q-{number}", annual=False, type="implementation", label="Alt", amount_dkk=900_000)
        ]
        bid.responses = [
            made(m.RequirementResponse, requirement=r.requirement, answer=Answer.STANDARD)
            for r in case.bids[0].responses
        ]
        case.bids.append(bid)
    for vendor in case.vendors[4:]:
        case.demo_scores += [
            made(m.DemoScore, vendor=vendor, scenario=s, evaluator="Direktør", score=2) for s in case.demo_scenarios
        ]
        case.sub_scores += [
            made(m.SubScore, code=f"{vendor.code}-{c.code}", vendor=vendor, criterion=c, label="Plan", score=Decimal(2))
            for c in case.criteria
        ]
    document = _document(case)
    assert faults(document) == []
    assert "Fire andre tilbud bryder mindst én ramme." in text(document)
