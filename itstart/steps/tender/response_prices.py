"""The sheets with questions and tables that came back: the firm, prices, plan, references and reservations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from itstart.documents.danish import date_long, number
from itstart.documents.response_form_layout import HAS_RESERVATIONS, NO_RESERVATIONS, Block, Field, Kind, Page
from itstart.documents.response_form_reader import NOTHING, RawCell, RawRow
from itstart.rules.term import Term
from itstart.rules.terms import AnnualType, DeliveryModel, OneOffType
from itstart.steps.tender import response_values as values
from itstart.steps.tender.response_read import Doubt, ReadForm, ReadLine, Weight

STAYS = "Feltet springes over. Det, der allerede står i tilbuddet, bliver stående."
NOT_READ = "Rækken læses ikke."
MAX_LINE = 200
_SMALL_PCT = 1
# Where an answer goes in the bid, and how it is read.
_COLUMNS: Mapping[str, tuple[str, values.Reader]] = {
    "loesning.product": ("product", values.text),
    "loesning.delivery_model": (
        "delivery_model", lambda cell: values.choice(cell, {term.label: term for term in DeliveryModel})
    ),
    "loesning.valid_until": ("valid_until_on", values.day),
    "glemt.adjustment": ("annual_price_adjustment_pct", values.percent),
    "glemt.internal_hours": ("internal_hours", values.hours),
    "glemt.exit_cost": ("exit_cost_dkk", values.amount),
}  # fmt: skip


class Sheet:
    """The rows of one sheet by key; a row with no key, an unknown one or one that comes twice is a doubt."""

    def __init__(self, page: Page, rows: Sequence[RawRow]) -> None:
        known = {key for block in page.blocks for key in block.row_keys}
        times = Counter(row.key for row in rows)
        self._rows = {row.key: row for row in rows if row.key in known and times[row.key] == 1 and not row.merged}
        self.doubts = [doubt for row in rows for doubt in _strange(row, known, times)]

    def row(self, key: str) -> RawRow | None:
        """The row, None when it is gone or cannot be trusted."""
        return self._rows.get(key)

    def answer(self, key: str) -> RawCell:
        """The cell beside a question."""
        row = self._rows.get(key)
        return row.cell("kolonne2") if row else NOTHING


def _strange(row: RawRow, known: set[str], times: Mapping[str, int]) -> Iterator[Doubt]:
    if row.merged and row.key in known:
        yield doubt("merged", Weight.OUT, "Rækken er flettet sammen med andre felter.", NOT_READ, row)
    elif row.key not in known:
        yield doubt("loose_row", Weight.OUT, "Rækken er ikke en af skemaets rækker.", NOT_READ, row)
    elif times[row.key] > 1:
        yield doubt("double_row", Weight.OUT, "Rækken står flere gange i arket.", NOT_READ, row)


def doubt(name: str, weight: Weight, message: str, meaning: str, row: RawRow) -> Doubt:
    """A doubt about a row of a sheet."""
    return Doubt(name, weight, message, meaning, row.key or f"{row.sheet}-{row.number}", place(row))


def place(row: RawRow) -> str:
    """ "Priser, række 9"."""
    return f"{row.sheet}, række {row.number}"


def read_columns(sheet: Sheet, block: Block, result: ReadForm) -> None:
    """The questions of a block that are columns of the bid; what is empty or wrong is left as it is."""
    missing = []
    for key, question in zip(block.row_keys, block.questions, strict=True):
        row = sheet.row(key)
        if row is None or key not in _COLUMNS:
            continue
        column, read = _COLUMNS[key]
        try:
            value = read(sheet.answer(key))
        except ValueError as error:
            result.doubts.append(doubt("bad_field", Weight.OUT, f"{question.title}: {error}", STAYS, row))
            continue
        if value is None or value == "":
            missing.append(question.title)
            continue
        result.bid[column] = value[:MAX_LINE] if isinstance(value, str) else value
        result.doubts += _odd(row, question, value)
    if missing:
        message = f"Ikke udfyldt: {', '.join(missing)}."
        result.doubts.append(Doubt("empty_fields", Weight.NOTE, message, STAYS, block.key, block.title))


def _odd(row: RawRow, question: Field, value: Any) -> Iterator[Doubt]:
    if row.key == "glemt.adjustment" and 0 < value < _SMALL_PCT:
        message = f"{question.title}: der står {number(value)}. Spørg, om der menes {number(value * 100)} %."
        yield doubt("small_percent", Weight.NOTE, message, f"Det læses som {number(value)} %.", row)
    if isinstance(value, str) and len(value) > MAX_LINE:
        yield doubt("too_long", Weight.NOTE, f"{question.title} fylder mere end 200 tegn.", "Det forkortes.", row)


def short_validity(result: ReadForm, wanted: Any) -> Iterator[Doubt]:
    """A bid that stands for a shorter time than was asked."""
    given = result.bid.get("valid_until_on")
    if given and wanted and given < wanted:
        message = f"Tilbuddet gælder kun til {date_long(given)}. I har bedt om {date_long(wanted)}."
        yield Doubt("short_validity", Weight.NOTE, message, "Datoen læses, som den står.")


def read_lines(sheet: Sheet, block: Block, *, annual: bool, result: ReadForm) -> None:
    """The price lines of one table."""
    types: dict[str, Term] = {term.label: term for term in (AnnualType if annual else OneOffType)}
    for key in block.row_keys:
        row = sheet.row(key)
        if row is None or all(cell.empty for cell in row.cells.values()):
            continue
        line, doubts = _line(row, types, annual=annual)
        result.doubts += doubts
        if line:
            result.lines.append(line)


def _line(row: RawRow, types: Mapping[str, Term], *, annual: bool) -> tuple[ReadLine | None, list[Doubt]]:
    out = "Linjen læses ikke."
    try:
        kind = values.choice(row.cell("kolonne1"), types)
        label = values.text(row.cell("kolonne2"))
    except ValueError as error:
        return None, [doubt("bad_type", Weight.OUT, str(error), out, row)]
    if kind is None:
        return None, [doubt("no_type", Weight.OUT, "Prislinjen har ingen art.", out, row)]
    doubts = []
    amount = None
    without = "Linjen tages med uden beløb."
    try:
        amount = values.amount(row.cell("kolonne3"))
        if amount is None:
            doubts.append(doubt("no_amount", Weight.OUT, "Prislinjen har intet beløb.", without, row))
    except ValueError as error:
        doubts.append(doubt("bad_amount", Weight.OUT, str(error), without, row))
    if not label:
        meaning = f"Linjen kommer til at hedde «{kind.label}»."
        doubts.append(doubt("no_label", Weight.NOTE, "Der står ikke, hvad der betales for.", meaning, row))
    if len(label) > MAX_LINE:
        doubts.append(doubt("too_long", Weight.NOTE, "Teksten fylder mere end 200 tegn.", "Den forkortes.", row))
    return ReadLine(annual, str(kind.value), label[:MAX_LINE] or kind.label, amount), doubts


def read_reservations(sheet: Sheet, block: Block, result: ReadForm) -> None:
    """What the vendor cannot go along with, as one text."""
    texts = [text for key in block.row_keys if (row := sheet.row(key)) and (text := _reservation(row, result))]
    said = values.text(sheet.answer("svar.any")) if not sheet.answer("svar.any").live else ""
    if texts:
        result.bid["reservations"] = "\n".join(texts)
    elif said == NO_RESERVATIONS:
        result.bid["reservations"] = "Ingen forbehold til kontraktudkastet."
    if said not in {"", NO_RESERVATIONS, HAS_RESERVATIONS}:
        message = f"Har I forbehold? «{said[:60]}» står ikke på listen."
        result.doubts.append(Doubt("reservations", Weight.NOTE, message, "Kun teksterne nedenunder læses.", "svar.any"))
    elif said == NO_RESERVATIONS and texts:
        message = "Der er svaret nej til forbehold, men der står forbehold nedenunder."
        result.doubts.append(Doubt("reservations", Weight.NOTE, message, "Forbeholdene læses.", "svar.any"))
    elif not texts and said != NO_RESERVATIONS:
        message = "Det fremgår ikke, om leverandøren har forbehold."
        result.doubts.append(Doubt("reservations", Weight.NOTE, message, STAYS, "svar.any"))


def _reservation(row: RawRow, result: ReadForm) -> str:
    try:
        where, text, instead = (values.text(row.cell(f"kolonne{number}")) for number in (1, 2, 3))
    except ValueError as error:
        result.doubts.append(doubt("formula", Weight.OUT, str(error), NOT_READ, row))
        return ""
    said = f"{where}: {text}" if where and text else where or text
    return " ".join(part for part in (said, f"Foreslår: {instead}" if instead else "") if part)


def _named(column: Field, text: str) -> str:
    """A number or a date alone says nothing: "Timer: 40"."""
    return text if column.kind in {Kind.LINE, Kind.LONG} else f"{column.title}: {text}"


def told(sheet: Sheet, block: Block, result: ReadForm) -> list[tuple[str, str]]:
    """What a block says, as (what, text), for reading only; what is empty is left out."""
    found = []
    columns: Sequence[Field] = block.columns
    for place_in, key in enumerate(block.row_keys):
        row = sheet.row(key)
        if row is None or (block.questions and key in _COLUMNS):
            continue
        try:
            if block.questions:
                pair = (block.questions[place_in].title, values.text(sheet.answer(key)))
            else:
                texts = [values.text(row.cell(f"kolonne{number}")) for number in range(1, len(columns) + 1)]
                rest = zip(columns[1:], texts[1:], strict=True)
                pair = (texts[0], " · ".join(_named(column, text) for column, text in rest if text))
        except ValueError as error:
            result.doubts.append(doubt("formula", Weight.OUT, str(error), NOT_READ, row))
            continue
        if pair[1] or (pair[0] and not block.questions and not block.named):
            found.append(pair)
    return found
