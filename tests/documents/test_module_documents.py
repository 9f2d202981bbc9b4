"""The agreement and the two reports of a module: the worked example, a module without words, and hostile text."""

from datetime import date
from decimal import Decimal

import pytest

from itstart.documents import RenderedDocument
from itstart.models import CustomerCase, DeliveryModule, ModuleAddendum, ModuleRating
from itstart.rules.module_acts import RatingQuestion
from itstart.steps import Deliverable
from itstart.steps.module_documents import agreement
from itstart.steps.module_report_documents import end_report, start_report
from tests.documents.contract_reading import empty_rows, faults, headings, text
from tests.documents.word_cases import EXAMPLE, HOSTILE, empty_case, example_case, made

TODAY = date(2026, 3, 6)
AGREEMENT = [
    "Parter", "Modulets indhold og produkt", "Tid og sted", "Pris og betaling", "Kundens medvirken", "Uvildighed",
    "Forholdet til IBIZ-Center og deling af oplysninger", "Fortrolighed og persondata", "Rettigheder til materialet",
    "Ansvar", "Opsigelse", "Lovvalg", "Underskrift",
]  # fmt: skip
START = ["Kunde og sag", "Modul, skridt og produkt", "Pris og timer", "Henvisningskilde", "Forventet slut",
         "Ønske om sparring"]  # fmt: skip
END = ["Leverance og dato", "Timer og pris", "Værdi for kunden", "Kundens vurdering", "Hvad lærte vi",
       "Mulig successag", "Næste skridt"]  # fmt: skip


def module_of(case: CustomerCase) -> DeliveryModule:
    """The example's first module, whole."""
    given, module = EXAMPLE["modules"][0], case.modules[0]
    module.case, module.title, module.product = case, given["title"], given["product"]
    for name in ("agreement_signed_on", "start_reported_on", "started_on", "delivered_on", "accepted_on"):
        setattr(module, name, date.fromisoformat(given[name]))
    module.end_reported_on = TODAY
    module.agreement_signed_by, module.data_sharing_accepted = given["agreement_signed_by"], True
    for name in ("value_for_customer", "customer_rating", "lessons"):
        setattr(module, name, given["end_report"][name])
    module.ratings = [made(ModuleRating, question=question, score=4) for question in RatingQuestion]
    return module


def addendum_to(module: DeliveryModule, words: str = "Kunden vil mindre") -> ModuleAddendum:
    return made(
        ModuleAddendum, number=1, price_dkk=13_500, product=words, planned_hours=Decimal(14), reason=words,
        old_price_dkk=15_000, old_product=module.product, old_planned_hours=Decimal(15),
    )  # fmt: skip


def rendered(document: Deliverable, case: CustomerCase) -> RenderedDocument:
    return document.render(case, today=TODAY)


@pytest.fixture(scope="module")
def case() -> CustomerCase:
    case = example_case()
    module_of(case)
    return case


@pytest.mark.parametrize(
    ("make", "chapters"),
    [(agreement, AGREEMENT), (start_report, START), (end_report, END)],
    ids=["aftale", "start", "slut"],
)
def test_the_example_is_whole(case: CustomerCase, make: object, chapters: list[str]) -> None:
    document = make(case.modules[0])  # type: ignore[operator]
    found = rendered(document, case)
    assert headings(found, "heading 1") == chapters
    assert (faults(found), empty_rows(found), found.missing) == ([], [], ())
    assert document.word_template().unknown_fields(document.context(case, today=TODAY)) in {
        (), ("tillaeg.aendringer[].foer", "tillaeg.aendringer[].hvad", "tillaeg.aendringer[].nu"),
    }  # fmt: skip


def test_the_agreement_says_what_the_kodeks_asks(case: CustomerCase) -> None:
    words = text(rendered(agreement(case.modules[0]), case))
    for said in (
        "Behovsbeskrivelse med 33 prioriterede krav", "15.000 kr. ekskl. moms, 18.750 kr. med moms", "15 timer",
        "IBIZ-Center er ikke part", "det fulde ansvar", "Arbejdet begynder først, når aftalen er underskrevet",
        "højst være 15.000 kr.", "fælles webinar", "må deles med IBIZ-Center", "Birgit Nordvang, direktør",
    ):  # fmt: skip
        assert said in words, said


def test_an_addendum_says_what_is_new_and_what_it_replaces(case: CustomerCase) -> None:
    module = case.modules[0]
    words = text(rendered(agreement(module, addendum_to(module)), case))
    for said in ("Tillæg nr. 1", "28. januar 2026", "13.500 kr.", "16.875 kr.", "14 timer", "Kunden vil mindre"):
        assert said in words, said


def test_the_reports_carry_the_figures(case: CustomerCase) -> None:
    start, end = (text(rendered(make(case.modules[0]), case)) for make in (start_report, end_report))
    assert "Meldt til IBIZ-Center den 29. januar 2026" in start
    for said in ("14,5", "0,5 mindre end ventet", "5 af 5", "Workshop med 6 medarbejdere", "enig om, hvad systemet"):
        assert said in end, said


@pytest.mark.parametrize("make", [agreement, start_report, end_report], ids=["aftale", "start", "slut"])
def test_a_module_without_words_says_what_is_missing(make: object) -> None:
    case = empty_case()
    module = made(DeliveryModule, number=1, price_dkk=15_000, code="M-1")
    case.modules = [module]
    found = rendered(make(module), case)  # type: ignore[operator]
    assert faults(found) == []
    assert "kundens CVR-nummer" in found.missing
    assert all(f"[mangler: {gap}]" in text(found) for gap in found.missing)


@pytest.mark.parametrize("make", [agreement, start_report, end_report], ids=["aftale", "start", "slut"])
def test_hostile_words_stay_words(make: object) -> None:
    case = example_case()
    module = module_of(case)
    for name in ("title", "product", "place", "customer_effort", "sparring_wish", "value_for_customer", "lessons",
                 "next_steps", "customer_comment", "agreement_signed_by", "cancel_reason"):  # fmt: skip
        setattr(module, name, HOSTILE)
    for entry in module.time_entries:
        entry.activity = HOSTILE
    case.customer.name = case.customer.contact_name = case.customer.signatory_name = HOSTILE
    found = rendered(make(module), case)  # type: ignore[operator]
    words = text(found)
    assert "Møller & Søn <A/S> {{ 7*7 }}" in words
    assert "49" not in words
    if make is agreement:
        assert "{% if %}" in text(rendered(agreement(module, addendum_to(module, HOSTILE)), case))
