"""The forms about a tender that is sent: why it is corrected or cancelled, its new deadline, a vendor's no."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from itstart.forms import BaseForm, DateField
from itstart.steps.fields import MomentField


class CorrectionForm(BaseForm):
    """Why the material is corrected."""

    reason = TextAreaField(
        "Hvorfor skal materialet rettes?",
        [InputRequired("Skriv, hvorfor materialet skal rettes. Leverandørerne læser det.")],
        description="Grunden står i rettelsesbladet og i brevet til leverandørerne.",
    )


class DeadlineForm(BaseForm):
    """The deadline the vendors get with the correction."""

    bid_deadline_at = MomentField("Frist for tilbud", [], description="Dato og klokkeslæt, fx 20.4.2026 12.00.")


class CancelForm(BaseForm):
    """Why the tender is cancelled."""

    reason = TextAreaField(
        "Hvorfor annulleres udbuddet?",
        [InputRequired("Skriv, hvorfor udbuddet annulleres. Alle leverandører får grunden.")],
        description="Alle leverandører får grunden i et brev.",
    )


class DeclineForm(BaseForm):
    """Why a vendor will not bid."""

    reason = StringField("Hvorfor takker de nej?", [InputRequired("Skriv, hvorfor leverandøren ikke vil byde.")])


class ProposalForm(BaseForm):
    """The date everything is counted from, and how much of the proposal is used."""

    fra = DateField("Materialet sendes", [InputRequired("Skriv, hvornår materialet sendes.")])
    brug = RadioField(
        "Hvad skal udfyldes?",
        choices=[("tomme", "Kun de tomme felter"), ("alle", "Alle felter, også dem, jeg har skrevet i")],
        default="tomme",
    )
