"""How long something is kept: days counted from an end, and whole years after a year of accounts."""

from datetime import date, timedelta


def due_before(today: date, days: int) -> date:
    """What ended on this day or earlier is deleted today."""
    return today - timedelta(days=days)


def agreement_until(signed_on: date, years: int) -> date:
    """The last day a signed agreement is kept: whole years after the year it belongs to (bogføringsloven § 12)."""
    return date(signed_on.year + years, 12, 31)
