"""The sheet Kravbesvarelse that came back: one row for each requirement, judged by itself and never guessed at."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from itstart.documents.danish import kroner
from itstart.documents.response_form_layout import REQUIREMENT_COLUMNS, Kind
from itstart.documents.response_form_reader import RawForm, RawRow
from itstart.documents.response_form_values import ResponseForm
from itstart.rules.response_forms import fingerprint
from itstart.rules.terms import Answer
from itstart.steps.tender import response_values as values
from itstart.steps.tender.response_read import Doubt, ReadAnswer, Weight

OPEN = tuple(column.key for column in REQUIREMENT_COLUMNS if column.kind is not Kind.FIXED)
LEFT_OUT = "Svaret læses ikke."
TAKE = "Sæt flueben, hvis svaret skal med. Ellers læses det ikke."
PRICED = frozenset({Answer.CUSTOMISATION, Answer.THIRD_PARTY})
UNPRICED = frozenset({Answer.STANDARD, Answer.CONFIGURATION, Answer.NOT_MET})


@dataclass
class Answers:
    """The answers that could be read, the sum of their extra prices, and the doubts."""

    found: dict[str, ReadAnswer] = field(default_factory=dict)
    extra_dkk: int = 0
    doubts: list[Doubt] = field(default_factory=list)


def read_answers(raw: RawForm, asked: ResponseForm, rows: Sequence[RawRow]) -> Answers:
    """Every row of the sheet against the requirements that are asked now."""
    result = Answers()
    marks = {requirement.code: requirement.mark for requirement in asked.requirements}
    times = Counter(row.key for row in rows if row.key)
    for row in rows:
        if not row.key:
            result.doubts += _loose(row)
        elif row.key not in marks:
            message = f"{row.key} er ikke et af de krav, I har spurgt om."
            result.doubts.append(_doubt("unknown_id", Weight.OUT, message, "Rækken læses ikke.", row))
        elif times[row.key] == 1:
            _judge(row, marks[row.key], raw.identity.get(f"krav:{row.key}", ""), result)
    result.doubts += _doubled(times, marks, rows)
    result.doubts += _listed("missing_id", "mangler i skemaet", [code for code in marks if code not in times])
    empty = [row.key for row in rows if times[row.key] == 1 and row.key in marks and _empty(row)]
    result.doubts += _listed("unanswered", "er ikke besvaret", empty)
    return result


def _doubled(times: Mapping[str, int], marks: Mapping[str, str], rows: Sequence[RawRow]) -> Iterator[Doubt]:
    for code in marks:
        if times.get(code, 0) > 1:
            places = ", ".join(str(row.number) for row in rows if row.key == code)
            message = f"{code} står flere gange i skemaet, i række {places}."
            yield Doubt("double_id", Weight.OUT, message, LEFT_OUT, code, f"række {places}")


def _listed(name: str, what: str, codes: Sequence[str]) -> Iterator[Doubt]:
    if codes:
        many = f"{len(codes)} krav" if len(codes) > 1 else "Et krav"
        meaning = "Der er ikke noget at læse."
        yield Doubt(name, Weight.OUT, f"{many} {what}: {', '.join(codes)}.", meaning)


def _empty(row: RawRow) -> bool:
    return all(row.cell(column).empty for column in OPEN)


def _loose(row: RawRow) -> Iterator[Doubt]:
    if not _empty(row):
        message = "Rækken har et svar, men er ikke en af skemaets rækker."
        yield _doubt("no_id", Weight.OUT, message, "Rækken læses ikke.", row)


def _doubt(name: str, weight: Weight, message: str, meaning: str, row: RawRow) -> Doubt:
    return Doubt(name, weight, message, meaning, row.key, f"{row.sheet}, række {row.number}")


def _judge(row: RawRow, mark_now: str, mark_then: str, result: Answers) -> None:
    """One row: an answer, an answer somebody must say yes to, or a doubt alone."""
    if _empty(row):
        return
    spoiled = _spoiled(row)
    if spoiled is None:
        try:
            read, doubts = _read(row, mark_now, mark_then)
        except _Unreadable as error:
            spoiled = _doubt(error.code, Weight.OUT, str(error), LEFT_OUT, row)
    if spoiled is not None:
        result.doubts.append(spoiled)
        return
    result.doubts += doubts
    result.extra_dkk += read.extra_dkk or 0
    result.found[row.key] = read


class _Unreadable(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def _spoiled(row: RawRow) -> Doubt | None:
    """What makes the whole row unreadable."""
    if row.merged:
        message = "Rækken er flettet sammen med andre felter."
        return _doubt("merged", Weight.OUT, message, LEFT_OUT, row)
    if any(row.cell(column).live for column in OPEN):
        return _doubt("formula", Weight.OUT, values.FORMULA, LEFT_OUT, row)
    seen = values.text(row.cell("code"))
    if seen != row.key:
        message = f"Rækken er lavet til {row.key}, men der står «{values.shown(row.cell('code'))}» i den."
        return _doubt("moved_id", Weight.OUT, message, LEFT_OUT, row)
    return None


def _read(row: RawRow, mark_now: str, mark_then: str) -> tuple[ReadAnswer, list[Doubt]]:
    answer = _value("bad_code", values.code, row, "answer")
    extra = _value("bad_price", values.amount, row, "extra")
    promised = _value("bad_date", values.day, row, "promised")
    if answer is None:
        raise _Unreadable("no_code", "Der er skrevet i rækken, men ikke valgt en kode.")
    available = values.text(row.cell("available"))
    doubts = [*_words(row, mark_now, mark_then)]
    for name, message in _lacks(answer, extra, promised is not None):
        doubts.append(_doubt(name, Weight.CHOICE, message, TAKE, row))
    if len(available) > 200:
        doubts.append(_doubt("too_long", Weight.NOTE, "Versionen fylder mere end 200 tegn.", "Den forkortes.", row))
    needs = tuple(doubt.key for doubt in doubts if doubt.weight is Weight.CHOICE)
    comment = values.text(row.cell("comment"))
    return ReadAnswer(answer, comment, extra, available[:200], promised, needs), doubts


def _value(name: str, read: values.Reader, row: RawRow, column: str) -> Any:
    try:
        return read(row.cell(column))
    except ValueError as error:
        raise _Unreadable(name, str(error)) from error


def _lacks(answer: Answer, extra: int | None, dated: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    if answer in PRICED and extra is None:
        yield "no_price", f"Koden {answer.letter} kræver en merpris, og feltet er tomt. Et tomt felt er ikke nul."
    if answer is Answer.ROADMAP and not dated:
        yield "no_date", "Koden V kræver en dato, og feltet er tomt."
    if answer in UNPRICED and extra:
        yield "price_not_expected", f"Koden {answer.letter} er uden merpris, men der står {kroner(extra)}"


def _words(row: RawRow, mark_now: str, mark_then: str) -> Iterator[Doubt]:
    """Whether the vendor has answered what is asked."""
    seen = fingerprint(*(values.text(row.cell(column)) for column in ("code", "priority", "text", "test")))
    if seen != mark_then:
        message = "Kravets tekst i skemaet er ikke den, I sendte ud."
        yield _doubt("text_changed", Weight.CHOICE, message, TAKE, row)
    elif seen != mark_now:
        message = "Kravet er rettet, efter at skemaet blev lavet. Svaret gælder den gamle tekst."
        yield _doubt("asked_anew", Weight.CHOICE, message, TAKE, row)
