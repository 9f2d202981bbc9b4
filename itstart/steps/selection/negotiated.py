"""What has been negotiated, read from the list of points: what each is about, in figures, and what it is worth."""

import re
from collections.abc import Sequence
from decimal import Decimal

from itstart.documents.danish import amount, date_long, kroner, number
from itstart.forms.fields import MAX_MONEY
from itstart.forms.numbers import parse_hours, parse_money
from itstart.models import Bid, CustomerCase, NegotiationPoint
from itstart.rules.negotiation import MONEY, Concern, Effect, Point, effect, guess
from itstart.rules.numbers import half_up
from itstart.steps.selection.assessment import prices
from itstart.steps.shared_documents import given

Row = dict[str, object]

_PERCENT = re.compile(r"(\d{1,3}(?:,\d{1,2})?)\s*%")
OPEN = "Ikke aftalt endnu"


def money(text: str) -> int | None:
    """ "245.000 kr." as 245000; None for what is not an amount."""
    try:
        found = parse_money(text)
    except ValueError:
        return None
    return int(half_up(found)) if 0 <= found <= MAX_MONEY else None


def figure(text: str, concern: Concern) -> Decimal | int | None:
    """Kroner, hours or percent, after what the point is about; None when the text has no such figure."""
    if concern in MONEY:
        return money(text)
    if concern is Concern.HOURS:
        try:
            return parse_hours(text)
        except ValueError:
            return None
    found = _PERCENT.findall(text)
    return Decimal(found[0].replace(",", ".")) if concern is Concern.RISE and len(found) == 1 else None


def concern_of(row: NegotiationPoint) -> Concern:
    """What the point is about: as it is said, else by its words."""
    has_amounts = money(row.before) is not None and money(row.after or row.before) is not None
    return row.concerns or guess(row.topic, has_amounts=has_amounts)


def shown(row: NegotiationPoint, text: str) -> str:
    """A value as people read it: an amount with kr., hours with their word, a text as it stands."""
    text = text.strip()
    if not (text.isascii() and text.replace(".", "").isdecimal()):
        return text
    if concern_of(row) is Concern.HOURS:
        return f"{number(figure(text, Concern.HOURS))} timer"
    return kroner(money(text)) or text


def bargain(case: CustomerCase, bid: Bid | None) -> Effect | None:
    """What the case's points have done to the total cost of the bid; None without a bid."""
    if bid is None:
        return None
    points = [_point(row) for row in case.negotiation]
    own = case.evaluation
    return effect(prices(bid), points, years=own.tco_years, hourly_rate=own.internal_hourly_rate_dkk)


def _point(row: NegotiationPoint) -> Point:
    concern = concern_of(row)
    return Point(concern, figure(row.before, concern), figure(row.after, concern))


def change(value: int | None) -> str:
    """ "−15.000", "+2.500", "0"; a dash for what has no figure."""
    if value is None:
        return "–"
    return f"{'−' if value < 0 else '+' if value else ''}{amount(abs(value))}"


def sentence(found: Effect) -> str:
    """The whole in a line: from what to what, and what was saved."""
    if found.saved == 0:
        return f"Punkterne ændrer ikke prisen over {found.years} år: {kroner(found.before)}"
    what = "sparet" if found.saved > 0 else "dyrere"
    moved = f"Fra {kroner(found.before)} til {kroner(found.after)} over {found.years} år"
    return f"{moved}: {kroner(abs(found.saved))} {what}."


def rows(case: CustomerCase, bid: Bid | None) -> list[Row]:
    """The points as a document's table, with the effect in kroner on the total cost."""
    found = bargain(case, bid)
    return [
        {**row, "effekt": change(step)}
        for row, step in zip(points(case), found.steps if found else [None] * len(case.negotiation), strict=True)
    ]


def points(case: CustomerCase) -> list[Row]:
    """What was changed at the table, before and after."""
    return [
        {
            "dato": date_long(row.agreed_on) or "–",
            "emne": given(row.topic, "emne i forhandlingen"),
            "foer": shown(row, row.before) or "–",
            "efter": given(shown(row, row.after), f"resultat for »{row.topic}«"),
        }
        for row in case.negotiation
    ]


def totals(case: CustomerCase, bid: Bid | None) -> Row:
    """The effect of all points: in kroner, as a line, and over how many years."""
    found = bargain(case, bid)
    steps: Sequence[int | None] = found.steps if found else ()
    counted = found is not None and any(step is not None for step in steps)
    return {
        "i_alt": change(-found.saved) if found and counted else "–",
        "tekst": sentence(found) if found and found.saved else "",
        "sparet": kroner(found.saved) if found and found.saved > 0 else "",
        "aar": case.evaluation.tco_years,
    }
