"""The tasks of step 2, declared."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from itstart import clock
from itstart.models import Criterion, CustomerCase, DemoScenario, TenderQuestion, Vendor, WeightChange
from itstart.rules import tender as rules
from itstart.rules.findings import blockers
from itstart.rules.steps import StepKey
from itstart.rules.workdays import danish_date
from itstart.steps.definition import FormSection, Notice, NoticeLink, RowList, Task
from itstart.steps.tender import forms, gaps, ties
from itstart.steps.tender_versions import latest, locked, state
from itstart.steps.text import counted

LOCKED_PLAN = locked("Tidsplanen")


def _sent_on(case: CustomerCase) -> date | None:
    """The day the material was sent; a day to come is only planned."""
    day = case.tender.issued_on
    return day if day and day <= clock.today() else None


def check_weight(case: CustomerCase, row: Criterion | None, typed: dict[str, Any]) -> Mapping[str, str]:
    """A weight is locked when the tender has been sent; a change needs a reason (DOMAIN B5)."""
    if row is not None and row.weight == (typed["weight"] or 0):
        return {}
    found = rules.check_weight_change(issued_on=_sent_on(case), reason=typed.get("weight_reason") or "")
    return {"weight_reason": found[0].message} if found else {}


def note_weight_change(case: CustomerCase, row: Criterion, typed: dict[str, Any]) -> None:
    """A weight changed after the material was sent is kept with its reason, and printed (DOMAIN B5)."""
    after = typed["weight"] or 0
    if _sent_on(case) and row.weight != after:
        change = WeightChange(
            criterion_id=row.id,
            changed_on=clock.today(),
            before=row.weight,
            after=after,
            reason=typed["weight_reason"],
        )
        case.weight_changes.append(change)


def check_schedule(case: CustomerCase, typed: dict[str, Any]) -> Mapping[str, str]:
    """How bids are opened is chosen before the material goes out, and a sealed deadline is only put off (F026)."""
    tender = case.tender
    found = [
        *rules.check_seal(
            before=tender.sealed_opening,
            after=bool(typed["sealed_opening"]),
            issued_on=tender.issued_on,
            received=bool(case.bid_receipts) or gaps.has_bids(case),
        ),
        *rules.check_sealed_deadline(
            sealed=tender.is_sealed,
            issued_on=tender.issued_on,
            before=tender.bid_deadline_at,
            after=typed["bid_deadline_at"],
        ),
    ]
    return {finding.where: finding.message for finding in found}


def check_invitation(case: CustomerCase, _row: Vendor | None, typed: dict[str, Any]) -> Mapping[str, str]:
    """Nobody is invited before impartiality is declared, nor a vendor that a tie forbids (S31)."""
    if not typed["invited"]:
        return {}
    party = ties.Party(typed["name"], typed["cvr"] or "")
    found = blockers(ties.findings(case, party, ties.told(case)))
    return {"invited": found[0].message} if found else {}


def note_new_status(_case: CustomerCase, row: Vendor, typed: dict[str, Any]) -> None:
    """A status that changes is known from today, and by whoever saved the row."""
    if typed.get("invitation_status", row.invitation_status) is not row.invitation_status:
        row.status_on, row.status_by = clock.today(), ""


def publish_again(_case: CustomerCase, row: TenderQuestion, typed: dict[str, Any]) -> None:
    """An answer that is corrected after it was sent to all must be sent again."""
    if any(typed.get(name, getattr(row, name)) != getattr(row, name) for name in ("question", "answer")):
        row.published_on = None


def _question_tag(row: TenderQuestion) -> str:
    if row.published_on:
        return f"Sendt til alle {danish_date(row.published_on)}"
    return "Ikke sendt endnu" if row.answer else ""


def _schedule_links(case: CustomerCase, _about: str) -> list[Notice]:
    links = (NoticeLink("Hent alle sagens frister til kalenderen (.ics)", endpoint="tender_dates.calendar"),)
    if LOCKED_PLAN(case):
        return [Notice("Få fristerne i kalenderen", links=links)]
    propose = NoticeLink("Foreslå datoer ud fra én dato", endpoint="tender_dates.proposal")
    return [Notice("Få hjælp til datoerne", links=(propose, *links))]


def _question_links(case: CustomerCase, _about: str) -> list[Notice]:
    if latest(case) is None:
        return []
    waiting = sum(bool(row.answer) and row.published_on is None for row in case.questions)
    text = "Svarene sendes til alle leverandører på én gang, uden navne."
    title = f"{waiting} svar er ikke sendt til leverandørerne endnu" if waiting else "Alle svar er sendt"
    link = NoticeLink("Send svarene fra Udbudspakken", endpoint="tender.package", values={"_anchor": "svar"})
    return [Notice(title, text, kind="warn" if waiting else "done", links=(link,))]


CRITERIA = RowList(
    key="criteria",
    slug="kriterier-liste",
    relation="criteria",
    model=Criterion,
    form=forms.CriterionForm,
    title="Kriterier",
    singular="kriteriet",
    add_label="Tilføj kriterium",
    prefix="C",
    title_of=lambda row: row.title,
    text_of=lambda row: row.method.label,
    tag_of=lambda row: f"{row.weight} %",
    check=check_weight,
    changing=note_weight_change,
    locked=locked("Kriterierne og vægtene"),
    paste=("title", "weight", "method"),
    paste_example="Opfyldelse af krav; 35; Opfyldelse af krav",
    empty_title="Ingen kriterier endnu",
    empty_text="Tre til fem kriterier er nok. Vægtene skal være 100 % til sammen.",
)
VENDORS = RowList(
    key="vendors",
    slug="leverandoer",
    relation="vendors",
    model=Vendor,
    form=forms.VendorForm,
    title="Leverandører",
    singular="leverandøren",
    add_label="Tilføj leverandør",
    prefix="V-",
    title_of=lambda row: row.name,
    text_of=lambda row: " · ".join(part for part in (row.city, row.contact, row.decline_reason) if part),
    tag_of=lambda row: row.invitation_status.label,
    check=check_invitation,
    changing=note_new_status,
    paste=("name", "cvr", "city", "contact"),
    paste_example="Limfjord Business Systems ApS; 99000015; Aalborg; Søren Kjeld",
    empty_title="Ingen leverandører endnu",
    empty_text="Find tre til fem, der kender kundens branche.",
    tools=(("Hent fra leverandørregistret", "vendors.offer"),),
)
QUESTIONS = RowList(
    key="questions",
    slug="spoergsmaal-liste",
    relation="questions",
    model=TenderQuestion,
    form=forms.QuestionForm,
    title="Spørgsmål",
    singular="spørgsmålet",
    add_label="Tilføj spørgsmål",
    title_of=lambda row: row.question,
    text_of=lambda row: row.answer,
    tag_of=_question_tag,
    warn=lambda row: "" if row.answer else "Mangler svar",
    changing=publish_again,
    paste=("question", "answer"),
    paste_example="Kan lagerstyring på lokation ske med to niveauer?; Ja, to niveauer er nok.",
    empty_title="Ingen spørgsmål endnu",
    empty_text="Skriv dem ind, når leverandørerne spørger. Svarene går til alle.",
)
SCENARIOS = RowList(
    key="demo_scenarios",
    slug="demoopgaver",
    relation="demo_scenarios",
    model=DemoScenario,
    form=forms.ScenarioForm,
    title="Opgaver til demoen",
    singular="opgaven",
    add_label="Tilføj opgave",
    title_of=lambda row: row.title,
    text_of=lambda row: row.script,
    paste=("title", "script"),
    paste_example="Planlæg og flyt en ordre; Flyt en ordre fra CNC 3 til CNC 5, og vis den nye leveringsdato",
    empty_title="Ingen opgaver endnu",
    empty_text="Vælg de tre til fem ting, der skal virke på den første dag.",
)


def _weight_summary(case: CustomerCase) -> str:
    if not case.criteria:
        return ""
    return f"{len(case.criteria)} kriterier, {sum(row.weight for row in case.criteria)} %"


def _sent_summary(case: CustomerCase) -> str:
    version = latest(case)
    return f"Version {version.number}, {state(case).label.lower()}" if version else ""


def _vendor_summary(case: CustomerCase) -> str:
    invited = sum(vendor.invited for vendor in case.vendors)
    return f"{len(case.vendors)} noteret, {invited} inviteret" if case.vendors else ""


TASKS = (
    Task(
        step=StepKey.TENDER,
        slug="tidsplan",
        title="Tidsplan",
        parts=(
            FormSection(
                "tidsplan", "Tidsplan", forms.ScheduleForm, of="tender", check=check_schedule, locked=LOCKED_PLAN
            ),
        ),
        notices=_schedule_links,
        gaps=gaps.schedule,
        started=lambda case: case.tender.issued_on is not None or bool(case.tender.title),
    ),
    Task(
        step=StepKey.TENDER,
        slug="kriterier",
        title="Kriterier og vægte",
        parts=(
            CRITERIA,
            FormSection(
                "metode",
                "Sådan regner vi",
                forms.MethodForm,
                load=gaps.load_method,
                store=gaps.store_method,
                locked=locked("Beregningen"),
            ),
        ),
        gaps=gaps.criteria,
        summary=_weight_summary,
        started=lambda case: bool(case.criteria),
    ),
    Task(
        step=StepKey.TENDER,
        slug="leverandoerer",
        title="Leverandører",
        parts=(VENDORS,),
        gaps=gaps.vendors,
        notices=ties.notices,
        summary=_vendor_summary,
        started=lambda case: bool(case.vendors),
    ),
    Task(
        step=StepKey.TENDER,
        slug="spoergsmaal",
        title="Spørgsmål og svar",
        parts=(QUESTIONS,),
        gaps=gaps.questions,
        summary=counted("questions", "spørgsmål", "spørgsmål"),
        notices=_question_links,
        started=lambda case: bool(case.questions),
    ),
    Task(
        step=StepKey.TENDER,
        slug="demomanuskript",
        title="Demomanuskript",
        parts=(SCENARIOS,),
        gaps=gaps.scenarios,
        summary=counted("demo_scenarios", "opgave", "opgaver"),
        started=lambda case: bool(case.demo_scenarios),
    ),
    Task(
        step=StepKey.TENDER,
        slug="vilkaar",
        title="Vilkår",
        parts=(FormSection("vilkaar", "Vilkår", forms.TermsForm, of="tender"),),
        gaps=gaps.terms,
        started=lambda case: bool(case.tender.award_rule) or case.tender.public_body is not None,
    ),
    Task(
        step=StepKey.TENDER,
        slug="send",
        title="Send udbuddet",
        endpoint="tender.check",
        summary=_sent_summary,
        started=lambda case: latest(case) is not None,
    ),
)
