"""The row lists of step 4, declared."""

from collections.abc import Mapping
from typing import Any

from itstart.documents.danish import date_long, hours, kroner, percent
from itstart.models import (
    Annex,
    ContractPriceLine,
    CustomerCase,
    CustomerTask,
    Milestone,
    NegotiationPoint,
    Payment,
    Risk,
    SteeringMember,
)
from itstart.rules.negotiation import COUNTED, Concern, Effect
from itstart.steps.definition import RowList
from itstart.steps.project import forms
from itstart.steps.project.agreement import agreement, chosen_vendor
from itstart.steps.selection import negotiated

STEERING = RowList(
    key="steering_group",
    slug="styregruppe",
    relation="steering_group",
    model=SteeringMember,
    form=forms.SteeringForm,
    title="Styregruppe",
    singular="medlemmet",
    add_label="Tilføj medlem",
    title_of=lambda row: row.name,
    shows_code=False,
    paste=("name",),
    paste_example="Birgit Nordvang",
    empty_title="Ingen i styregruppen endnu",
    empty_text="Tre er nok: den, der betaler, den, der bruger, og leverandøren.",
)


def _milestone_text(row: Milestone) -> str:
    return " · ".join(part for part in (date_long(row.date_on), row.responsible, row.criterion) if part)


MILESTONES = RowList(
    key="milestones",
    slug="milepaele-liste",
    relation="milestones",
    model=Milestone,
    form=forms.MilestoneForm,
    title="Milepæle",
    singular="milepælen",
    add_label="Tilføj milepæl",
    prefix="MS-",
    title_of=lambda row: row.title,
    text_of=_milestone_text,
    tag_of=lambda row: row.status.label,
    warn=lambda row: "" if row.date_on else "Mangler dato",
    paste=("title", "date_on", "type", "responsible", "criterion"),
    paste_example="Overtagelsesprøve bestået; 11.12.2026; Overtagelsesprøve; Kunde; Ingen A-fejl, højst 3 B-fejl",
    empty_title="Ingen milepæle endnu",
    empty_text="Begynd bagfra: Hvornår skal I være i drift, og hvad skal være prøvet forinden?",
)
CUSTOMER_TASKS = RowList(
    key="customer_tasks",
    slug="kundens-opgaver",
    relation="customer_tasks",
    model=CustomerTask,
    form=forms.CustomerTaskForm,
    title="Kundens egne opgaver",
    singular="opgaven",
    add_label="Tilføj opgave",
    title_of=lambda row: row.task,
    text_of=lambda row: " · ".join(part for part in (row.owner, date_long(row.due_on)) if part),
    tag_of=lambda row: f"{hours(row.hours)} timer" if row.hours is not None else "",
    shows_code=False,
    paste=("task", "owner", "hours", "due_on"),
    paste_example="Oprydning i varenumre; Inge Skov; 90; 30.9.2026",
    empty_title="Ingen opgaver endnu",
    empty_text="Skriv, hvad kunden selv skal nå, hvem der gør det, og hvor længe det tager.",
)
RISKS = RowList(
    key="risks",
    slug="risiko",
    relation="risks",
    model=Risk,
    form=forms.RiskForm,
    title="Risici",
    singular="risikoen",
    add_label="Tilføj risiko",
    prefix="RI-",
    title_of=lambda row: row.text,
    text_of=lambda row: " · ".join(part for part in (row.mitigation, row.owner) if part),
    tag_of=lambda row: f"{row.probability} × {row.impact} = {row.score}",
    paste=("text", "probability", "impact", "mitigation", "owner"),
    paste_example="Varenumre er ikke ryddet op til tiden; 4; 4; Oprydning starter i juni; Inge Skov",
    empty_title="Ingen risici endnu",
    empty_text="Hvad vågner projektlederen af om natten?",
)


def bargain(case: CustomerCase) -> Effect | None:
    """What the points are worth with the vendor that is chosen; None before there is one, and without points."""
    vendor = chosen_vendor(case)
    return negotiated.bargain(case, vendor.bid if vendor else None) if case.negotiation else None


def _change(row: NegotiationPoint) -> str:
    return f"{negotiated.shown(row, row.before) or 'intet'} → {negotiated.shown(row, row.after) or '?'}"


