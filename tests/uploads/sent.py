"""A file that somebody sends: what it is, the name it comes with, and its bytes, made when they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.documents.test_uploads import DOCX, an_xlsx, part_of, rebuilt

Make = Callable[[], bytes]
XLSX = an_xlsx()
BASES = {"docx": DOCX, "xlsx": XLSX}
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Sent:
    """`what` tells it from the others of its collection."""

    what: str
    name: str
    make: Make


def office(kind: str, what: str, make: Make) -> Sent:
    """A Word file or a workbook."""
    return Sent(f"{kind}: {what}", f"tilbud.{kind}", make)


def changed(kind: str, part: str, old: bytes, new: bytes, **add: bytes) -> bytes:
    """The ordinary file with something else in one of its parts, and more parts."""
    before = part_of(BASES[kind], part)
    assert old in before, (kind, part, old)
    return rebuilt(BASES[kind], {part: before.replace(old, new, 1)}, **add)


def with_type(kind: str, part: str, content_type: str, content: bytes) -> bytes:
    """The ordinary file with a part of a type of its own."""
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'.encode()
    return changed(kind, TYPES, b"</Types>", override, **{part: content})
