"""The whole corpus: no hostile file is taken anywhere, every ordinary one is, and each answer is quick and in words."""

import re
import time
import tracemalloc
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import pytest

from itstart.documents import tables
from itstart.documents.tables import UnreadableTable
from itstart.documents.uploads import Rejected, check, check_picture, check_spreadsheet, is_picture
from tests.uploads import benign, hostile_archives, hostile_others, hostile_xml
from tests.uploads.sent import Sent

FILES = [*hostile_archives.archives(), *hostile_xml.trees(), *hostile_others.papers(), *hostile_others.names()]
PICTURES = hostile_others.pictures()
SHORT = 7  # every so many of the corpus in the short form: a prime, so that each collection has its turn
SECONDS, BYTES = 3.0, 250 << 20


def _spread(sent: list[Sent], *, full: bool) -> list[Sent]:
    return sent if full else sent[::SHORT]


def _signed(name: str, content: bytes) -> object:
    return check_picture(name, content, most=20 << 20) if is_picture(name) else check(name, content)


Take = Callable[[str, bytes], object]
PLACES: dict[str, Take] = {
    "a document": check,
    "what is signed": _signed,
    "a response form": check_spreadsheet,
    "requirements": tables.of_file,
}


def _refusal(take: Take, name: str, content: bytes) -> str:
    """What the person is told, "" when the file is taken."""
    try:
        take(name, content)
    except (Rejected, UnreadableTable) as refused:
        return str(refused)
    return ""


def _told(sent: Iterable[Sent], places: Mapping[str, Take]) -> dict[str, str]:
    """What is said of each file in each place, each made once."""
    said: dict[str, str] = {}
    for one in sent:
        content = one.make()
        said |= {f"{one.what}, as {place}": _refusal(take, one.name, content) for place, take in places.items()}
    return said


def _is_words(told: str) -> bool:
    return bool(re.search(r"^[A-ZÆØÅ].+[.!]$", told)) and not re.search(r"Error|Exception|None", told)


def test_the_corpus_is_as_large_as_promised() -> None:
    hostile, ordinary = [*FILES, *PICTURES], [*benign.documents(), *benign.pictures()]
    for sent in (hostile, ordinary):
        assert len({one.what for one in sent}) == len(sent), "the same thing twice"
    assert len(hostile) >= 300
    assert len(ordinary) >= 100


def test_no_hostile_file_is_taken_anywhere(*, full: bool) -> None:
    told = _told(_spread(FILES, full=full), PLACES)
    assert {what: words for what, words in told.items() if not _is_words(words)} == {}


def test_no_hostile_picture_is_taken(*, full: bool) -> None:
    sizes: dict[str, Take] = {f"{most} MB": partial(check_picture, most=most << 20) for most in (1, 5)}
    told = _told(PICTURES if full else PICTURES[::3], sizes)
    assert {what: words for what, words in told.items() if not _is_words(words)} == {}


def test_every_ordinary_file_is_taken(*, full: bool) -> None:
    told = _told([*benign.documents()[:: 1 if full else 4], *benign.pictures()], {"what is signed": _signed})
    assert {what: words for what, words in told.items() if words} == {}


def test_a_photo_keeps_its_side_up_and_nothing_else() -> None:
    for way in range(1, 9):
        kept = check_picture("foto.jpg", hostile_others.jpeg(before=benign.exif(way))).content
        assert b"GPS" not in kept
        assert b"Fon" not in kept
        assert (b"\x01\x12\0\x03\0\0\0\x01\0" + bytes([way]) in kept) == (way > 1)


@pytest.mark.full
def test_each_answer_is_quick_and_small() -> None:
    slow: dict[str, float] = {}
    big: dict[str, int] = {}
    for sent in FILES:
        content = sent.make()
        began = time.process_time()
        tracemalloc.start()
        with pytest.raises(Rejected):
            check(sent.name, content)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        took = time.process_time() - began
        slow |= {sent.what: took} if took > SECONDS else {}
        big |= {sent.what: most} if most > BYTES else {}
    assert (slow, big) == ({}, {})
