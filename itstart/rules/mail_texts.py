"""Texts of mails with named fields such as {firma}: checked and filled in. Plain words, no code."""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from itstart.rules.findings import Finding

MOST_SUBJECT = 150
_FIELD = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class MailField:
    """A field that may stand in the text: its name, what it holds, and a sample."""

    name: str
    label: str
    sample: str


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail as it ships: who gets it and when, its text, and the fields that may and must stand in it."""

    key: str
    label: str
    to: str
    when: str
    subject: str
    body: str
    fields: Sequence[MailField]
    required: Collection[str] = ()

    @property
    def samples(self) -> dict[str, str]:
        """Something to try the text with."""
        return {field.name: field.sample for field in self.fields}


def check(mail: MailText, subject: str, body: str) -> list[Finding]:
    """Why a text cannot be used; an unknown field is told with the one that was probably meant."""
    found = []
    if not subject.strip():
        found.append(Finding("Skriv et emne.", where="subject"))
    if len(subject) > MOST_SUBJECT:
        found.append(Finding(f"Emnet må højst fylde {MOST_SUBJECT} tegn.", where="subject"))
    if not body.strip():
        found.append(Finding("Skriv mailens tekst.", where="body"))
    names = [field.name for field in mail.fields]
    for where, text in (("subject", subject), ("body", body)):
        found += [Finding(told, where=where) for told in _unknown(text, names)]
    missing = [name for name in mail.required if f"{{{name}}}" not in body]
    found += [Finding(f"Feltet {{{name}}} skal stå i teksten.", where="body") for name in missing]
    return found


def _unknown(text: str, names: Sequence[str]) -> list[str]:
    told = []
    for name in dict.fromkeys(_FIELD.findall(text)):
        if name in names:
            continue
        near = difflib.get_close_matches(name.strip().lower(), names, n=1, cutoff=0.5)
        meant = f"Mente du {{{near[0]}}}?" if near else "Vælg et af felterne i listen."
        told.append(f"Feltet {{{name}}} findes ikke. {meant}")
    if re.search(r"[{}]", _FIELD.sub("", text)):
        told.append("Der står en { eller } alene. Felter skrives som {" + (names[0] if names else "felt") + "}.")
    return told


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in, once: braces inside a value stay as they are.

    A line that holds nothing but an empty field goes, with the empty line after it.
    """
    for name, value in values.items():
        if not value:
            text = re.sub(rf"^\{{{re.escape(name)}\}}(?:\n\n?|$)", "", text, flags=re.MULTILINE)
    filled = _FIELD.sub(lambda found: values.get(found[1], found[0]), text)
    return re.sub(r"[ \t]+$", "", filled, flags=re.MULTILINE).strip()
