"""Word to PDF by LibreOffice, when it is installed: a profile of its own for every conversion, and a time limit.

LibreOffice takes a processor and some 300 MB, so a process has one at work at a time; others wait for it.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Final

from itstart.documents.errors import PdfError

TIMEOUT_S: Final = 60.0
# tagged (PDF/UA structure, reading order, alt texts) and with the headings as outline
_FILTER: Final = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)

_at_work = threading.Lock()


def program() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def available() -> bool:
    """Whether `to_pdf` can be expected to give a PDF."""
    return program() is not None


def to_pdf(docx: bytes, *, timeout: float = TIMEOUT_S) -> bytes | None:
    """The document as tagged PDF;

    None when LibreOffice is not installed. Raises PdfError on failure, after `timeout` s, or when another document
    has kept it busy that long.
    """
    soffice = program()
    if soffice is None:
        return None
    if not _at_work.acquire(timeout=timeout):
        raise PdfError("LibreOffice var optaget af et andet dokument.")
    try:
        return _converted(soffice, docx, timeout)
    finally:
        _at_work.release()


def _converted(soffice: str, docx: bytes, timeout: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="itstart-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "dokument.docx").write_bytes(docx)
        command = [
            *(
                soffice,
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                f"-env:UserInstallation={folder.as_uri()}/profil",
            ),
            *("--convert-to", _FILTER, "--outdir", name, str(folder / "dokument.docx")),
        ]
        _run(command, folder, timeout)
        made = folder / "dokument.pdf"
        if not made.is_file():
            raise PdfError("LibreOffice kunne ikke lave dokumentet om til PDF.")
        return made.read_bytes()


def _run(command: list[str], folder: Path, timeout: float) -> None:
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    process = subprocess.Popen(  # noqa: S603 the program is LibreOffice, the arguments are our own paths
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise PdfError(f"LibreOffice blev ikke færdig inden for {timeout:g} sekunder.") from None
    finally:
        if process.poll() is None:
            # soffice starts a second process: end the whole group
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
