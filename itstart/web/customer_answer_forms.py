"""The customer's two forms: yes, and "I have a question or say no". Both start empty."""

from typing import Any

from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart.forms import BaseForm
from itstart.rules.customer_links import LinkPurpose
from itstart.rules.module_acts import RatingQuestion
from itstart.rules.terms import YesNoUnknown
from itstart.services.customer_acts import Answer, Exhibit

_SCALE = [(str(number), str(number)) for number in range(1, 6)]
_SCALE_HINT = "1 er slet ikke, 5 er helt"
_NOTE = Length(max=4_000, message="Skriv højst 4.000 tegn.")


def _name() -> StringField:
    return StringField("Skriv dit fulde navn", [InputRequired("Skriv dit navn.")])


class YesForm(BaseForm):
    """Name and tick, nothing more."""

    name = _name()
    confirm = BooleanField("")

    def __init__(self, exhibit: Exhibit, formdata: Any = None) -> None:
        super().__init__(formdata)
        self.exhibit = exhibit
        if exhibit.tick:
            self.confirm.label.text = exhibit.tick
        else:
            del self.confirm

    def validate(self, extra_validators: Any = None) -> bool:
        """The tick must be set where there is one."""
        fine = bool(super().validate(extra_validators))
        if self.exhibit.tick and not self.confirm.data:
            self.refuse("confirm", "Sæt kryds, hvis du er enig.")
            return False
        return fine

    def answer(self) -> Answer:
        """What the customer said."""
        return Answer(by=self.name.data or "")


def _scale(label: str) -> RadioField:
    return RadioField(label, [Optional()], choices=_SCALE, description=_SCALE_HINT)


class RatedForm(YesForm):
    """With the rating: all of it asked for, or all of it optional."""

    rating = RadioField(
        "Hvor tilfreds er du alt i alt?",
        [Optional()],
        choices=_SCALE,
        description="1 er meget utilfreds, 5 er meget tilfreds",
    )
    understood = _scale(RatingQuestion.UNDERSTOOD.label)
    clear = _scale(RatingQuestion.CLEAR.label)
    kept_time = _scale(RatingQuestion.KEPT_TIME.label)
    impartial = _scale(RatingQuestion.IMPARTIAL.label)
    worth_it = _scale(RatingQuestion.WORTH_IT.label)
    bought_anyway = RadioField(
        "Ville I have købt hjælpen uden It-starthjælp?", [Optional()], choices=YesNoUnknown.choices()
    )
    comment = TextAreaField("Vil du tilføje noget?", [_NOTE])

    @property
    def questions(self) -> list[Any]:
        """The scales and the last question, in their order on the page."""
        scales: list[Any] = [self[question.value] for question in RatingQuestion]
        return [self.rating, *scales, self.bought_anyway]

    def validate(self, extra_validators: Any = None) -> bool:
        """The overall rating is needed where the link asks for nothing else."""
        fine = super().validate(extra_validators)
        if self.exhibit.must_rate and not self.rating.data:
            self.refuse("rating", "Vælg et tal fra 1 til 5.")
            return False
        return fine

    def answer(self) -> Answer:
        """What the customer said, with its ratings."""
        given = {question: self[question.value].data for question in RatingQuestion}
        bought = self.bought_anyway.data
        return Answer(
            by=self.name.data or "",
            note=self.comment.data or "",
            ratings={question: int(score) for question, score in given.items() if score},
            rating=int(self.rating.data) if self.rating.data else None,
            bought_anyway=YesNoUnknown(bought) if bought else None,
        )


class CooperationForm(YesForm):
    """How a co-delivery went, and whether the customer would do it again (S44)."""

    rating = RadioField(
        "Hvor tilfreds er du med samarbejdet?",
        [InputRequired("Vælg et tal fra 1 til 5.")],
        choices=_SCALE,
        description="1 er meget utilfreds, 5 er meget tilfreds",
    )
    course = TextAreaField("Hvordan gik forløbet?", [InputRequired("Skriv et par ord om forløbet."), _NOTE])
    future = TextAreaField(
        "Hvad skal rådgiveren og IBIZ-Center gøre fremover?",
        [InputRequired("Skriv, hvad I vil have mere eller mindre af."), _NOTE],
    )

    def answer(self) -> Answer:
        """What the customer said."""
        return Answer(
            by=self.name.data or "",
            note=self.course.data or "",
            future=self.future.data or "",
            rating=int(self.rating.data),
        )


class NoForm(BaseForm):
    """A question or a no, with words the adviser can do something about."""

    name = _name()
    reason = TextAreaField(
        "Hvad er du i tvivl om, eller hvad skal ændres?", [InputRequired("Skriv, hvad du er i tvivl om."), _NOTE]
    )

    def answer(self) -> Answer:
        """What the customer said."""
        return Answer(by=self.name.data or "", note=self.reason.data or "")


def yes_form(exhibit: Exhibit, formdata: Any = None, *, purpose: LinkPurpose | None = None) -> YesForm:
    """The form that fits what is shown."""
    if purpose is LinkPurpose.EVALUATE_CO_DELIVERY:
        return CooperationForm(exhibit, formdata)
    return RatedForm(exhibit, formdata) if exhibit.asks_rating else YesForm(exhibit, formdata)
