"""The response form of a case."""

import pytest
from flask import Flask

from itstart.models import CustomerCase, User, Vendor
from itstart.rules.terms import Priority
from itstart.steps.tender import response_form
from tests.factories.example import import_example
from tests.factories.response_forms import opened


@pytest.fixture
def example(app: Flask) -> tuple[CustomerCase, User]:
    return import_example()


def _vendor(case: CustomerCase, code: str = "V-2") -> Vendor:
    return next(vendor for vendor in case.vendors if vendor.code == code)


def test_it_asks_every_requirement_but_those_left_for_later(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    sheet = opened(response_form.build(case, _vendor(case)))["Kravbesvarelse"]
    codes = [sheet.cell(row, 1).value for row in range(5, sheet.max_row + 1)]

    assert len(codes) == 32
    assert codes == [row.code for row in response_form.asked(case)]


def test_two_vendors_get_the_same_questions_and_other_names(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    first, second = (response_form.response_form(case, _vendor(case, code)) for code in ("V-1", "V-2"))

    assert first.mark == second.mark == response_form.requirements_hash(case)
    assert (first.vendor_code, second.vendor_code) == ("V-1", "V-2")
    assert response_form.build(case, _vendor(case)) == response_form.build(case, _vendor(case))


def test_the_mark_of_the_list_follows_the_requirements(example: tuple[CustomerCase, User]) -> None:
    case, _ = example
    before = response_form.requirements_hash(case)
    left = next(row for row in case.requirements if row.priority is Priority.WONT)

    left.text = "Andre ord"
    assert response_form.requirements_hash(case) == before
    case.requirements[0].acceptance_criterion = "En anden prøve."
    assert response_form.requirements_hash(case) != before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kongeå Data A/S (fiktiv)", "2026-0017 Tilbudsskema Kongeå Data.xlsx"),
        ("a/b\\c:d", "2026-0017 Tilbudsskema a-b-c-d.xlsx"),
        ("", "2026-0017 Tilbudsskema V-2.xlsx"),
    ],
)
def test_its_name_is_a_file_name(example: tuple[CustomerCase, User], name: str, expected: str) -> None:
    case, _ = example
    vendor = _vendor(case)
    vendor.name = name

    assert response_form.filename(case, vendor) == expected
