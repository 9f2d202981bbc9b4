"""Every document of the worked example opens in another word processor and comes back with all its paragraphs."""

import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from itstart.documents import pdf
from tests.documents.quality_cases import context_of, documents, whole
from tests.documents.word_reading import PROPERTIES

SOFFICE = pdf.program()


def _written(folder: Path) -> list[Path]:
    case = whole()
    for name in documents():
        template, context = context_of(name, "eksempel", case)
        (folder / f"{name}.docx").write_bytes(template.render(context, properties=PROPERTIES).content)
    return sorted(folder.glob("*.docx"))


def _lines(path: Path) -> list[str]:
    """Every paragraph with words, of body and tables; a contents list is the reader's own to make."""
    document = Document(str(path))
    inside = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return [
        " ".join(p.text.split())
        for p in (*document.paragraphs, *inside)
        if p.text.strip() and not (p.style is not None and str(p.style.name).lower().startswith("toc"))
    ]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_nothing_is_lost_in_another_word_processor(tmp_path: Path) -> None:
    assert SOFFICE is not None
    given, back = tmp_path / "ud", tmp_path / "hjem"
    given.mkdir()
    files = _written(given)
    command = [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={tmp_path.as_uri()}/profil"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(back), *map(str, files)]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    shutil.rmtree(tmp_path / "profil", ignore_errors=True)
    for path in files:
        assert _lines(back / path.name) == _lines(path), path.name
