"""Words as they are searched and recognised."""

LONGEST = 600
_SPELLED = (("æ", "ae"), ("ø", "oe"), ("å", "aa"))
_LAST = str.maketrans({"æ": "{1", "ø": "{2", "å": "{3"})


def search_text(*parts: str) -> str:
    """What a list is searched in: lower case, the Danish letters in their spelled-out form; at most 600 letters."""
    text = " ".join(part for part in parts if part).casefold()
    for letter, spelled in _SPELLED:
        text = text.replace(letter, spelled)
    return text[:LONGEST]


def danish_order(text: str) -> str:
    """What a list of names is sorted by: æ, ø and å come last, as in the dictionary."""
    return text.casefold().translate(_LAST)
