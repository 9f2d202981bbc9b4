"""The forms about a firm's way to being qualified, and about working together. Each starts empty."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from itstart.forms import (
    BaseForm,
    CvrField,
    DateField,
    DecimalField,
    EmailField,
    HoursField,
    PhoneField,
    WholeNumberField,
)
from itstart.rules.cooperation import INTERVIEW
from itstart.services.applications import Application
from itstart.services.cooperation import Words
from itstart.services.reviewed_assignments import Facts
from itstart.services.yearly_talks import Said

SCALE = [(str(number), str(number)) for number in range(1, 6)]
_LONG = Length(max=8_000, message="Skriv højst 8.000 tegn.")


def _scale(label: str, hint: str = "1 er slet ikke, 5 er helt") -> RadioField:
    return RadioField(label, [Optional()], choices=SCALE, description=hint)


def _number(field: Any) -> int | None:
    return int(field.data) if field.data else None


class DecisionForm(BaseForm):
    """A reason, which becomes part of the firm's timeline."""

    text = TextAreaField("Begrundelse", [_LONG], render_kw={"rows": 6})


class CoDeliverForm(BaseForm):
    """Where, with whom, and when it is looked back at."""

    case_number = SelectField("Sag")
    staff_id = SelectField("Hvem leverer med fra IBIZ-Center?")
    due_on = DateField("Skal være evalueret senest")
    text = TextAreaField("Hvad har I aftalt?", [_LONG])


def co_deliver_form(
    cases: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]], formdata: Any = None, **data: Any
) -> CoDeliverForm:
    """The form with the firm's cases and IBIZ-Center's people to choose among."""
    form = CoDeliverForm(formdata, **data)
    form.case_number.choices = [("", "Vælg en sag"), *cases]
    form.staff_id.choices = [("", "Vælg en person"), *people]
    return form


class WordsForm(BaseForm):
    """How it went and what comes next."""

    evaluated_on = DateField("Dato")
    rating = _scale("Alt i alt", "1 er meget utilfreds, 5 er meget tilfreds")
    course = TextAreaField("Hvordan gik forløbet?", [_LONG], render_kw={"rows": 6})
    future_cooperation = TextAreaField("Hvordan arbejder I sammen fremover?", [_LONG], render_kw={"rows": 4})

    def words(self, by: str, criteria: Sequence[str] = ()) -> Words:
        """What was said; `criteria` are those the form has a field for."""
        given = {criterion: _number(self[criterion_name(place)]) for place, criterion in enumerate(criteria)}
        return Words(
            course=self.course.data or "",
            future=self.future_cooperation.data or "",
            on=self.evaluated_on.data,
            by=by,
            rating=_number(self.rating),
            scores={criterion: score for criterion, score in given.items() if score},
        )


class CustomerWordsForm(WordsForm):
    """What a customer said on the phone, noted by IBIZ-Center."""

    by = StringField("Hvem hos kunden har du talt med?", [InputRequired("Skriv, hvem du har talt med.")])


def criterion_name(place: int) -> str:
    """The name of the field of a criterion."""
    return f"kriterium_{place}"


def words_form(criteria: Sequence[str]) -> type[WordsForm]:
    """The form with a scale for each of IBIZ-Center's criteria."""
    fields = {criterion_name(place): _scale(criterion) for place, criterion in enumerate(criteria)}
    return type("CriteriaForm", (WordsForm,), fields)


class CommentForm(BaseForm):
    """What the firm thinks of an evaluation of it."""

    comment = TextAreaField("Din kommentar", [InputRequired("Skriv din kommentar."), _LONG])


class AssignmentForm(BaseForm):
    """A finished customer assignment that is to be looked at."""

    title = StringField("Opgave", [InputRequired("Skriv, hvad opgaven gik ud på.")])
    customer = StringField("Kunde", [InputRequired("Skriv kundens navn.")])
    finished_on = DateField("Sluttede den")
    contact = StringField("Kundens kontaktperson")
    phone = PhoneField("Telefon")
    description = TextAreaField("Beskrivelse", [_LONG])

    def facts(self) -> Facts:
        """The form as a plain value."""
        return Facts(
            title=self.title.data or "",
            customer=self.customer.data or "",
            finished_on=self.finished_on.data,
            contact=self.contact.data or "",
            phone=self.phone.data or "",
            description=self.description.data or "",
        )


