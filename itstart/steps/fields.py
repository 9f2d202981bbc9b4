"""Fields of the steps' forms: texts, choices of fixed words, and references to other rows of the case."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import Choice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from itstart.clock import DENMARK
from itstart.forms import numbers
from itstart.models.case import CustomerCase
from itstart.rules.term import Term

REQUIRED = "Feltet skal udfyldes."


def required(message: str = REQUIRED) -> InputRequired:
    """A validator for what a row cannot be without."""
    return InputRequired(message)


def optional() -> list[Any]:
    """The validators of a field that may be left empty."""
    return [Optional()]


def line(label: str, description: str = "", *, must: str = "") -> Any:
    """A text on one line; `must` is the message when it is left empty."""
    validators = [required(must)] if must else [Optional()]
    return StringField(label, validators, description=description)


def longtext(label: str, description: str = "", *, must: str = "", rows: int = 3) -> Any:
    """A text of more lines."""
    validators = [required(must)] if must else [Optional()]
    return TextAreaField(label, validators, description=description, render_kw={"rows": rows})


class TermField(SelectField):
    """A choice of one fixed word; `data` is the member, or None when nothing is chosen."""

    def __init__(
        self,
        label: str,
        term: type[Term],
        *,
        empty: str = "Vælg",
        description: str = "",
        default: Term | None = None,
        **kwargs: Any,
    ) -> None:
        choices = ([("", empty)] if empty else []) + term.choices()
        super().__init__(
            label,
            [Optional()],
            choices=choices,
            coerce=_coerce_term(term),
            description=description,
            default=default,
            **kwargs,
        )


def _coerce_term(term: type[Term]) -> Any:
    def coerce(value: Any) -> Any:
        if value in (None, "", "None"):
            return ""
        return term(value)

    return coerce


class YesNoField(RadioField):
    """Ja, nej or not answered; `data` is True, False or None."""

    def __init__(self, label: str, description: str = "", **kwargs: Any) -> None:
        super().__init__(
            label,
            [Optional()],
            choices=[("ja", "Ja"), ("nej", "Nej")],
            coerce=_coerce_bool,
            description=description,
            validate_choice=False,
            **kwargs,
        )

    def iter_choices(self) -> Any:
        """The two choices, with the stored truth marked."""
        for value, label in (("ja", "Ja"), ("nej", "Nej")):
            chosen = self.data is not None and self.data == (value == "ja")
            yield Choice(value, label, chosen, {})


def _coerce_bool(value: Any) -> bool | None:
    return {"ja": True, "nej": False, True: True, False: False}.get(value)


class RefField(SelectField):
    """A reference to one row of another list of the case; `data` is the row's code.

    The column is the field's name (`milestone_id`); `relation` is the list on the case, or a
    function that picks the rows that may be chosen.
    """

    def __init__(
        self,
        label: str,
        relation: str | Callable[[CustomerCase], list[Any]],
        *,
        empty: str = "Vælg",
        description: str = "",
        must: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            label,
            [required(must)] if must else [Optional()],
            choices=[],
            coerce=lambda value: "" if value is None else str(value),
            description=description,
            **kwargs,
        )
        self.relation = relation
        self.empty = empty

    def rows(self, case: CustomerCase) -> list[Any]:
        """The rows that may be chosen."""
        return list(getattr(case, self.relation)) if isinstance(self.relation, str) else self.relation(case)


class RefsField(SelectMultipleField):
    """References to several rows of another list; `data` is their codes in the case's order."""

    def __init__(self, label: str, relation: str, *, description: str = "", **kwargs: Any) -> None:
        super().__init__(label, [Optional()], choices=[], description=description, **kwargs)
        self.relation = relation

    def rows(self, case: CustomerCase) -> list[Any]:
        """The rows that may be chosen."""
        return list(getattr(case, self.relation))


class TermsField(SelectMultipleField):
    """Several fixed words; `data` is their values."""

    def __init__(self, label: str, term: type[Term], *, description: str = "", **kwargs: Any) -> None:
        super().__init__(label, [Optional()], choices=term.choices(), description=description, **kwargs)


class AmountOrTextField(StringField):
    """An amount of whole kroner or a short text; `data` is a string, an amount as its digits alone ("245000")."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the digits of an amount, however it was typed; everything else as it stands."""
        super().process_formdata(valuelist)
        typed = self.data or ""
        try:
            number = numbers.parse_money(typed)
        except ValueError:
            return
        if number >= 0 and number == number.to_integral_value() and "," not in typed.removesuffix(",-"):
            self.data = str(int(number))

    def _value(self) -> str:
        """An amount with its points, so that it can be read."""
        typed = self.data or ""
        return numbers.show_decimal(int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 10 else typed


class MomentField(Field):
    """A Danish date and time of day, "20.4.2026 12.00"; `data` is an aware datetime or None."""

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the moment; ValueError with a Danish message when it is none."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        day, _, clock = typed.replace("T", " ").replace(" kl.", " ").replace(" kl ", " ").rpartition(" ")
        try:
            found = datetime.combine(numbers.parse_date(day), numbers.parse_time(clock), DENMARK)
        except ValueError as error:
            raise ValueError("Skriv dato og klokkeslæt, fx 20.4.2026 12.00.") from error
        self.data = found

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if isinstance(self.data, datetime):
            moment = self.data.astimezone(DENMARK)
            return f"{moment.day}.{moment.month}.{moment.year} {moment:%H.%M}"
        return ""


def tick(label: str, description: str = "") -> Any:
    """A box to tick."""
    return BooleanField(label, description=description)
