"""What the points of a demo count for when several people give them (DOMAIN B5, F12; FEATURES F031)."""

from collections.abc import Iterable, Sequence

LOWEST = 1
HIGHEST = 5
MOST_APART = 2


def counting(points: Sequence[int], consensus: int | None) -> list[int]:
    """The points of one vendor and one task that count: each person's own, or what they agreed on.

    A consensus stands in for everybody who gave points, so that the task keeps its share of the mean; it
    stands once when nobody has.
    """
    return list(points) if consensus is None else [consensus] * max(len(points), 1)


def apart(points: Iterable[int]) -> tuple[int, int] | None:
    """(lowest, highest) when people are more than two points from each other, so that they should talk; else None."""
    given = list(points)
    if not given or max(given) - min(given) <= MOST_APART:
        return None
    return min(given), max(given)


def vendor_letter(number: int) -> str:
    """The letter of the vendor with this number in its case: 1 is A, 26 is Z, 27 is AA. ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
