"""The forms about sparring (DOMAIN D4)."""

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart.forms import BaseForm, DateField
from itstart.rules.sparring import Share, Urgency
from itstart.services.sparring import Question

LONG = Length(max=8000, message="Skriv højst 8.000 tegn.")


class AskForm(BaseForm):
    """A question to IBIZ-Center."""

    om = HiddenField()
    question = TextAreaField(
        "Hvad vil du spørge om?", [InputRequired("Skriv dit spørgsmål."), LONG], render_kw={"rows": 5}
    )
    deadline_on = DateField("Svar senest", [Optional()])
    urgency = RadioField("Hvor meget haster det?", choices=Urgency.choices(), default=Urgency.NORMAL.value)
    share = RadioField("Hvad må IBIZ-Center se?", choices=Share.choices(), default=Share.REPORTED.value)
    customer_accept_by = StringField("Hvem hos kunden har sagt ja?", description="Kun når tilbud og priser må ses.")
    customer_accept_on = DateField("Hvornår sagde kunden ja?", [Optional()])

    def asked(self) -> Question:
        """The question as the service takes it."""
        return Question(
            about=self.om.data or "",
            question=self.question.data or "",
            urgency=Urgency(self.urgency.data),
            deadline_on=self.deadline_on.data,
            share=Share(self.share.data),
            customer_accept_by=self.customer_accept_by.data or "",
            customer_accept_on=self.customer_accept_on.data,
        )


class MessageForm(BaseForm):
    """One more line in the talk."""

    text = TextAreaField("Skriv", [InputRequired("Skriv noget."), LONG], render_kw={"rows": 4})


class CloseForm(BaseForm):
    """How useful it was."""

    usefulness = RadioField(
        "Hvor nyttig var sparringen?",
        [InputRequired("Vælg 1 til 5.")],
        choices=[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")],
        description="1 er slet ikke, 5 er meget.",
    )


class AssignForm(BaseForm):
    """Who answers."""

    to = SelectField("Hvem svarer?", coerce=int)


class SuggestForm(BaseForm):
    """A text for one field."""

    field = SelectField("Hvilket felt?")
    suggestion = TextAreaField(
        "Forslag", [InputRequired("Skriv forslaget."), Length(max=20_000)], render_kw={"rows": 4}
    )


class PackageForm(BaseForm):
    """The case without names, as the helper has read it."""

    package = TextAreaField(
        "Sagen uden navne", [InputRequired("Pakken er tom."), Length(max=60_000)], render_kw={"rows": 24}
    )


class PracticeForm(BaseForm):
    """A question and its answer for all helpers."""

    title = StringField("Overskrift", [InputRequired("Skriv en overskrift.")])
    practice_question = TextAreaField("Spørgsmålet", [InputRequired("Skriv spørgsmålet."), LONG], render_kw={"rows": 3})
    practice_answer = TextAreaField("Svaret", [InputRequired("Skriv svaret."), LONG], render_kw={"rows": 5})
