"""Leverandør A, B, C: the vendors without names, while the customer's own people give points (F026)."""

import re
from collections.abc import Callable, Iterator, Mapping

from itstart.models import CustomerCase, Vendor
from itstart.rules.demo_points import vendor_letter
from itstart.steps.selection.wording import GENERAL, Names
from itstart.steps.shared_documents import real_name, short_name

SHORTEST = 3
_NUMBER = re.compile(r"\d+$")
_GENITIVE = r"(?P<s>['’]?s|['’])?"


def anonymous_names(case: CustomerCase) -> dict[str, str]:
    """Vendor's number to "Leverandør A". The letter follows from the number, so it never moves: V-1 is A, V-27 AA."""
    return {
        vendor.code: f"Leverandør {vendor_letter(_place(vendor.code, number))}"
        for number, vendor in enumerate(case.vendors, 1)
    }


def shown_names(case: CustomerCase) -> Mapping[str, str] | None:
    """The names for the pages of step 3 when they are hidden; None when the vendors' own are shown."""
    return anonymous_names(case) if case.evaluation.names_hidden else None


def _place(code: str, otherwise: int) -> int:
    found = _NUMBER.search(code)
    return int(found[0]) if found and int(found[0]) else otherwise


def hider(case: CustomerCase) -> Callable[[str], str]:
    """A function that takes the vendors' names, products and contact persons out of a text.

    What a vendor wrote often names the vendor. Whole words only; a name of one word is known by its capitals.
    """
    words = _words(case)
    if not words:
        return lambda text: text
    longest = sorted(words, key=len, reverse=True)
    either = "|".join(_pattern(word) for word in longest)
    pattern = re.compile(rf"(?<!\w)(?P<word>{either}){_GENITIVE}(?!\w)")
    plain = {_plain(word): instead for word, instead in words.items()}

    def hidden(found: re.Match[str]) -> str:
        instead = plain.get(_plain(found["word"]), "leverandøren")
        return f"{instead}s" if found["s"] else instead

    return lambda text: pattern.sub(hidden, text)


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def _pattern(word: str) -> str:
    parts = [re.escape(part) for part in word.split()]
    joined = r"\s+".join(parts)
    return f"(?i:{joined})" if len(parts) > 1 or "@" in word else joined


def _words(case: CustomerCase) -> dict[str, str]:
    """Everything that gives a vendor away, with what stands instead."""
    names, letters = Names(case), anonymous_names(case)
    found: dict[str, str] = {}
    for vendor in case.vendors:
        instead = letters[vendor.code]
        for word in _of(vendor, names[vendor.code]):
            if len(word) >= SHORTEST:
                found.setdefault(word, instead)
    return found


def _of(vendor: Vendor, brief: str) -> Iterator[str]:
    product = vendor.bid.product.strip() if vendor.bid else ""
    contact = vendor.contact.partition(",")[0].strip()
    yield from (vendor.name.strip(), real_name(vendor.name), short_name(vendor.name), brief, product, contact)
    yield vendor.contact_email.strip()
    for many in (brief, product):
        first = (many.split() or [""])[0]
        if first.casefold() not in GENERAL and first[:1].isupper():
            yield first
