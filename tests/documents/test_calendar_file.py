"""The calendar file, read back by the rules of RFC 5545: lines of 75 octets, marks, stable names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from itstart import clock
from itstart.documents.calendar_file import Event, calendar, escape, fold

CHANGED = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def read(content: bytes) -> list[dict[str, str]]:
    """The events of a file: lines unfolded, marks taken away."""
    text = content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name] = _plain(value)
    return events


def _plain(value: str) -> str:
    marks = {"n": "\n", "\\": "\\", ",": ",", ";": ";"}
    out, chars = "", iter(value)
    for char in chars:
        out += marks[next(chars)] if char == "\\" else char
    return out


def made(*events: Event) -> list[dict[str, str]]:
    return read(calendar("Sag; med, tegn", events, changed_at=CHANGED))


def test_a_day_and_a_moment() -> None:
    noon = datetime(2026, 4, 20, 12, 0, tzinfo=clock.DENMARK)
    day, moment = made(Event("a@it-start", date(2026, 12, 31), "Dag"), Event("b@it-start", noon, "Tid", "Mere"))
    assert (day["DTSTART;VALUE=DATE"], day["DTEND;VALUE=DATE"]) == ("20261231", "20270101")
    assert (moment["DTSTART"], moment["UID"], moment["DESCRIPTION"]) == ("20260420T100000Z", "b@it-start", "Mere")
    assert day["DTSTAMP"] == "20260304T080000Z"
    assert [(one["TRANSP"], "LOCATION" in one) for one in (day, moment)] == [("TRANSPARENT", False)] * 2


def test_a_meeting_takes_its_time_at_its_place() -> None:
    noon = datetime(2026, 4, 20, 12, 0, tzinfo=clock.DENMARK)
    (met,) = made(Event("a@it-start", noon, "Møde", until=noon + timedelta(hours=2), place="Torvet 1, Herning"))
    assert (met["DTEND"], met["LOCATION"], met["TRANSP"]) == ("20260420T120000Z", "Torvet 1, Herning", "OPAQUE")


@pytest.mark.parametrize(
    "title",
    [
        "Møde; med, komma \\ og skråstreg",
        "Linje et\nlinje to",
        "Æ" * 200,
        "🚀" * 50,
        "END:VEVENT\r\nBEGIN:VALARM",
        "x" * 67,
        "",
    ],
)
def test_any_text_comes_back_as_it_was(title: str) -> None:
    (event,) = made(Event("a@it-start", date(2026, 1, 1), title))
    assert event["SUMMARY"] == title.replace("\r\n", "\n")


def test_control_characters_and_halves_of_letters_go() -> None:
    assert escape("a\x07b\x00c\ud800d\x85") == "abcd"
    assert escape("a\rb") == "a\\nb"


def test_no_letter_is_cut_in_two_and_the_pieces_are_the_line() -> None:
    line = "SUMMARY:" + "æ🚀x" * 60
    pieces = list(fold(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)


def test_the_same_events_give_the_same_bytes() -> None:
    event = Event("a@it-start", date(2026, 1, 1), "Dag")
    assert calendar("Sag", [event], changed_at=CHANGED) == calendar("Sag", [event], changed_at=CHANGED)
