"""What step 4 asks: organisation, plan, prices, contract terms and signature (DOMAIN B6, B7)."""

from typing import Any

from wtforms import RadioField

from itstart.forms import BaseForm, DateField, HoursField, MoneyField, PercentField, WholeNumberField
from itstart.models.case import CustomerCase
from itstart.rules.negotiation import Concern
from itstart.rules.terms import Invoicing, MilestoneStatus, MilestoneType, Outcome, PaymentStatus, Priority
from itstart.steps.fields import AmountOrTextField, RefField, TermField, line, longtext, optional, tick

SCALE = [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]


class OrganisationForm(BaseForm):
    project_manager_customer = line("Kundens projektleder")
    project_manager_vendor = line("Leverandørens projektleder")
    meeting_rhythm = longtext("Møder", "Fx projektmøde hver tirsdag.", rows=2)
    fallback_go_live_on = DateField("Reservedato for start", optional())


class SteeringForm(BaseForm):
    name = line("Navn", must="Skriv et navn.")


class MilestoneForm(BaseForm):
    title = line("Milepæl", must="Giv milepælen et navn.")
    date_on = DateField("Dato", optional())
    type = TermField("Slags", MilestoneType)
    responsible = line("Ansvarlig", "Fx Kunde, Leverandør eller Begge.")
    criterion = longtext("Den er nået, når", "Noget, som nogen kan afgøre med ja eller nej.", rows=2)
    status = TermField("Status", MilestoneStatus, empty="", default=MilestoneStatus.PLANNED)


class CustomerTaskForm(BaseForm):
    task = line("Opgave", "Fx oprydning i varenumre.", must="Skriv opgaven.")
    owner = line("Hvem gør det?")
    hours = HoursField("Timer", optional())
    due_on = DateField("Færdig senest", optional())


class RiskForm(BaseForm):
    text = longtext("Hvad kan gå galt?", must="Skriv risikoen.", rows=2)
    probability = RadioField("Hvor sandsynligt?", choices=SCALE, coerce=int, default=3)
    impact = RadioField("Hvor slemt?", choices=SCALE, coerce=int, default=3)
    mitigation = longtext("Hvad gør I ved det?", rows=2)
    owner = line("Hvem holder øje?")


class NegotiationForm(BaseForm):
    agreed_on = DateField("Dato", optional())
    topic = line("Hvad blev der talt om?", "Fx pris på analyse og opsætning.", must="Skriv emnet.")
    concerns = TermField("Hvad gælder det?", Concern, empty="Efter emnet", description="Så kan vi regne på det.")
    before = AmountOrTextField("Før", optional(), description="Et beløb, timer, en procent eller en kort tekst.")
    after = AmountOrTextField("Efter", optional(), description="Lad feltet stå tomt, til I er enige.")


class PriceLineForm(BaseForm):
    label = line("Ydelse", must="Skriv, hvad der betales for.")
    amount_dkk = MoneyField("Beløb", optional())


class AnnualPriceForm(BaseForm):
    annual_price_dkk = MoneyField("Pris om året", optional())
    annual_invoicing = TermField("Faktureres", Invoicing, empty="", default=Invoicing.QUARTERLY)
    variable_fee = longtext("Betaling efter forbrug", "Fx pr. transaktion. Tom, når der ingen er.", rows=2)
    price_regulation = line("Prisregulering", "Fx nettoprisindeks, højst 2 % om året.")
    payment_terms_days = WholeNumberField("Betalingsfrist i dage", optional(), maximum=120)


class PaymentForm(BaseForm):
    milestone_id = RefField("Betales, når milepælen er nået", "milestones")
    share_pct = PercentField("Andel i %", optional(), places=2)
    status = TermField("Status", PaymentStatus, empty="", default=PaymentStatus.PLANNED)


class TermsForm(BaseForm):
    number = line("Kontraktens nummer")
    vendor_id = RefField("Leverandør", "vendors")
    delay_penalty_pct_per_workday = PercentField("Bod pr. arbejdsdag i %", optional(), places=2)
    delay_penalty_max_pct = PercentField("Bod højst i %", optional(), places=2)
    max_b_errors = WholeNumberField("B-fejl, der højst må være ved overtagelsesprøven", optional(), maximum=100)
    warranty_months = WholeNumberField("Garanti i måneder", optional(), maximum=120)
    liability_cap_dkk = MoneyField("Ansvaret er højst", optional())
    liability_cap_text = longtext("Sådan er loftet regnet ud", rows=2)
    commitment_months = WholeNumberField("Binding i måneder", optional(), maximum=120)
    notice_months = WholeNumberField("Opsigelse i måneder", optional(), maximum=60)
    law = line("Lovvalg")
    venue = line("Ret", "Fx Retten i Herning.")
    mediation_first = tick("Forsøg mægling, før en sag kommer for retten")


class AnnexForm(BaseForm):
    title = line("Bilag", must="Skriv, hvad bilaget hedder.")
    source = line("Hvor kommer indholdet fra?")


def _testable(case: CustomerCase) -> list[Any]:
    """The requirements that can be tested: all but those that are not wanted now."""
    return [row for row in case.requirements if row.priority is not Priority.WONT]


class AcceptanceForm(BaseForm):
    requirement_id = RefField(
        "Krav", _testable, empty="En fejl uden for kravene", description="Prøves et krav igen, så tilføj en ny linje."
    )
    outcome = TermField("Resultat", Outcome, description="A hindrer drift, B generer væsentligt, C er alle andre fejl.")
    note = longtext("Hvad skete der?", "Skriv, hvad I gjorde, og hvad I så.", rows=2)
    tested_by = line("Prøvet af")
    tested_on = DateField("Dato", optional())


class SignatureForm(BaseForm):
    lawyer_reviewed_on = DateField("En advokat har læst kontrakten", optional())
    ready_on = DateField("Klar til underskrift", optional())
    signed_on = DateField("Underskrevet", optional())
    signed_for_customer = line("For kunden")
    signed_for_vendor = line("For leverandøren")
    declined_on = DateField("Kontrakten blev ikke indgået", optional())
    declined_reason = longtext("Hvorfor ikke?", rows=2)
