"""The letter to a vendor and the sheet of questions: full, almost empty, and full of hostile text; fields and context
agree."""

from datetime import UTC, date, datetime

import pytest

from itstart.models import BidQuestion, CustomerCase, Vendor
from itstart.rules.answer_questions import Question
from itstart.rules.vendor_letters import LetterKind
from itstart.steps.selection import letters
from itstart.steps.selection.assessment import assess
from itstart.steps.selection.letter_documents import letter_context, mail_text
from itstart.steps.selection.letters import Draft
from itstart.steps.selection.question_documents import Pair, sheet_context
from tests.documents.contract_cases import full_case, hostile_full_case
from tests.documents.contract_reading import empty_rows, faults, field_differences, rendered, text
from tests.documents.word_cases import HOSTILE, empty_case, made

LETTER, SHEET = "leverandoerbrev", "spoerg_leverandoeren"
TODAY = date(2026, 6, 22)
HELD = datetime(2026, 5, 6, 7, tzinfo=UTC)


def vendor_of(case: CustomerCase, code: str) -> Vendor:
    return next(vendor for vendor in case.vendors if vendor.code == code)


def proposal(case: CustomerCase, code: str, kind: LetterKind) -> Draft:
    bid = assess(case).of(code)
    assert bid is not None
    return letters.draft(kind, case, bid)


def letter(case: CustomerCase, code: str, kind: LetterKind, held_at: datetime | None = HELD) -> dict[str, object]:
    draft = proposal(case, code, kind)
    return letter_context(case, today=TODAY, kind=kind, vendor=vendor_of(case, code), text=draft, held_at=held_at)


CASES = [("V-1", LetterKind.REJECTION), ("V-2", LetterKind.AWARD), ("V-3", LetterKind.DEMO)]


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_a_letter_of_the_example_is_whole(code: str, kind: LetterKind) -> None:
    case = full_case()
    document = rendered(LETTER, letter(case, code, kind))
    assert faults(document) == []
    assert document.missing == ()
    assert empty_rows(document) == []
    words = text(document)
    assert "22. juni 2026" in words
    assert "Birgit Nordvang" in words
    assert ("6. maj 2026 kl. 09.00" in words) is (kind is LetterKind.DEMO)


def test_the_points_of_a_letter_are_a_list() -> None:
    document = rendered(LETTER, letter(full_case(), "V-1", LetterKind.REJECTION))
    words = text(document)
    assert "Implementering og projektteam: 80,0 point af 100." in words
    assert "- Implementering" not in words


@pytest.mark.parametrize("kind", LetterKind)
def test_an_empty_letter_says_what_is_missing(kind: LetterKind) -> None:
    case = empty_case()
    context = letter_context(case, today=TODAY, kind=kind, vendor=made(Vendor, code="V-1"), text=Draft())
    document = rendered(LETTER, context)
    assert faults(document) == []
    assert {"leverandørens navn", "hvad brevet handler om", "hvem brevet er fra"} <= set(document.missing)
    assert ("hvornår demoen er" in document.missing) is (kind is LetterKind.DEMO)


@pytest.mark.parametrize("kind", LetterKind)
def test_hostile_words_stay_words_in_a_letter(kind: LetterKind) -> None:
    case = hostile_full_case()
    nasty = Draft(*[HOSTILE] * 8)
    context = letter_context(case, today=TODAY, kind=kind, vendor=vendor_of(case, "V-1"), text=nasty, held_at=HELD)
    document = rendered(LETTER, context)
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "{{ 7*7 }}" in text(document)
    assert "49" not in text(document)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_made_of_hostile_data(kind: LetterKind) -> None:
    document = rendered(LETTER, letter(hostile_full_case(), "V-1", kind))
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []


def test_the_fields_of_the_letter_are_those_of_its_context() -> None:
    assert field_differences(LETTER, letter(full_case(), "V-3", LetterKind.DEMO)) == (set(), set())


def test_the_mail_is_the_letter_in_plain_text() -> None:
    case = full_case()
    mail = mail_text(LetterKind.DEMO, proposal(case, "V-3", LetterKind.DEMO), held_at=HELD).replace("\u00a0", " ")
    assert mail.startswith("Kære Anders Wulff\n\nTak for jeres tilbud på Havn ERP.")
    assert "Tid: 6. maj 2026 kl. 09.00\nSted: Nordvang Maskinfabrik, Smedevænget 14, 7400 Herning" in mail
    assert mail.endswith("Nordvang Maskinfabrik A/S\n")
    assert "\n\n\n" not in mail


# ---- the sheet -----------------------------------------------------------------------------------------

ASK = Question("K-24-senere", "Hvornår?", "Svarkode V: kommer senere.", "K-24", "K-24")


def answered(words: str = "Ja, den 1. marts.") -> BidQuestion:
    return made(BidQuestion, key="K-24-senere", text="Hvornår?", asked=True, answer=words, answered_on=date(2026, 5, 4))


def sheet(case: CustomerCase, code: str, *, whole: bool = True) -> dict[str, object]:
    pairs: list[Pair] = [(ASK, answered()), (Question("forbehold", "Hvorfor?", "", ""), None)]
    groups = {name: pairs if whole else [] for name in ("tilbud", "egne", "gamle")}
    return sheet_context(case, today=TODAY, vendor=vendor_of(case, code), groups={**groups, "alle": pairs})


def test_the_sheet_has_every_group_and_room_for_notes() -> None:
    document = rendered(SHEET, sheet(full_case(), "V-3"))
    assert faults(document) == []
    assert document.missing == ()
    words = text(document)
    for part in ("Spørg Sydhavn Software", "636.000 kr. i engangspris", "1.334.597 kr. over 5 år", "520 timer",
                 "Om tilbuddet", "Egne spørgsmål", "Ikke længere aktuelt", "☒", "☐", "Ja, den 1. marts.",
                 "4. maj 2026", "Noter fra mødet", "Otte spørgsmål"):  # fmt: skip
        assert part in words, part


def test_a_group_without_questions_is_left_out() -> None:
    words = text(rendered(SHEET, sheet(full_case(), "V-3", whole=False)))
    assert "Til alle leverandører" in words
    for heading in ("Om tilbuddet", "Egne spørgsmål", "Ikke længere aktuelt"):
        assert heading not in words


def test_the_sheet_of_a_new_case() -> None:
    case = empty_case()
    case.vendors = [made(Vendor, code="V-1")]
    document = rendered(SHEET, sheet(case, "V-1"))
    assert faults(document) == []
    assert set(document.missing) >= {"leverandørens navn"}


def test_hostile_words_stay_words_in_the_sheet() -> None:
    case = hostile_full_case()
    pairs: list[Pair] = [(Question("x", HOSTILE, HOSTILE, HOSTILE), answered(HOSTILE))]
    context = sheet_context(
        case,
        today=TODAY,
        vendor=vendor_of(case, "V-1"),
        groups=dict.fromkeys(("tilbud", "egne", "alle", "gamle"), pairs),
    )
    document = rendered(SHEET, context)
    assert [fault for fault in faults(document) if fault not in {"{{", "{%"}] == []
    assert "49" not in text(document)


def test_the_fields_of_the_sheet_are_those_of_its_context() -> None:
    assert field_differences(SHEET, sheet(full_case(), "V-3")) == (set(), set())
