"""What every part of the file is made of: checked values, and where each key is kept in the tables."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError, PydanticUndefined
from stdnum.dk import cvr as _cvr
from stdnum.exceptions import ValidationError as StdnumError

from itstart.clock import DENMARK
from itstart.data import places
from itstart.forms.base import MAX_LINE, MAX_TEXT
from itstart.forms.cleaning import clean_line
from itstart.rules.terms import DeliveryModel, YesNoUnknown

MAX_MONEY = 2_000_000_000  # a column of whole kroner is a 32-bit integer in PostgreSQL
MAX_NUMBER = 2_000_000  # decimals are kept as whole thousandths in the same kind of column
ON_PREMISE = "Lokal installation"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """Where a key is kept: `column` of the row, "" when something else looks after it.

    An `extra` key is ours: written only when it says more than its default. `null` writes an empty
    text as null.
    """

    column: str
    extra: bool = False
    null: bool = False
    default: Any = None


class Part(BaseModel):
    """An object of the file; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def kept(default: Any = ..., *, to: str = "", extra: bool = False, null: bool = False) -> Any:
    """A key that is kept in the column `to` (its own name when left out)."""
    return Field(default, json_schema_extra={"to": to, "extra": extra, "null": null})


def computed() -> Any:
    """A key we work out ourselves; the file may say it, and is told when it says otherwise."""
    return Field(None, json_schema_extra={"to": "-"})


def nested(default: Any = None) -> Any:
    """A key with objects or references of its own, read and written by hand."""
    return Field(default, json_schema_extra={"to": "-"})


@cache
def keys_of(part: type[Part]) -> dict[str, Kept]:
    """Every key of a part in the file's order, and where it is kept."""
    found = {}
    for key, info in part.model_fields.items():
        said: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        column = {"-": "", "": key}.get(said.get("to", ""), said.get("to", ""))
        default = None if info.default is PydanticUndefined else info.default
        found[key] = Kept(column, said.get("extra", False), said.get("null", False), default)
    return found


def values(part: Part) -> dict[str, Any]:
    """The part as column values."""
    return {kept.column: getattr(part, key) for key, kept in keys_of(type(part)).items() if kept.column}


# ---- values ------------------------------------------------------------------------------------------


def wrong(message: str) -> PydanticCustomError:
    """An error with our own words."""
    return PydanticCustomError("itstart", "{text}", {"text": message})


def _empty_text(value: Any) -> Any:
    return "" if value is None else value


def _one_line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong("skal være en dato, fx 2026-06-19")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise wrong("datoen findes ikke") from error


def _moment(value: Any) -> Any:
    if value is None or isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise wrong("skal være dato og klokkeslæt i dansk tid, fx 2026-04-20T12:00")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=DENMARK)
    except ValueError as error:
        raise wrong("tidspunktet findes ikke") from error


def _number(value: Any) -> Any:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong("skal være et tal")
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) > MAX_NUMBER:
        raise wrong("tallet er for stort")
    if number != round(number, 3):
        raise wrong("tallet må højst have tre decimaler")
    return number


def _valid_cvr(value: str) -> str:
    if value:
        try:
            _cvr.validate(value)
        except StdnumError as error:
            raise wrong("er ikke et gyldigt CVR-nummer: otte cifre, der består modulus 11") from error
    return value


def _municipality(value: Any) -> Any:
    if value in (None, ""):
        return None
    if not isinstance(value, str) or places.municipality(value) is None:
        raise wrong("er ikke en kommunekode, fx 0657")
    return value


def _yes_no(value: Any) -> Any:
    if value is None or isinstance(value, YesNoUnknown):
        return value
    found = {True: YesNoUnknown.YES, False: YesNoUnknown.NO}.get(value) if isinstance(value, bool) else None
    if found is None and value == YesNoUnknown.UNKNOWN.value:
        found = YesNoUnknown.UNKNOWN
    if found is None:
        raise wrong('skal være true, false, "unknown" eller null')
    return found


def _delivery_model(value: Any) -> Any:
    return DeliveryModel.ON_PREMISE.value if value == ON_PREMISE else value


def _amount_or_text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | str) or (isinstance(value, int) and value < 0):
        raise wrong("skal være en tekst eller et beløb i hele kroner")
    return clean_line(str(value))


def unique(rows: list[T]) -> list[T]:
    """The list itself; an error when something stands in it twice."""
    if len({str(row) for row in rows}) != len(rows):
        raise wrong("det samme står to gange")
    return rows


def _no_rows(value: Any) -> Any:
    return [] if value is None else value


Rows = Annotated[list[T], BeforeValidator(_no_rows)]
Line = Annotated[
    str, BeforeValidator(_empty_text), BeforeValidator(_one_line), StringConstraints(max_length=MAX_LINE, strict=True)
]
Text = Annotated[str, BeforeValidator(_empty_text), StringConstraints(max_length=MAX_TEXT, strict=True)]
Name = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1, max_length=MAX_LINE, strict=True)]
Line40 = Annotated[Line, StringConstraints(max_length=40)]
Line60 = Annotated[Line, StringConstraints(max_length=60)]
Line100 = Annotated[Line, StringConstraints(max_length=100)]
Email = Annotated[
    str, BeforeValidator(_empty_text), BeforeValidator(_one_line), StringConstraints(max_length=254, strict=True)
]
Line300 = Annotated[
    str, BeforeValidator(_empty_text), BeforeValidator(_one_line), StringConstraints(max_length=300, strict=True)
]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zÆØÅæøå]([0-9A-Za-zÆØÅæøå_-]{0,18}[0-9A-Za-zÆØÅæøå])?$")]
CaseNumber = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}-[0-9]{4}$")]
PostalCode = Annotated[str, BeforeValidator(_empty_text), StringConstraints(pattern=r"^([0-9]{4})?$")]
Cvr = Annotated[str, BeforeValidator(_empty_text), StringConstraints(max_length=8), AfterValidator(_valid_cvr)]
Municipality = Annotated[str | None, BeforeValidator(_municipality)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=-MAX_MONEY, le=MAX_MONEY)]
Count = Annotated[int, Field(strict=True, ge=0, le=MAX_MONEY)]
Figure = Annotated[float, Field(strict=True)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Points = Annotated[Decimal, BeforeValidator(_number), Field(ge=0, le=5)]
Hours = Annotated[Decimal, BeforeValidator(_number), Field(ge=0)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
YesNo = Annotated[YesNoUnknown | None, BeforeValidator(_yes_no)]
Delivery = Annotated[DeliveryModel | None, BeforeValidator(_delivery_model)]
AmountOrText = Annotated[str, BeforeValidator(_amount_or_text), StringConstraints(max_length=300)]
Step = Annotated[int, Field(strict=True, ge=1, le=4)]
Five = Annotated[int, Field(strict=True, ge=1, le=5)]
Score = Annotated[int, Field(strict=True, ge=0, le=5)]
