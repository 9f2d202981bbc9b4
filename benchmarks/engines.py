"""`python -m benchmarks.engines`: our Word engine beside docxtpl, docxtemplater and carbone, in one run.

Each engine gets the same document in its own tag language: a table with a row for each requirement, or a contract of
60 clauses with 180 fields. All are warm and render in turn, each round in another order. The two from npm are measured
where `node` and `npm` are; they are installed to a temporary folder and are no part of It-start.
"""

import argparse
import hashlib
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from benchmarks.measure import Clock, table
from itstart import clock
from itstart.documents import DocumentProperties, WordTemplate

PEERS = Path(__file__).with_name("peers")
NAMES = ("ours", "docxtpl", "docxtemplater", "carbone")
COLUMNS = ("kode", "prioritet", "tekst", "kriterium")
CLAUSES = 60
Render = Callable[[], tuple[float, int]]  # milliseconds, bytes


@dataclass(frozen=True)
class Language:
    """How an engine writes a field, and the rows around the row that is repeated."""

    name: str
    field: str
    row_field: str
    before: str = ""
    after: str = ""
    next_field: str = ""


LANGUAGES = {
    "jinja": Language("jinja", "{{ %s }}", "{{ k.%s }}", "{%tr for k in krav %}", "{%tr endfor %}"),
    "docxtemplater": Language("docxtemplater", "{%s}", "{%s}"),
    "carbone": Language("carbone", "{d.%s}", "{d.krav[i].%s}", next_field="{d.krav[i+1].%s}"),
}


# ---- the same document in each language ------------------------------------------------------------


def requirement_table(language: Language) -> bytes:
    """A heading, and a table whose one row is repeated."""
    document = Document()
    document.add_heading("Krav", 1)
    document.add_paragraph(f"Kravene til {language.field % 'kunde'} i sag {language.field % 'sag'}.")
    rows = document.add_table(rows=1, cols=len(COLUMNS))
    for cell, name in zip(rows.rows[0].cells, COLUMNS, strict=True):
        cell.text = name.title()
    if language.before:
        rows.add_row().cells[0].text = language.before
    _row(rows, [language.row_field % name for name in COLUMNS], loop=language.name == "docxtemplater")
    if language.next_field:
        _row(rows, [language.next_field % name for name in COLUMNS])
    if language.after:
        rows.add_row().cells[0].text = language.after
    return _saved(document)


def _row(rows: Any, texts: list[str], *, loop: bool = False) -> None:
    if loop:
        texts = [f"{{#krav}}{texts[0]}", *texts[1:-1], f"{texts[-1]}{{/krav}}"]
    for cell, text in zip(rows.add_row().cells, texts, strict=True):
        cell.text = text


def contract(language: Language) -> bytes:
    """Clauses of plain text with three fields in each."""
    document = Document()
    for number in range(CLAUSES):
        document.add_heading(f"{number + 1}. Bestemmelse", 2)
        fields = [language.field % f"felt{number}_{place}" for place in range(3)]
        document.add_paragraph(
            f"Leverandøren {fields[0]} yder {fields[1]} inden {fields[2]}. " + "Parterne aftaler. " * 20
        )
    return _saved(document)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def requirement_data(count: int) -> dict[str, Any]:
    """What fills the table."""
    rows = [
        {
            "kode": f"K-{number:02d}",
            "prioritet": ("SKAL", "BØR", "KAN")[number % 3],
            "tekst": f"Systemet skal vise oplysning nr. {number} om lager & indkøb for hver ordre og hver dag.",
            "kriterium": f"Oplysning nr. {number} ses inden for 1 minut på en prøveordre.",
        }
        for number in range(1, count + 1)
    ]
    return {"kunde": "Nordvang Maskinfabrik A/S", "sag": "2026-0017", "krav": rows}


def contract_data() -> dict[str, Any]:
    """What fills the contract."""
    return {f"felt{number}_{place}": f"værdi {number}.{place}" for number in range(CLAUSES) for place in range(3)}


# ---- the engines -----------------------------------------------------------------------------------


def _timed(make: Callable[[], bytes], now: Clock) -> tuple[float, int]:
    began = now()
    made = make()
    return (now() - began) * 1000, len(made)