class _InterviewForm(BaseForm):
    """Who was asked, and when."""

    interviewee = StringField("Hvem har du talt med?", [InputRequired("Skriv, hvem du har talt med.")])
    interviewed_on = DateField("Dato")
    interview_rating = _scale("Kundens vurdering alt i alt", "Spørg kunden: 1 er meget utilfreds, 5 er meget tilfreds")

    def answers(self) -> dict[str, str]:
        """The customer's answers by the question's name."""
        return {question.name: self[question.name].data or "" for question in INTERVIEW}


InterviewForm: type[_InterviewForm] = type(
    "InterviewForm",
    (_InterviewForm,),
    {one.name: TextAreaField(one.text, [_LONG], description=one.hint) for one in INTERVIEW},
)


class PlanTalkForm(BaseForm):
    """The day of the yearly talk."""

    planned_on = DateField("Dag for den årlige samtale")


class TalkForm(PlanTalkForm):
    """What came of it."""

    held_on = DateField("Holdt den")
    minutes = TextAreaField("Referat", [_LONG], render_kw={"rows": 8})
    agreed = TextAreaField("Det har vi aftalt", [_LONG], render_kw={"rows": 4})
    next_on = DateField("Næste samtale")

    def said(self) -> Said:
        """The form as a plain value."""
        return Said(
            planned_on=self.planned_on.data,
            held_on=self.held_on.data,
            minutes=self.minutes.data or "",
            agreed=self.agreed.data or "",
            next_on=self.next_on.data,
        )


class EntryForm(BaseForm):
    """A comment to a co-delivery."""

    text = TextAreaField("Kommentar", [InputRequired("Skriv din kommentar."), _LONG])
    day = DateField("Dag", [InputRequired("Vælg en dag.")])


class CenterEntryForm(EntryForm):
    """With the hours it took IBIZ-Center."""

    hours = HoursField("IBIZ-Centers timer", [Optional()], maximum=24)


class CodeDraftForm(BaseForm):
    """The text of the next version, and what is new in it."""

    text = TextAreaField("Kodeksets tekst i Markdown", render_kw={"rows": 28})
    change_note = TextAreaField(
        "Hvad er ændret?", [_LONG], description="It-starthjælperne læser det, før de accepterer."
    )


class ApplicationForm(BaseForm):
    """A firm that would like to be It-starthjælper."""

    company = StringField("Firmanavn", [InputRequired("Skriv firmaets navn.")])
    cvr = CvrField("CVR-nummer", [InputRequired("Skriv firmaets CVR-nummer.")])
    adviser = StringField("Dit navn", [InputRequired("Skriv dit navn.")])
    email = EmailField("E-mail", [InputRequired("Skriv din e-mailadresse.")])
    phone = PhoneField("Telefon", [InputRequired("Skriv dit telefonnummer.")])
    municipality_code = SelectField("Kommune")
    resources = TextAreaField("Hvor mange er I, og hvad kan I?", [_LONG])
    motivation = TextAreaField(
        "Hvorfor vil I være It-starthjælpere?", [InputRequired("Skriv et par linjer om jer."), _LONG]
    )

    def application(self) -> Application:
        """The form as a plain value."""
        return Application(
            company=self.company.data or "",
            cvr=self.cvr.data or "",
            adviser=self.adviser.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            municipality_code=self.municipality_code.data or None,
            resources=self.resources.data or "",
            motivation=self.motivation.data or "",
        )


class _NormForm(BaseForm):
    """What IBIZ-Center expects of everybody."""

    minimum_rating = DecimalField("Mindste gennemsnit, 1 til 5", places=1, maximum=5)
    criteria = TextAreaField(
        "Kriterier", description="Ét på hver linje. De står på evalueringerne.", render_kw={"rows": 7}
    )
    reason = TextAreaField("Hvorfor ændres normerne?", [InputRequired("Skriv, hvorfor normerne ændres."), _LONG])

    def targets(self, regions: Sequence[str]) -> dict[str, int]:
        """How many firms each region should have."""
        return {region: self[f"region_{place}"].data or 0 for place, region in enumerate(regions)}


def norm_form(regions: Sequence[str]) -> type[_NormForm]:
    """The form with a number for each region."""
    fields = {
        f"region_{place}": WholeNumberField(f"Mål for {region}", maximum=999) for place, region in enumerate(regions)
    }
    return type("NormForm", (_NormForm,), fields)
