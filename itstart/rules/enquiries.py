"""An enquiry from the public site: what is held back, how fast it is answered, and by whom (A21, F084)."""

import re
from collections.abc import Container, Sequence
from datetime import date
from typing import TypeVar

from itstart.rules.workdays import add_workdays

ANSWER_WORKDAYS = 3
MAX_LINKS = 2
Person = TypeVar("Person")
_LINK = re.compile(r"(?:https?://|www\.)\S|\[url\b|<a\s", re.IGNORECASE)


def links(*texts: str) -> int:
    """How many addresses of other sites stand in the texts."""
    return sum(len(_LINK.findall(text)) for text in texts)


def is_suspicious(*texts: str) -> bool:
    """True for what looks like advertising; a person looks at it before it becomes a lead."""
    return links(*texts) > MAX_LINKS


def answered_by(today: date, holidays: Container[date], workdays: int = ANSWER_WORKDAYS) -> date:
    """The last day on which the customer hears from somebody."""
    return add_workdays(today, workdays, holidays)


def contact(people: Sequence[Person], number: int) -> Person | None:
    """Whose turn it is to answer; the enquiries go round among all."""
    return people[number % len(people)] if people else None
