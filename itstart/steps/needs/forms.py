"""What step 1 asks: the forms of the single answers and of each list's rows (DOMAIN B3)."""

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length, Optional

from itstart.forms import BaseForm, DateField, DecimalField, HoursField, MoneyField, WholeNumberField
from itstart.rules.terms import Barrier, Fate, Priority, RequirementKind
from itstart.steps.fields import RefField, RefsField, TermField, TermsField, YesNoField, line, longtext, optional


class CompanyForm(BaseForm):
    background = longtext("Hvad lever virksomheden af?", "Marked, størrelse og det, der er særligt ved jer.", rows=5)
    current_situation = longtext("Hvordan bruger I it i dag?", "Det vigtigste først. Hvad fylder i hverdagen?", rows=5)


class StakeholderForm(BaseForm):
    name = line("Navn", must="Skriv et navn.")
    role = line("Rolle", "Fx bogholder eller værkfører.")
    interest = longtext("Hvad betyder valget for personen?", rows=2)


class ProcessForm(BaseForm):
    name = line("Arbejdsgang", "Fx tilbud til ordre.", must="Skriv, hvad arbejdsgangen hedder.")
    today = longtext("Sådan gør I i dag", rows=2)
    pain = longtext("Her gør det ondt", "Gerne med tal: timer, fejl, kroner.", rows=2)
    wish = longtext("Sådan vil I hellere", rows=2)


class SystemForm(BaseForm):
    name = line("System", "Fx økonomisystem eller regneark.", must="Skriv, hvad systemet hedder.")
    purpose = longtext("Hvad bruges det til?", rows=2)
    fate = TermField("Hvad skal der ske med det?", Fate)


class ObjectiveForm(BaseForm):
    text = longtext("Mål", "Hvad skal være bedre, og hvornår?", must="Skriv målet.", rows=2)
    metric = line("Måles i", "Fx timer pr. uge eller procent.")
    baseline = DecimalField("I dag", optional(), places=3)
    target = DecimalField("Målet", optional(), places=3)


class NeedForm(BaseForm):
    title = longtext("Behov", "Hvad skal virksomheden kunne? Nævn ikke et system.", must="Skriv behovet.", rows=2)
    priority = RadioField(
        "Hvor vigtigt?",
        choices=[(1, "1 Afgørende"), (2, "2 Vigtigt"), (3, "3 Godt at have")],
        coerce=int,
        default=2,
    )


class RequirementForm(BaseForm):
    title = StringField("Navn", [DataRequired("Giv kravet et kort navn.")])
    priority = TermField("Vigtighed", Priority, empty="", default=Priority.SHOULD)
    area = line("Område", "Fx Økonomi, Ordre eller Lager.")
    kind = TermField("Slags", RequirementKind, empty="", default=RequirementKind.FUNCTIONAL)
    text = longtext("Krav", "Hvad skal systemet kunne? Ét krav ad gangen.", rows=3)
    acceptance_criterion = longtext("Sådan tester vi det", "Hvad gør I, og hvad vil I se? Gerne med et tal.", rows=2)
    needs = RefsField("Hvilke behov dækker kravet?", "needs")
    law_reference = line("Lov", "Kun når kravet følger af en lov.")
    source = line("Kilde", "Fx workshop 10. februar.")


class ScopeForm(BaseForm):
    scope_in = longtext("Det er med", rows=3)
    scope_out = longtext("Det er ikke med", "Skriv det, nogen ellers ville tro var med.", rows=3)
    integrations = longtext("Forbindelser til andre systemer", "Fx bank, løn og webshop.", rows=2)
    users_full = WholeNumberField("Fulde brugere", optional(), maximum=100_000)
    users_light = WholeNumberField("Lette brugere", optional(), maximum=100_000)
    transactions = longtext("Hvor meget", "Fx 260 ordrer og 900 fakturaer om måneden.", rows=2)
    wanted_go_live_on = DateField("Ønsket start", optional())
    personal_data = longtext("Personoplysninger", "Hvilke oplysninger om personer skal ligge i systemet?", rows=2)
    nis2_relevant = YesNoField("Er virksomheden omfattet af NIS2-loven?")
    nis2_note = longtext("Bemærkning om NIS2", rows=2)


class EconomyForm(BaseForm):
    budget_one_off_dkk = MoneyField("Ramme for engangsudgifter", optional())
    budget_annual_dkk = MoneyField("Ramme om året", optional())


class BenefitForm(BaseForm):
    text = longtext("Gevinst", "Regn den ud: timer x uger x timeløn.", must="Skriv gevinsten.", rows=2)
    annual_value_dkk = MoneyField("Værdi om året", optional())
    hours_saved = HoursField("Sparede timer om året", optional(), description="Når gevinsten er sparet tid.")
    hourly_rate_dkk = MoneyField("Pris for en time", optional())


class MeetingForm(BaseForm):
    title = line("Møde", "Fx opstartsmøde.", must="Giv mødet et navn.")
    held_on = DateField("Dato", optional())
    hours = StringField("Tid", [Optional(), Length(max=40)], description="Fx 9.00-10.30.")
    place = line("Sted")
    participants = longtext("Deltagere", "Én på hver linje.", rows=3)
    purpose = longtext("Formål", "Hvad skulle mødet afklare?", rows=2)
    notes = longtext("Noter", "Én ting på hver linje. En linje kan bagefter gøres til et behov.", rows=10)


class MeetingActionForm(BaseForm):
    meeting_id = RefField("Aftalt på", "meetings", must="Vælg mødet.")
    text = longtext("Hvad er aftalt?", must="Skriv, hvad der er aftalt.", rows=2)
    owner = line("Hvem gør det?")
    due_on = DateField("Senest", optional())
    done_on = DateField("Gjort", optional())


class CustomerQuestionForm(BaseForm):
    text = longtext("Spørgsmål", "Ét ad gangen, så kunden kan svare kort.", must="Skriv spørgsmålet.", rows=2)
    reason = longtext("Derfor spørger vi", "Hvad afhænger af svaret?", rows=2)
    owner = line("Hvem skal svare?")
    due_on = DateField("Svar senest", optional())
    answer = longtext("Svar", rows=3)
    answered_on = DateField("Svaret er fra", optional())


class BarrierForm(BaseForm):
    barriers = TermsField("Hvad har holdt virksomheden tilbage?", Barrier)
    barriers_note = longtext("Hvad gør I ved det?", rows=3)


class SummaryForm(BaseForm):
    summary = longtext("Sammenfatning", "Tre linjer til direktøren. Er den tom, skriver vi den ud fra tallene.", rows=4)
    recommendation = longtext("Anbefaling", "Hvad skal virksomheden gøre nu?", rows=4)