def _effect(row: NegotiationPoint) -> str:
    """What the point does to the total cost, beside what it is about."""
    about = negotiated.concern_of(row).label
    found = bargain(row.case)
    steps = dict(zip((point.id for point in row.case.negotiation), found.steps if found else (), strict=False))
    step = steps.get(row.id)
    return f"{about}, {negotiated.change(step)} kr." if step else about


def _saved(case: CustomerCase, _about: str) -> str:
    found = bargain(case)
    return negotiated.sentence(found) if found else ""


_UNREADABLE = {
    Concern.HOURS: "Skriv et antal timer, fx 380.",
    Concern.RISE: "Skriv én procent, fx 2 %.",
}


def _check_figures(_case: CustomerCase, _row: NegotiationPoint | None, typed: dict[str, Any]) -> Mapping[str, str]:
    """A point about money, hours or percent has such figures, as far as it has any."""
    concern = typed["concerns"]
    if concern not in COUNTED:
        return {}
    message = _UNREADABLE.get(concern, "Skriv et beløb, fx 245.000.")
    return {
        name: message for name in ("before", "after") if typed[name] and negotiated.figure(typed[name], concern) is None
    }


NEGOTIATION = RowList(
    key="negotiation",
    slug="forhandlet",
    relation="negotiation",
    model=NegotiationPoint,
    form=forms.NegotiationForm,
    title="Forhandling",
    singular="punktet",
    add_label="Tilføj punkt",
    title_of=lambda row: row.topic,
    text_of=_change,
    tag_of=_effect,
    warn=lambda row: "" if row.after else negotiated.OPEN,
    check=_check_figures,
    foot=_saved,
    shows_code=False,
    paste=("topic", "before", "after"),
    paste_example="Pris på analyse og opsætning; 260000; 245000",
    empty_title="Ingen punkter endnu",
    empty_text="Skriv, hvad der blev bedre ved bordet. Det viser, hvad dine timer er værd.",
)
PRICE_LINES = RowList(
    key="price_lines",
    slug="prislinjer",
    relation="price_lines",
    model=ContractPriceLine,
    form=forms.PriceLineForm,
    title="Engangspris",
    singular="prislinjen",
    add_label="Tilføj prislinje",
    title_of=lambda row: row.label,
    tag_of=lambda row: kroner(row.amount_dkk),
    shows_code=False,
    paste=("label", "amount_dkk"),
    paste_example="Analyse og opsætning; 245.000",
    empty_title="Ingen prislinjer endnu",
    empty_text="Begynd med linjerne fra tilbuddet, og ret dem efter forhandlingen.",
)


def _amount(row: Payment) -> str:
    deal = agreement(row.case)
    amounts = dict(zip((payment.id for payment in row.case.payments), deal.rates, strict=True))
    share = percent(row.share_pct) if row.share_pct is not None else "?"
    return f"{share} = {kroner(amounts.get(row.id))}"


PAYMENTS = RowList(
    key="payments",
    slug="rater",
    relation="payments",
    model=Payment,
    form=forms.PaymentForm,
    title="Rater",
    singular="raten",
    add_label="Tilføj rate",
    title_of=lambda row: row.milestone.title if row.milestone else "Uden milepæl",
    text_of=lambda row: " · ".join(
        part for part in (date_long(row.milestone.date_on) if row.milestone else "", row.status.label) if part
    ),
    tag_of=_amount,
    warn=lambda row: "" if row.milestone else "Mangler milepæl",
    empty_title="Ingen rater endnu",
    empty_text="Betal, når noget er nået. Gem den sidste del, til driftsprøven er bestået.",
)
ANNEXES = RowList(
    key="annexes",
    slug="bilag-liste",
    relation="annexes",
    model=Annex,
    form=forms.AnnexForm,
    title="Bilag",
    singular="bilaget",
    add_label="Tilføj bilag",
    title_of=lambda row: row.title,
    text_of=lambda row: row.source,
    paste=("title", "source"),
    paste_example="Databehandleraftale; Datatilsynets skabelon",
    empty_title="Ingen bilag endnu",
    empty_text="Sæt eksemplet ind: de ni bilag, de fleste kontrakter har brug for.",
)
