"""The prioritising matrix (F015): how important it is to the customer, times what happens without it.

Both go from 1 to 3. Only what is missed so badly that a bid without it is worth nothing becomes SKAL (DOMAIN B3),
so the consequence decides that, and importance alone never does.
"""

from types import MappingProxyType

from itstart.rules.terms import Priority

LEVELS = (1, 2, 3)
IMPORTANCE = MappingProxyType({1: "Lille", 2: "Mellem", 3: "Stor"})
CONSEQUENCE = MappingProxyType(
    {1: "Til at leve med", 2: "Koster tid eller penge", 3: "Stopper arbejdet eller bryder loven"}
)

_SUGGESTED = MappingProxyType(
    {
        (3, 1): Priority.SHOULD,
        (3, 2): Priority.SHOULD,
        (3, 3): Priority.MUST,
        (2, 1): Priority.COULD,
        (2, 2): Priority.SHOULD,
        (2, 3): Priority.MUST,
        (1, 1): Priority.WONT,
        (1, 2): Priority.COULD,
        (1, 3): Priority.SHOULD,
    }
)


def suggest(importance: int | None, consequence: int | None) -> Priority | None:
    """The priority of a cell, (importance, consequence) from 1 to 3 each; None until both are placed.

    Raises KeyError for a place outside the matrix.
    """
    if importance is None or consequence is None:
        return None
    return _SUGGESTED[importance, consequence]
