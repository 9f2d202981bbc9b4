"""Import of requirements: paste or send a file, see what each row is, put in what is chosen (F019).

The whole table, the columns and every choice travel in the form, so that nothing is lost by an error.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from itstart.documents import tables
from itstart.documents.tables import Table, UnreadableTable
from itstart.documents.uploads import Rejected
from itstart.forms import clean_line, clean_text
from itstart.rules.findings import Finding, RuleViolation
from itstart.rules.requirement_import import RowState
from itstart.rules.terms import Priority
from itstart.services import requirement_batches, requirement_imports
from itstart.services.requirement_imports import SKIP, Preview
from itstart.web import form_keys, task_pages, uploads
from itstart.web.pages import go, page
from itstart.web.task_pages import TaskPage

bp = Blueprint("requirement_imports", __name__)

KEY = requirement_batches.TASK
PATH = "/sager/<number>/behov/krav/import"
COLUMNS = {
    "": "Bruges ikke",
    "title": "Navn",
    "text": "Krav",
    "priority": "Vigtighed",
    "area": "Område",
    "kind": "Slags",
    "acceptance_criterion": "Sådan tester vi det",
    "needs": "Behov (N-01)",
    "law_reference": "Lov",
    "source": "Kilde",
    "code": "Nummer (bruges ikke)",
}
STATES = {
    RowState.NEW: ("Ny", "done"),
    RowState.EXISTS: ("Findes allerede", ""),
    RowState.NEARLY: ("Næsten ens", "miss"),
    RowState.EMPTY: ("Mangler tekst", "miss"),
    RowState.UNKNOWN_PRIORITY: ("Ukendt prioritet", "miss"),
}
LOOK_AGAIN = "Rækkerne eller kolonnerne er ændret. Se rækkerne igennem, og sæt dem så ind."
CHOICES = [*[(member.value, f"Ind som {member.label}") for member in Priority], (SKIP, "Spring over")]


def _page(shown: TaskPage, status: int = 200, **more: Any) -> Response:
    context = {
        **task_pages.context(shown),
        "text": "",
        "error": "",
        "table": None,
        "found": None,
        "source": "",
        "refusals": [],
        "columns": COLUMNS,
        "states": STATES,
        "choices": CHOICES,
        "most": tables.MAX_ROWS,
        "batches": requirement_batches.left(shown.case),
        **more,
    }
    return page("requirements/import.html", status=status, **context)


@bp.get(PATH)
def show(number: str) -> ResponseReturnValue:
    """A box to paste in, and a place for a file."""
    return _page(task_pages.open_task(number, KEY))


def _sent_table() -> tuple[Table, str]:
    """The table that was sent, and where it came from. Rejected or UnreadableTable with a Danish reason."""
    upload = uploads.taken("file")
    if upload is None:
        return _cleaned(tables.of_text(request.form.get("lines", ""))), request.form.get("source", "")[:200]
    return _cleaned(tables.of_file(*upload)), str(clean_line(upload[0]))[:200]


def _cleaned(table: Table) -> Table:
    rows = tuple(tuple(str(clean_text(cell)) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _seen(table: Table, columns: Sequence[str], headed: bool) -> str:  # noqa: FBT001
    """A mark of what a preview was made of: its choices hold for exactly that."""
    return sha256(f"{headed}|{','.join(columns)}|{tables.to_text(table)}".encode()).hexdigest()


def _preview(shown: TaskPage, table: Table) -> tuple[Preview, bool]:
    """The rows as the form says, and whether the choices in the form were made for these rows."""
    form = request.form
    if "seen" not in form:
        return requirement_imports.preview(shown.case, table), False
    columns = [form.get(f"column-{n}", "") for n in range(len(table.rows[0]))]
    headed = form.get("headed") == "1"
    seen = form.get("seen") == _seen(table, columns, headed)
    choices = {n: form.get(f"row-{n}", "") for n in range(1, len(table.rows) + 1)} if seen else {}
    found = requirement_imports.preview(shown.case, table, columns=columns, has_headings=headed, choices=choices)
    return found, seen


@bp.post(PATH)
def read(number: str) -> ResponseReturnValue:
    """Read the table, or read it again with other columns; nothing is put in yet."""
    shown = task_pages.open_task(number, KEY)
    try:
        table, source = _sent_table()
    except (Rejected, UnreadableTable) as error:
        return _page(shown, 422, text=request.form.get("lines", ""), error=str(error))
    found, _ = _preview(shown, table)
    return _shown(shown, table, found, source)


def _shown(shown: TaskPage, table: Table, found: Preview, source: str, status: int = 200, **more: Any) -> Response:
    seen = _seen(table, found.columns, found.has_headings)
    return _page(shown, status, table=table, text=tables.to_text(table), found=found, source=source, seen=seen, **more)


@bp.post(f"{PATH}/saet-ind")
def insert(number: str) -> ResponseReturnValue:
    """Put in what is chosen, all or nothing; the message has an undo button for the whole import."""
    if earlier := form_keys.already():
        return go(earlier)
    shown = task_pages.open_task(number, KEY)
    try:
        table, source = _sent_table()
    except (Rejected, UnreadableTable) as error:
        return _page(shown, 422, text=request.form.get("lines", ""), error=str(error))
    found, seen = _preview(shown, table)
    if not seen:
        return _shown(shown, table, found, source, 422, refusals=[Finding(LOOK_AGAIN, where="rows")])
    try:
        batch, count = requirement_imports.insert(shown.user, shown.case, found, source=source)
    except RuleViolation as error:
        if not any(finding.where for finding in error.findings):
            raise
        return _shown(shown, table, found, source, 422, refusals=error.findings)
    here = url_for("tasks.show", number=number, task=shown.task)
    form_keys.done(here)
    undo = url_for("requirement_picks.undo", number=number, batch=batch.number)
    return go(here, message=f"{count} krav er sat ind.", undo_url=undo)
