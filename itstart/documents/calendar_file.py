"""An iCalendar file (RFC 5545) of days and moments; the same events give the same bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar"
_FOLD_AT = 75  # octets of a line, the line break not counted


@dataclass(frozen=True)
class Event:
    """A day, or an aware moment; `uid` stays the same when the day is moved. With an end it takes one's time."""

    uid: str
    on: date | datetime
    title: str
    text: str = ""
    until: datetime | None = None
    place: str = ""


def calendar(name: str, events: Iterable[Event], *, changed_at: datetime) -> bytes:
    """The file: `name` is the calendar's, `changed_at` (aware) when its events were last right."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//It-start//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
    ]
    for event in events:
        lines += _event(event, changed_at)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line)).encode()


def _event(event: Event, changed_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_moment(changed_at)}"
    if isinstance(event.on, datetime):
        yield f"DTSTART:{_moment(event.on)}"
        yield f"DTEND:{_moment(event.until or event.on)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escape(event.text)}"
    if event.place:
        yield f"LOCATION:{escape(event.place)}"
    yield f"TRANSP:{'OPAQUE' if event.until else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """A text value: backslash, semicolon, comma and line breaks are marked, other control characters go."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(char for char in lines if char == "\n" or not (ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0))
    return plain.encode("utf-8", "ignore").decode().replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each after the first begun with a space; no letter is cut in two."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _FOLD_AT:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
