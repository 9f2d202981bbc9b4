"""Sample forms of the living page `/design`: every kind of field, as it is and when something is wrong."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from itstart.forms import BaseForm, DateField, HoursField, MoneyField, PercentField


def _choices(**words: str) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


NEEDS = [SelectChoice(name[:4], name) for name in ("N-01 Ét system", "N-02 Overblik", "N-04 Efterkalkulation")]
PRIORITIES = _choices(must="SKAL", should="BØR", could="KAN", wont="IKKE NU")
ROLES = _choices(hjaelper="It-starthjælper", kunde="Kunde", leverandoer="Leverandør", andet="En anden")
YES_NO = _choices(ja="Ja", nej="Nej")


class SampleForm(BaseForm):
    """One field of each kind."""

    title = StringField("Navn", [InputRequired("Skriv et navn.")])
    text = TextAreaField("Sådan tester vi det")
    priority = SelectField("Vigtighed", choices=PRIORITIES)
    price = MoneyField("Pris")
    weight = PercentField("Vægt")
    hours = HoursField("Timer")
    due_on = DateField("Frist")
    needs = SelectMultipleField("Hvilke behov dækker kravet?", choices=NEEDS)
    answered = RadioField("Har kunden svaret?", choices=YES_NO)
    role = RadioField("Hvem er du?", [InputRequired("Vælg, hvem du er.")], choices=ROLES)
    agreed = BooleanField("Kunden har set beløbet", [InputRequired("Sæt flueben, når kunden har set beløbet.")])
    upload = FileField("Bilag")


def context() -> dict[str, Any]:
    """`form` filled in, `wrong` with errors, `row_form` for the open row; their field ids differ."""
    filled: dict[str, Any] = {
        "title": "Kundepriser",
        "text": "Materialetillæg beregnes automatisk på en ordre med tre linjer.",
        "priority": "should",
        "price": 15_000,
        "weight": 35,
        "due_on": date(2026, 2, 27),
        "needs": ["N-01"],
        "answered": "ja",
        "role": "hjaelper",
    }
    typed = {"price": "16,5 tusind", "due_on": "", "priority": "must", "answered": "ja"}
    wrong = SampleForm(MultiDict({f"wrong-{name}": value for name, value in typed.items()}), prefix="wrong")
    wrong.validate()
    return {"form": SampleForm(data=filled), "row_form": SampleForm(data=filled, prefix="row"), "wrong": wrong}