def ours(template: bytes, data: dict[str, Any], now: Clock) -> Render:
    """Our engine; the template's plan is cached, as in the running program."""
    word = WordTemplate.from_bytes("maaling", template)
    properties = DocumentProperties(title="Måling", author="Måling", created=clock.now())
    return lambda: _timed(lambda: word.render(data, properties=properties).content, now)


def docxtpl(template: bytes, data: dict[str, Any], now: Clock) -> Render:
    """docxtpl as its own manual uses it, with escaping on."""

    def make() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(data, autoescape=True)
        return _saved(document)

    return lambda: _timed(make, now)


def installed() -> Path | None:
    """The folder with the engines from npm, filled once; None where there is no node, npm or network."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    wanted = (PEERS / "package.json").read_bytes()
    folder = Path(tempfile.gettempdir()) / f"itstart-peers-{hashlib.sha256(wanted).hexdigest()[:12]}"
    if not (folder / "node_modules" / "carbone").is_dir():
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_bytes(wanted)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        if subprocess.run(command, cwd=folder, check=False).returncode:  # noqa: S603 - our own words
            return None
    shutil.copyfile(PEERS / "render.mjs", folder / "render.mjs")
    return folder


@contextmanager
def peer(name: str, template: bytes, data: dict[str, Any], folder: Path, *, cpu: bool) -> Iterator[Render]:
    """An engine in a node process that waits for its turn."""
    with tempfile.TemporaryDirectory(prefix="itstart-peer-") as place:
        word, values = Path(place) / "skabelon.docx", Path(place) / "data.json"
        word.write_bytes(template)
        values.write_text(json.dumps(data), "utf-8")
        command = ["node", "render.mjs", name, str(word), str(values), "cpu" if cpu else "wall"]
        process = subprocess.Popen(  # noqa: S603 - our own words and paths
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        asks, says = process.stdin, process.stdout
        assert asks is not None
        assert says is not None

        def render() -> tuple[float, int]:
            asks.write("go\n")
            asks.flush()
            took, size = says.readline().split()
            return float(took), int(size)

        try:
            yield render
        finally:
            asks.close()
            process.wait(20)


# ---- the run ---------------------------------------------------------------------------------------


def measure(
    make: Callable[[Language], bytes], data: dict[str, Any], rounds: int, folder: Path | None, *, cpu: bool
) -> dict[str, list[float]]:
    """Milliseconds of every round, by engine."""
    now = time.process_time if cpu else time.perf_counter
    with ExitStack() as open_things:
        template = make(LANGUAGES["jinja"])
        engines = {"ours": ours(template, data, now), "docxtpl": docxtpl(template, data, now)}
        for name in NAMES[2:] if folder else ():
            running = peer(name, make(LANGUAGES[name]), data, folder, cpu=cpu)  # type: ignore[arg-type]
            engines[name] = open_things.enter_context(running)
        times: dict[str, list[float]] = {name: [] for name in engines}
        order = list(engines)
        for turn in range(rounds + 3):
            for name in order[turn % len(order) :] + order[: turn % len(order)]:
                took, _size = engines[name]()
                if turn >= 3:  # compiled and warm
                    times[name].append(took)
    return times


def line(title: str, times: dict[str, list[float]]) -> list[str]:
    """Medians, and how ours compares to each."""
    cells = [title, *(f"{statistics.median(times[name]):.1f} ms" if name in times else "-" for name in NAMES)]
    for name in NAMES[1:]:
        pairs = zip(times["ours"], times.get(name, []), strict=False)
        ratios = [mine / theirs for mine, theirs in pairs]
        cells.append(f"{statistics.median(ratios):.2f}" if ratios else "-")
    return cells


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    parser.add_argument("--requirements", default="20,200,2000", help="20,200,2000")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cpu", action="store_true", help="processor time, for a machine with other work to do")
    options = parser.parse_args(list(arguments))
    folder = installed()
    lines = []
    for count in map(int, options.requirements.split(",")):
        found = measure(requirement_table, requirement_data(count), options.rounds, folder, cpu=options.cpu)
        lines.append(line(f"{count:,} rows".replace(",", "."), found))
    lines.append(line("contract", measure(contract, contract_data(), options.rounds, folder, cpu=options.cpu)))
    print(table(["Same document", *NAMES, *(f"ours/{name}" for name in NAMES[1:])], lines))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
