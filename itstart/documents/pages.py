"""Pictures of a PDF's pages by poppler, when it is installed.

The PDF may come from a stranger: it is read in a process of its own with limits on memory, time and files (child.py),
never in ours, and the size of a picture is set by us, not by the page.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from itstart.documents.errors import DocumentError

TIMEOUT_S: Final = 60.0
LONGEST_SIDE: Final = 1240  # pixels: A4 at 106 dots per inch, sharp on a phone and readable on a desk
MAX_PICTURE: Final = 8 << 20
MAX_ALL: Final = 48 << 20
_CHILD: Final = Path(__file__).with_name("child.py")
_PNG: Final = b"\x89PNG\r\n\x1a\n"


class PagesError(DocumentError):
    """The pages could not be drawn; the text is Danish and may be shown to anybody."""


@dataclass(frozen=True)
class Drawn:
    """The pages from the first on, as PNG, and how many the document has."""

    pictures: tuple[bytes, ...]
    count: int


def available() -> bool:
    """Whether `draw` can be expected to give pictures."""
    return os.name == "posix" and all(shutil.which(name) for name in ("pdftoppm", "pdfinfo"))


def draw(pdf: bytes, *, last: int, timeout: float = TIMEOUT_S) -> Drawn:
    """Pages 1 to `last`, or as many as there are. PagesError for a PDF that cannot be drawn within the limits."""
    if not available():
        raise PagesError("Siderne kan ikke vises her. Hent filen i stedet.")
    with tempfile.TemporaryDirectory(prefix="itstart-sider-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "dokument.pdf"
        source.write_bytes(pdf)
        count = _count(_run(["pdfinfo", str(source)], folder, timeout))
        wanted = min(count, last)
        command = ["pdftoppm", "-png", "-q", "-f", "1", "-l", str(wanted), "-scale-to", str(LONGEST_SIDE)]
        _run([*command, str(source), str(folder / "side")], folder, timeout)
        return Drawn(_pictures(folder, wanted), count)


def _count(told: str) -> int:
    found = re.search(r"^Pages:\s+(\d{1,6})$", told, re.MULTILINE)
    if found is None or not int(found[1]):
        raise PagesError("Filen har ingen sider, der kan vises.")
    return int(found[1])


def _pictures(folder: Path, wanted: int) -> tuple[bytes, ...]:
    made = sorted(folder.glob("side-*.png"))
    sizes = [path.stat().st_size for path in made]
    if len(made) != wanted or max(sizes) > MAX_PICTURE or sum(sizes) > MAX_ALL:
        raise PagesError("Filens sider er for store til at blive vist.")
    pictures = tuple(path.read_bytes() for path in made)
    if not all(picture.startswith(_PNG) for picture in pictures):
        raise PagesError("Filens sider kunne ikke tegnes.")
    return pictures


def _run(command: list[str], folder: Path, timeout: float) -> str:
    """What the program says; PagesError when it fails or takes too long."""
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 - our own program, arguments and paths
        [sys.executable, "-I", "-S", str(_CHILD), *command],
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        raise PagesError(f"Det tog mere end {timeout:g} sekunder at tegne siderne.") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode:
        raise PagesError("Filens sider kunne ikke tegnes.")
    return said.decode("utf-8", "replace")
