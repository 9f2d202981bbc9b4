"""The one class every form inherits: cleaning, limits and Danish messages cannot be forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Form
from wtforms.fields import (
    Field,
    FileField,
    HiddenField,
    PasswordField,
    StringField,
    TextAreaField,
)
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from itstart.forms.cleaning import clean_line, clean_text
from itstart.forms.messages import DanishTranslations
from itstart.rules import cpr

MAX_LINE = 200
MAX_TEXT = 20_000
MAX_HIDDEN = 2_000
MAX_PASSWORD = 1_000


def no_cpr(_form: Any, field: Field) -> None:
    """Nobody's CPR number is kept: what was typed stays in the field, with the way on."""
    if isinstance(field.data, str) and cpr.found_in(field.data):
        raise ValidationError(cpr.MESSAGE)


TOO_LONG = "Teksten er for lang: skriv højst {limit} tegn."


def _limit(field: Field) -> int:
    if isinstance(field, TextAreaField):
        return MAX_TEXT
    if isinstance(field, PasswordField):
        return MAX_PASSWORD
    return MAX_HIDDEN if isinstance(field, HiddenField) else MAX_LINE


def _after_cleaning(validator: Any) -> Any:
    """InputRequired looks at what was sent, where a blank counts as an answer; DataRequired at what is left."""
    return DataRequired(validator.message) if isinstance(validator, InputRequired) else validator


def _with_length(field: Any) -> None:  # a field is generic in its validators; any will do
    if not any(isinstance(validator, Length) for validator in field.validators):
        limit = _limit(field)
        message = TOO_LONG.format(limit=f"{limit:,}".replace(",", "."))
        field.validators = [*field.validators, Length(max=limit, message=message)]
    # A browser cuts off what is too long without a word; we would rather say it.
    for flag in ("maxlength", "minlength"):
        setattr(field.flags, flag, False)


class BaseForm(Form):
    """A plain WTForms form with cleaned texts, length limits and Danish messages.

    Texts are stripped and normalised; a line holds at most 200 characters and a text area
    20.000, unless the field has a `Length` of its own. Passwords are never changed. `advice` holds what could be
    better, by field name; None where nobody advises.
    """

    advice: Mapping[str, Sequence[str]] | None = None

    class Meta(DefaultMeta):
        """Binds each field with the rules that hold for all of them."""

        def get_translations(self, form: object) -> DanishTranslations:
            """WTForms' messages in Danish."""
            return DanishTranslations()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """The field, with its cleaning filter first and a length limit last."""
            field: Field = unbound_field.bind(form=form, **options)
            if not isinstance(field, StringField) or isinstance(field, FileField):
                return field
            if not isinstance(field, PasswordField):
                clean = clean_text if isinstance(field, TextAreaField) else clean_line
                field.filters = (clean, *field.filters)
                field.validators = [_after_cleaning(validator) for validator in field.validators]
            if not isinstance(field, PasswordField | HiddenField):
                field.validators = [*field.validators, no_cpr]
            _with_length(field)
            return field

    def refuse(self, field_name: str, message: str) -> None:
        """Put a message from a use case on a field, as if the form had found it itself."""
        field = self._fields[field_name]
        field.errors = [*field.errors, message]
