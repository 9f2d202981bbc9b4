"""The days of a module, as the rules read them."""

from dataclasses import dataclass
from datetime import date


@dataclass
class Dates:
    """A draft has none; the rest is made with `dataclasses.replace`."""

    agreement_sent_on: date | None = None
    agreement_signed_on: date | None = None
    start_reported_on: date | None = None
    started_on: date | None = None
    delivered_on: date | None = None
    accepted_on: date | None = None
    end_reported_on: date | None = None
    cancelled_on: date | None = None
