"""A package that cannot be read is refused in words, whatever is wrong with it."""

import io
import struct
import zipfile

import pytest

from itstart.documents.errors import TemplateProblem
from itstart.documents.package import read


def made(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 50)
    return out.getvalue()


def listed(blob: bytes, offset: int, form: str, value: int) -> bytes:
    """The same file with another value in its list of parts."""
    changed, entry = bytearray(blob), blob.index(b"PK\x01\x02")
    struct.pack_into(form, changed, entry + offset, value)
    return bytes(changed)


WHOLE, PLAIN = made(), made(zipfile.ZIP_STORED)
HARMED = {
    "no zip": b"Dear customer",
    "cut off": WHOLE[:-30],
    "other bytes": WHOLE.replace(WHOLE[60:64], b"\0\0\0\0"),
    "locked": listed(WHOLE, 8, "<H", 1),
    "an unknown packing": listed(WHOLE, 10, "<H", 99),
    "another checksum": listed(PLAIN, 16, "<L", 1),
    "longer than the file": listed(listed(PLAIN, 20, "<L", 1_000_000), 24, "<L", 1_000_000),
}


@pytest.mark.parametrize("harm", HARMED)
def test_what_is_harmed_is_refused_in_words(harm: str) -> None:
    with pytest.raises(TemplateProblem, match="ikke et Word-dokument"):
        read(HARMED[harm])


def test_what_is_whole_is_read() -> None:
    assert read(WHOLE) == read(PLAIN) == {"word/document.xml": b"<w:document/>" * 50}
