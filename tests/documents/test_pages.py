"""Pictures of pages: ordinary PDFs are drawn, hostile ones are stopped by limits outside our own process."""

import io
import os
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

from itstart.documents import pages
from itstart.documents.pages import LONGEST_SIDE, PagesError, draw

pytestmark = pytest.mark.skipif(not pages.available(), reason="poppler-utils is not installed")
CHILD = Path(pages.__file__).with_name("child.py")


def a_pdf(count: int = 5, side: float = 200, lock: str = "") -> bytes:
    """That many blank pages."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(side, side * 1.414)
    if lock:
        writer.encrypt(lock)
    writer.write(out)
    return out.getvalue()


def by_hand(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them the catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + trailer


def one_page(content: bytes, resources: bytes = b"", *more: bytes, stream: bytes = b"") -> bytes:
    """A page that draws `content`; `more` are objects from number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources
    drawn = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (stream, len(content), content)
    return by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, drawn, *more)


def a_fan(depth: int = 24) -> bytes:
    """A drawing that draws another twice, which draws another twice ... : 2^24 times the last."""
    forms = []
    for level in range(depth):
        inner = b"/X Do /X Do" if level < depth - 1 else b"0 0 10 10 re f"
        resources = b"<</XObject<</X %d 0 R>>>>" % (6 + level) if level < depth - 1 else b"<<>>"
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %s/Length %d>>\nstream\n%s\nendstream"
            % (resources, len(inner), inner)
        )
    return one_page(b"/X Do", b"/XObject<</X 5 0 R>>", *forms)


def a_bomb() -> bytes:
    """A stream of 200 MB that fills next to nothing, packed."""
    packer, packed = zlib.compressobj(9), b""
    block = b"0 0 10 10 re f " * 70_000
    for _ in range(200):
        packed += packer.compress(block)
    return one_page(packed + packer.flush(), stream=b"/Filter/FlateDecode")


def a_picture_of(side: int) -> bytes:
    """A picture that says it is side x side pixels."""
    data = zlib.compress(b"\0" * 1000)
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode"
        b"/Length %d>>\nstream\n%s\nendstream" % (side, side, len(data), data)
    )
    return one_page(b"595 0 0 842 0 0 cm /X Do", b"/XObject<</X 5 0 R>>", picture)


def a_loop() -> bytes:
    """A tree of pages whose branch is itself."""
    return by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_first_pages_and_how_many_there_are() -> None:
    drawn = draw(a_pdf(12), last=3)
    assert (len(drawn.pictures), drawn.count) == (3, 12)
    assert len(draw(a_pdf(2), last=60).pictures) == 2
    assert all(max(size_of(png)) == LONGEST_SIDE for png in drawn.pictures)


def test_the_same_pdf_gives_the_same_pictures() -> None:
    assert draw(a_pdf(2), last=2) == draw(a_pdf(2), last=2)


@pytest.mark.parametrize("side", [0.5, 14_400, 900_000])
def test_the_size_of_a_picture_is_ours(side: float) -> None:
    """A page of a square kilometre becomes a picture of the same size as any other."""
    for png in draw(a_pdf(1, side=side), last=1).pictures:
        assert max(size_of(png)) <= LONGEST_SIDE


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no pdf": lambda: b"MZ\x90\0" * 1000,
    "a head only": lambda: b"%PDF-1.7\n%%EOF",
    "a loop": a_loop,
    "locked": lambda: a_pdf(1, lock="hemmeligt"),
    "a fan": a_fan,
    "a bomb": a_bomb,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_ends_in_a_sentence(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    hostile = HOSTILE[name]()
    began = time.monotonic()
    with pytest.raises(PagesError, match=r"\.$"):
        draw(hostile, last=3, timeout=4)
    assert time.monotonic() - began < 30
    assert list(tmp_path.iterdir()) == [], "something was left behind"


def test_a_picture_too_big_for_memory_costs_us_nothing() -> None:
    """It may be drawn as nothing or refused; it may not take more than the limit."""
    try:
        drawn = draw(a_picture_of(60_000), last=1, timeout=4)
    except PagesError:
        return
    assert max(size_of(drawn.pictures[0])) == LONGEST_SIDE


def _as_child(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(CHILD), sys.executable, "-I", "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ("b'x' * (1 << 30)", "MemoryError"),
        ("import tempfile; f = tempfile.TemporaryFile()\nwhile True: f.write(b'x' * (1 << 20)); f.flush()", "OSError"),
        ("[open('/dev/null') for _ in range(100)]; fs = []\nwhile True: fs.append(open('/dev/null'))", "OSError"),
    ],
    ids=["memory", "file size", "open files"],
)
def test_the_child_has_limits(program: str, error: str) -> None:
    done = _as_child(program)
    assert done.returncode != 0
    assert error in done.stderr


@pytest.mark.skipif(not Path("/proc/net/dev").exists(), reason="no /proc to read the network from")
def test_the_child_sees_no_network_where_the_kernel_allows_it() -> None:
    alone = subprocess.run(["unshare", "-rn", "true"], capture_output=True, timeout=20).returncode == 0
    cards = _as_child("print(open('/proc/net/dev').read().count(':'))").stdout.strip()
    if not (alone or os.geteuid() == 0):
        pytest.skip("the kernel does not allow a network of one's own here")
    assert cards == "1", "only the loop back to itself"


def test_without_poppler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "available", lambda: False)
    with pytest.raises(PagesError, match="Hent filen i stedet"):
        draw(a_pdf(1), last=1)
