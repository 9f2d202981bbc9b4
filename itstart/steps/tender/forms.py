"""What step 2 asks: timetable, criteria, vendors, questions, demo script, terms (DOMAIN B4)."""

from wtforms.validators import Optional

from itstart.forms import BaseForm, CvrField, DateField, EmailField, MoneyField, WholeNumberField
from itstart.rules.terms import AwardModel, CriterionMethod, InvitationStatus
from itstart.steps.fields import MomentField, TermField, YesNoField, line, longtext, optional, tick


class ScheduleForm(BaseForm):
    title = line("Udbuddets titel", "Fx Indhentning af tilbud på ERP-system.")
    issued_on = DateField(
        "Materialet sendes",
        optional(),
        description="Bliver skrevet af sig selv, når du sender herfra.",
    )
    question_deadline_on = DateField("Frist for spørgsmål", optional())
    answers_published_on = DateField("Svar sendes til alle", optional())
    bid_deadline_at = MomentField("Frist for tilbud", optional(), description="Dato og klokkeslæt, fx 20.4.2026 12.00.")
    sealed_opening = tick("Forseglet åbning: ingen kan læse tilbuddene, før fristen er gået, og I åbner dem")
    demo_from_on = DateField("Demo fra", optional())
    demo_to_on = DateField("Demo til", optional())
    decision_on = DateField("Beslutning", optional())
    bid_validity_until_on = DateField("Tilbud gælder til", optional())


class MethodForm(BaseForm):
    award_model = TermField("Sådan vælger I", AwardModel, empty="", default=AwardModel.WEIGHTED)
    tco_years = WholeNumberField("Totaløkonomi over antal år", optional(), minimum=1, maximum=10)
    internal_hourly_rate_dkk = MoneyField("Jeres egen time koster", optional(), maximum=5000)
    price_zero_at_pct_above_lowest = WholeNumberField(
        "Prisen får 0 point, når den er så mange % over den laveste", optional(), minimum=1, maximum=1000
    )
    scale = line("Skala for point")


class CriterionForm(BaseForm):
    title = line("Kriterium", must="Skriv kriteriet.")
    weight = WholeNumberField("Vægt i %", optional(), maximum=100)
    method = TermField("Sådan gives point", CriterionMethod, empty="", default=CriterionMethod.SUB_SCORES)
    weight_reason = line("Begrundelse for ny vægt", "Kun når udbuddet er sendt.")


class VendorForm(BaseForm):
    name = line("Leverandør", must="Skriv leverandørens navn.")
    cvr = CvrField("CVR-nummer", [Optional()])
    city = line("By")
    contact = line("Kontaktperson")
    contact_email = EmailField("E-mail", [Optional()])
    invited = tick("Inviteret til at byde")
    invitation_status = TermField("Status", InvitationStatus, empty="", default=InvitationStatus.NOT_INVITED)
    decline_reason = longtext("Hvorfor ikke?", "Når leverandøren siger nej eller ikke svarer.", rows=2)


class QuestionForm(BaseForm):
    question = longtext("Spørgsmål", must="Skriv spørgsmålet.", rows=2)
    answer = longtext("Svar til alle", "Uden navn på den, der spurgte.", rows=3)
    vendor_anonymous = tick("Vis ikke, hvem der spurgte")


class ScenarioForm(BaseForm):
    title = line("Opgave", "Fx Planlæg og flyt en ordre.", must="Giv opgaven et navn.")
    script = longtext("Det skal leverandøren vise", "Skridt for skridt, gerne med kundens egne data.", rows=4)


class TermsForm(BaseForm):
    public_body = YesNoField(
        "Er kunden en offentlig myndighed eller et offentligretligt organ?",
        "En offentlig kunde er bundet af udbudsloven og skal have anden hjælp.",
    )
    award_rule = longtext("Sådan vælger vi", rows=4)
    contract_draft_attached = tick("Kontraktudkastet er vedlagt")
