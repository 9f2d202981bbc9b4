"""When two vendors in two cases are the same firm: the CVR number says so, else the name (F036)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """A vendor of a case. `plain_name` is its name without company form, in lower case and plain letters."""

    @property
    def cvr(self) -> str: ...
    @property
    def plain_name(self) -> str: ...


V = TypeVar("V", bound=Named)


def key_of(vendor: Named, known: Mapping[str, str] | None = None) -> str:
    """What the vendor is known by: its CVR number, else that of the only firm with its name, else the name.

    `known` is what `numbers` gives. The key stands in addresses: digits, letters and dashes.
    """
    return vendor.cvr or (known or {}).get(vendor.plain_name) or _words(vendor.plain_name)


def numbers(vendors: Iterable[Named]) -> dict[str, str]:
    """Name to CVR number, for the names that only one number goes by."""
    found: dict[str, set[str]] = {}
    for vendor in vendors:
        if vendor.cvr and vendor.plain_name:
            found.setdefault(vendor.plain_name, set()).add(vendor.cvr)
    return {name: next(iter(cvrs)) for name, cvrs in found.items() if len(cvrs) == 1}


def same_firm(vendors: Sequence[V]) -> dict[str, list[V]]:
    """The vendors by key, in the order the firms first occur. A vendor with neither number nor name is left out."""
    known = numbers(vendors)
    found: dict[str, list[V]] = {}
    for vendor in vendors:
        if key := key_of(vendor, known):
            found.setdefault(key, []).append(vendor)
    return found


def _words(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name)
    return "-".join(kept.split())
