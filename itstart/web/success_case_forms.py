"""The forms about a success case (DOMAIN B8, D7)."""

from wtforms import BooleanField, FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from itstart.forms import BaseForm, DateField
from itstart.services.success_cases import DEFAULT_SCOPE, TEXTS


class StoryForm(BaseForm):
    """The story itself, in the order it is read."""

    title = StringField("Overskrift", description="Sig det vigtigste i én linje.")
    shown_as = StringField(
        "Hvad kaldes virksomheden?",
        description="Tomt viser navnet. Vil kunden være anonym, så skriv fx “Et tømrerfirma på Fyn”.",
    )
    company = TextAreaField("Virksomheden kort", render_kw={"rows": 3})
    challenge = TextAreaField("Udfordringen", render_kw={"rows": 5})
    # `process` is a method of every form.
    approach = TextAreaField("Sådan gjorde vi", render_kw={"rows": 6})
    result = TextAreaField("Resultatet", render_kw={"rows": 6})
    quote = TextAreaField("Citat", render_kw={"rows": 3}, description="Kundens egne ord. Kan udelades.")
    quote_by = StringField("Hvem siger det?", description="Navn og titel.")

    def texts(self) -> dict[str, str]:
        """The story's columns as they were typed."""
        typed = {**self.data, "process": self.approach.data}
        return {name: typed[name] or "" for name in TEXTS}


class PictureForm(BaseForm):
    """A picture, what it shows, and who allowed it."""

    picture = FileField("Billede", description="PNG eller JPEG, højst 5 MB.")
    picture_alt = StringField(
        "Hvad viser billedet?",
        [InputRequired("Beskriv billedet for dem, der ikke kan se det.")],
        description="Læses op for dem, der ikke kan se billedet.",
    )
    picture_consent_by = StringField(
        "Hvem har sagt ja til billedet?",
        [InputRequired("Skriv, hvem der har sagt ja til, at billedet vises.")],
        description="Alle, der kan kendes på billedet, og den, der har taget det.",
    )


class ConsentForm(BaseForm):
    """The customer's yes on paper, to the text with this fingerprint."""

    sha256 = HiddenField()
    consent_by = StringField("Hvem har sagt ja?", [InputRequired("Skriv navnet på den, der har sagt ja.")])
    consent_given_on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])
    consent_scope = TextAreaField(
        "Hvad gælder samtykket?",
        [InputRequired("Skriv, hvad kunden har sagt ja til."), Length(max=1000)],
        default=DEFAULT_SCOPE,
        render_kw={"rows": 2},
    )
    file = FileField("Det underskrevne samtykke", description="PDF, Word eller et foto af papiret. Kan udelades.")
    exact = BooleanField("Kunden har læst netop denne tekst", [InputRequired("Vis kunden teksten først.")])


class WinnerForm(BaseForm):
    """The chosen vendor may be named."""

    winner_accepted_by = StringField("Hvem hos leverandøren?", [InputRequired("Skriv navnet.")])
    winner_accepted_on = DateField("Hvornår?", [InputRequired("Skriv datoen.")])


class ReturnForm(BaseForm):
    """What is to be changed before it can be published."""

    comment = TextAreaField(
        "Hvad skal ændres?", [InputRequired("Skriv, hvad der skal ændres."), Length(max=4000)], render_kw={"rows": 4}
    )
