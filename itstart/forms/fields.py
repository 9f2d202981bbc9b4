"""Fields that read what Danes type: kroner, hours, percent, dates, CVR, phone and e-mail."""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from stdnum.dk import cvr
from stdnum.exceptions import ValidationError as StdnumError
from wtforms.fields import DateField as _WtDateField
from wtforms.fields import Field, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput, EmailInput, TelInput, TextInput

from itstart.forms import numbers
from itstart.forms.cleaning import clean_line

# A column of whole kroner is a 32-bit integer in PostgreSQL.
MAX_MONEY = 2_000_000_000
MAX_EMAIL = 254
_EMAIL = re.compile(r"[^@\s<>\"'(),;:\\]+@[^@\s<>\"'(),;:\\.]+(\.[^@\s<>\"'(),;:\\.]+)+")
_PHONE = re.compile(r"\+?\d{8,15}")


class DecimalField(Field):
    """A number with a Danish decimal comma; `data` is a Decimal, or None when left empty."""

    widget = TextInput()
    unreadable = "Skriv et tal, fx 7,5."

    def __init__(
        self,
        label: str | None = None,
        validators: Sequence[Any] | None = None,
        *,
        places: int = 2,
        minimum: Decimal | int | None = 0,
        maximum: Decimal | int = MAX_MONEY,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators or ()), **kwargs)
        self.places = places
        self.minimum = minimum
        self.maximum = maximum

    def parse(self, text: str) -> Decimal:
        """The number in a text; ValueError when there is none."""
        return numbers.parse_decimal(text)

    def convert(self, number: Decimal) -> Any:
        """The number as the type the column holds."""
        return number.quantize(Decimal(1).scaleb(-self.places))

    def too_precise(self) -> str:
        """What to say when there are more decimals than the field keeps."""
        if self.places == 0:
            return "Skriv et helt tal."
        return f"Skriv højst {self.places} {'decimal' if self.places == 1 else 'decimaler'}."

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; ValueError with a Danish message when it cannot be used."""
        if not valuelist:
            return
        text = str(valuelist[0]).strip()
        self.data = None
        if not text:
            return
        try:
            number = self.parse(text)
        except ValueError as error:
            raise ValueError(self.unreadable) from error
        self._check(number)
        self.data = self.convert(number)

    def _check(self, number: Decimal) -> None:
        if self.minimum is not None and number < self.minimum:
            raise ValueError(f"Tallet skal være mindst {numbers.show_decimal(self.minimum)}.")
        if number > self.maximum:
            raise ValueError(f"Tallet må højst være {numbers.show_decimal(self.maximum)}.")
        if number != round(number, self.places):
            raise ValueError(self.too_precise())

    def _value(self) -> str:
        if self.raw_data:
            return str(clean_line(self.raw_data[0]))
        return "" if self.data is None else numbers.show_decimal(self.data)


class WholeNumberField(DecimalField):
    """A whole number; `data` is an int or None."""

    unreadable = "Skriv et helt tal."

    def __init__(self, label: str | None = None, validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"places": 0, **kwargs})

    def convert(self, number: Decimal) -> Any:
        """The number as an int."""
        return int(number)


class MoneyField(WholeNumberField):
    """Whole kroner: "12.500", "12.500,00 kr."; `data` is an int or None."""

    unreadable = "Skriv et beløb i hele kroner, fx 12.500."

    def parse(self, text: str) -> Decimal:
        """The amount in kroner."""
        return numbers.parse_money(text)

    def too_precise(self) -> str:
        """Øre are not kept anywhere."""
        return "Skriv beløbet i hele kroner, uden øre."


class PercentField(DecimalField):
    """A percentage from 0 to 100; `data` is an int, or a Decimal when `places` is more than 0."""

    unreadable = "Skriv en procent, fx 25."

    def __init__(self, label: str | None = None, validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"places": 0, "maximum": 100, **kwargs})

    def parse(self, text: str) -> Decimal:
        """The number before the percent sign."""
        return numbers.parse_decimal(text.removesuffix("%").strip())

    def convert(self, number: Decimal) -> Any:
        """An int for whole percentages, else a Decimal."""
        return int(number) if self.places == 0 else super().convert(number)


class HoursField(DecimalField):
    """Hours: "7,5", "7:30"; `data` is a Decimal with two places, or None."""

    unreadable = "Skriv et antal timer, fx 7,5."

    def __init__(self, label: str | None = None, validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"places": 2, "maximum": 10_000, **kwargs})

    def parse(self, text: str) -> Decimal:
        """The number of hours."""
        return numbers.parse_hours(text)


class DateField(_WtDateField):
    """A date typed the Danish way or picked in the browser; `data` is a date or None."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date; ValueError with a Danish message when it is none."""
        if not valuelist:
            return
        text = str(valuelist[0]).strip()
        self.data = None
        if not text:
            return
        try:
            found = numbers.parse_date(text)
        except ValueError as error:
            raise ValueError("Skriv en dato, fx 19.6.2026.") from error
        if not 1900 <= found.year <= 2199:
            raise ValueError("Skriv et årstal mellem 1900 og 2199.")
        self.data = found

    def _value(self) -> str:
        if isinstance(self.data, date):
            return self.data.isoformat()
        return str(clean_line(self.raw_data[0])) if self.raw_data else ""


class TimeField(Field):
    """A time of day; `data` is a time or None."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time; ValueError with a Danish message when it is none."""
        if not valuelist:
            return
        text = str(valuelist[0]).strip()
        self.data = None
        if not text:
            return
        try:
            self.data = numbers.parse_time(text)
        except ValueError as error:
            raise ValueError("Skriv et klokkeslæt, fx 14.30.") from error

    def _value(self) -> str:
        if self.raw_data:
            return str(clean_line(self.raw_data[0]))
        return self.data.strftime("%H.%M") if isinstance(self.data, time) else ""


class CvrField(StringField):
    """A CVR number with its check digit; `data` is eight digits, or "" when left empty."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take away blanks and a leading DK."""
        super().process_formdata(valuelist)
        if isinstance(self.data, str):
            plain = re.sub(r"[\s.\-]+", "", self.data).upper()
            self.data = plain.removeprefix("CVR").lstrip(":").removeprefix("DK")

    def pre_validate(self, form: Any) -> None:
        """Refuse a number whose digits do not fit together."""
        if not self.data:
            return
        if not re.fullmatch(r"[0-9]{8}", self.data):
            raise ValidationError("Et CVR-nummer har 8 cifre, fx 12345674.")
        try:
            cvr.validate(self.data)
        except StdnumError as error:
            raise ValidationError(
                "CVR-nummeret findes ikke: cifrene passer ikke sammen. Se efter en slåfejl."
            ) from error


class PhoneField(StringField):
    """A phone number, eight digits or with a country code; `data` as typed, blanks tidied."""

    widget = TelInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what no phone can call."""
        if self.data and not _PHONE.fullmatch(re.sub(r"[\s.()\-]+", "", self.data)):
            raise ValidationError("Skriv et telefonnummer, fx 12 34 56 78.")


def is_email(text: str) -> bool:
    """True for what a mail server could take."""
    return len(text) <= MAX_EMAIL and _EMAIL.fullmatch(text) is not None


class EmailField(StringField):
    """An e-mail address; `data` as typed."""

    widget = EmailInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what no mail server would take."""
        if self.data and not is_email(self.data):
            raise ValidationError("Skriv en e-mailadresse, fx navn@firma.dk.")
