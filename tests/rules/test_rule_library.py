"""The words of the requirement library, of what is published, of templates and of response forms."""

from dataclasses import replace
from datetime import date

import pytest

from itstart.rules.library import Depth, LibraryText, check_text, fits
from itstart.rules.material import check_page
from itstart.rules.response_forms import fingerprint, list_fingerprint
from itstart.rules.retention import agreement_until, due_before
from itstart.rules.template_states import TemplateState, state_of
from itstart.rules.terms import Priority, RequirementKind

DAY = date(2026, 6, 1)
TEXT = LibraryText(
    "Backup", "Der tages backup.", "Drift", RequirementKind.FUNCTIONAL, Depth.LIGHT, Priority.MUST, "", "", ""
)


def test_each_level_has_those_before_it() -> None:
    assert [level.within() for level in Depth] == [tuple(Depth)[:count] for count in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (TEXT, []),
        (replace(TEXT, law_reference="GDPR art. 32"), ["law_checked_on"]),
        (replace(TEXT, law_checked_on=DAY), ["law_reference"]),
        (replace(TEXT, law_reference="GDPR art. 32", law_checked_on=DAY), []),
        (replace(TEXT, priority=Priority.WONT), ["priority"]),
    ],
)
def test_a_law_has_its_day(text: LibraryText, where: list[str]) -> None:
    assert [finding.where for finding in check_text(text)] == where


def test_a_pack_without_categories_is_for_all() -> None:
    assert fits([], "erp")
    assert fits(["crm", "erp"], "erp")
    assert not fits(["crm"], "erp")


@pytest.mark.parametrize(
    ("title", "text", "where"),
    [("Om", "Vi", []), (" ", "Vi", ["title"]), ("Om", "\n", ["text"]), ("", "", ["title", "text"])],
)
def test_what_a_page_lacks(title: str, text: str, where: list[str]) -> None:
    assert [finding.where for finding in check_page(title, text)] == where


@pytest.mark.parametrize(
    ("passed", "is_live", "was_chosen", "state"),
    [
        (False, True, True, TemplateState.REFUSED),
        (True, True, True, TemplateState.LIVE),
        (True, False, True, TemplateState.REPLACED),
        (True, False, False, TemplateState.READY),
    ],
)
def test_the_state_of_a_template(passed: bool, is_live: bool, was_chosen: bool, state: TemplateState) -> None:
    assert state_of(passed=passed, is_live=is_live, was_chosen=was_chosen) is state
    assert [one.label for one in TemplateState] == ["Afvist", "Klar", "Gældende", "Erstattet"]


def test_a_mark_changes_with_the_words_and_not_with_the_spaces() -> None:
    mark = fingerprint("Der tages  backup", "SKAL")
    assert mark == fingerprint(" Der tages\r\nbackup ", "SKAL")
    assert len(mark) == 16
    others = {fingerprint("Der tages backup"), fingerprint("Der tages backupSKAL"), fingerprint("SKAL", "Der tages")}
    assert len(others | {mark}) == 4
    assert list_fingerprint([("K-01", "a"), ("K-02", "b")]) == fingerprint("K-01=a", "K-02=b")


def test_how_long_something_is_kept() -> None:
    assert due_before(date(2026, 3, 1), 1) == date(2026, 2, 28)
    assert agreement_until(date(2026, 1, 2), 5) == date(2031, 12, 31)
