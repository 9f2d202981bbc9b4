"""Every message of the installed WTForms has a Danish text."""

import re
from pathlib import Path

import wtforms

from itstart.forms.messages import MESSAGES, PLURALS, DanishTranslations


def _catalogue() -> tuple[set[str], set[str]]:
    """(messages, messages with a plural) of the package's own catalogue."""
    text = (Path(wtforms.__file__).parent / "locale" / "wtforms.pot").read_text("utf-8")
    text = re.sub(r'"\n"', "", text)
    found = set(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE))
    plural = set(re.findall(r'^msgid "(.+)"\nmsgid_plural', text, re.MULTILINE))
    return {message for message in found - plural if not message.startswith("Project-Id")}, plural


def test_nothing_is_left_in_english() -> None:
    single, plural = _catalogue()

    assert len(single) > 30
    assert set(MESSAGES) == single
    assert set(PLURALS) == plural


def test_placeholders_are_kept() -> None:
    pattern = re.compile(r"%\(\w+\)[ds]|%s")
    for english, danish in MESSAGES.items():
        assert sorted(pattern.findall(english)) == sorted(pattern.findall(danish)), english
    for english, forms in PLURALS.items():
        for danish in forms:
            assert sorted(pattern.findall(english)) == sorted(pattern.findall(danish)), english


def test_one_and_many() -> None:
    danish = DanishTranslations()
    one, many = "'%(value)s' is not a valid choice for this field.", "'%(value)s' are not valid choices for this field."

    assert danish.ngettext(one, many, 1) == "“%(value)s” er ikke en af mulighederne."
    assert danish.ngettext(one, many, 2) == "“%(value)s” er ikke blandt mulighederne."
    assert danish.gettext("unknown") == "unknown"
