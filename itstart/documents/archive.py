"""A folder of files as one zip, with a table of contents people can read; the same files give the same bytes."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from itstart.documents import package
from itstart.documents.danish import date_long
from itstart.documents.package import StoredPart

CONTENTS_PAGE, CONTENTS_TEXT = (f"Indhold.{ending}" for ending in ("html", "txt"))
_LOOKS = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2a2c}"
    "h1{font-size:1.7rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem}"
    "table{width:100%;border-collapse:collapse}th,td{padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d9d4c8;"
    "text-align:left;vertical-align:top}th{font-weight:600}a{color:#0a4048;overflow-wrap:anywhere}"
    "@media(max-width:40rem){thead{display:none}tr{display:block;padding:.5rem 0;border-bottom:1px solid #d9d4c8}"
    "td{display:block;border:0;padding:.1rem 0}}"
)


@dataclass(frozen=True)
class Entry:
    """One file: where it lies, and what is said of it. `content` is asked for when its turn comes."""

    folder: str
    name: str
    what: str
    content: Callable[[], bytes]
    version: str = ""
    on: date | None = None
    to: str = ""

    @property
    def path(self) -> str:
        """Its place in the zip."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


def safe(name: str, most: int = 100) -> str:
    """A name that can be a file's or a folder's everywhere; the ending is kept."""
    stem, dot, ending = re.sub(r"[^\w .,&()-]", "-", name).rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = f"{stem}{dot}{ending}", "", ""
    return f"{stem[: most - len(ending) - 1].strip(' .') or 'fil'}{dot}{ending}"


def apart(entries: Sequence[Entry]) -> list[Entry]:
    """The same files, where two of one name have become two names."""
    taken: set[str] = set()
    placed = []
    for entry in entries:
        name, number = entry.name, 1
        while f"{entry.folder}/{name}".casefold() in taken:
            number += 1
            stem, dot, ending = entry.name.rpartition(".")
            name = f"{stem} ({number}){dot}{ending}" if dot else f"{entry.name} ({number})"
        taken.add(f"{entry.folder}/{name}".casefold())
        placed.append(Entry(**{**vars(entry), "name": name}))
    return placed


def pieces(title: str, lead: Sequence[str], entries: Sequence[Entry]) -> Iterator[bytes]:
    """The zip, a piece at a time; no more than one file is held in memory. The contents come first."""
    placed = apart(entries)

    def parts() -> Iterator[tuple[str, StoredPart]]:
        yield CONTENTS_PAGE, StoredPart.of(_page(title, lead, placed).encode())
        yield CONTENTS_TEXT, StoredPart.of(b"\xef\xbb\xbf" + _text(title, lead, placed).encode())
        for entry in placed:
            yield entry.path, StoredPart.of(entry.content())

    return package.pieces(parts())


# ---- the table of contents -------------------------------------------------------------------------


def _folders(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.folder, []).append(entry)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _details(entry: Entry) -> list[str]:
    return [_plain(part) for part in (entry.version, date_long(entry.on) if entry.on else "", entry.to)]


def _text(title: str, lead: Sequence[str], entries: Sequence[Entry]) -> str:
    lines = [title, *lead]
    for folder, files in _folders(entries).items():
        lines += ["", folder or "Yderst", "-" * len(folder or "Yderst")]
        for entry in files:
            version, on, to = _details(entry)
            said = ", ".join(part for part in (_plain(entry.what), version, on, f"til {to}" if to else "") if part)
            lines += [entry.name, f"    {said}"]
    return "\r\n".join([*lines, ""])


def _page(title: str, lead: Sequence[str], entries: Sequence[Entry]) -> str:
    body = "".join(_table(folder, files) for folder, files in _folders(entries).items())
    told = "".join(f"<p>{html.escape(line)}</p>" for line in lead)
    return (
        '<!doctype html>\n<html lang="da"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_LOOKS}</style></head>\n"
        f"<body><main><h1>{html.escape(title)}</h1>{told}{body}</main></body></html>\n"
    )


def _table(folder: str, entries: Sequence[Entry]) -> str:
    rows = []
    for entry in entries:
        link = f'<a href="{html.escape(_address(entry.path))}">{html.escape(entry.name)}</a>'
        cells = [link, *(html.escape(part) for part in (_plain(entry.what), *_details(entry)))]
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n")
    head = "".join(f'<th scope="col">{label}</th>' for label in ("Fil", "Hvad det er", "Version", "Dato", "Til"))
    return (
        f"<h2>{html.escape(folder or 'Yderst')}</h2>\n<table><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{''.join(rows)}</tbody></table>\n"
    )


def _address(path: str) -> str:
    """The path as a relative address: a page opened from a disk follows it too."""
    return re.sub(r"[%#?&]", lambda found: f"%{ord(found[0]):02X}", path)
