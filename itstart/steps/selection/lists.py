"""The row lists of step 3: price lines, reference talks, waivers."""

from collections.abc import Mapping
from typing import Any

from itstart.documents.danish import date_long, kroner
from itstart.models import CustomerCase, PriceLine, ReferenceCheck, Waiver
from itstart.rules.terms import AnnualType, OneOffType, ScalesWith
from itstart.steps.definition import RowList, Scope
from itstart.steps.selection import bidders, forms
from itstart.steps.shared_documents import short_name


def _price_scope(*, annual: bool) -> Scope:
    return Scope(
        choices=bidders.choices,
        owner=bidders.bid_of,
        make=bidders.make_bid,
        column="bid_id",
        fixed={"annual": annual},
    )


def _sum(*, annual: bool) -> Any:
    def foot(case: CustomerCase, about: str) -> str:
        vendor = next((vendor for vendor in case.vendors if vendor.code == about), None)
        lines = vendor.bid.price_lines if vendor and vendor.bid else []
        amounts = [line.amount_dkk or 0 for line in lines if line.annual is annual]
        return f"I alt {kroner(sum(amounts))}{' om året' if annual else ''}" if amounts else ""

    return foot


_FOLLOWS = {ScalesWith.USERS: "følger antal brugere", ScalesWith.VOLUME: "følger omsætning eller transaktioner"}


def _price_text(kind: str, row: PriceLine) -> str:
    return " · ".join(part for part in (kind, _FOLLOWS.get(row.scales_with, "")) if part)


ONE_OFF = RowList(
    key="one_off_lines",
    slug="engangspriser",
    relation="bid_price_lines",
    model=PriceLine,
    form=forms.OneOffLineForm,
    title="Engangspriser",
    singular="prislinjen",
    add_label="Tilføj engangspris",
    title_of=lambda row: row.label,
    text_of=lambda row: _price_text(OneOffType(row.type).label, row),
    tag_of=lambda row: kroner(row.amount_dkk),
    warn=lambda row: "" if row.amount_dkk is not None else "Mangler beløb",
    shows_code=False,
    paste=("label", "amount_dkk", "type"),
    paste_example="Analyse og opsætning; 260.000; Implementering",
    empty_title="Ingen engangspriser endnu",
    empty_text="Skriv dem, som de står i tilbuddet: licens, opsætning, konvertering, uddannelse.",
    scope=_price_scope(annual=False),
    foot=_sum(annual=False),
)
ANNUAL = RowList(
    key="annual_lines",
    slug="aarlige-priser",
    relation="bid_price_lines",
    model=PriceLine,
    form=forms.AnnualLineForm,
    title="Årlige priser",
    singular="prislinjen",
    add_label="Tilføj årlig pris",
    title_of=lambda row: row.label,
    text_of=lambda row: _price_text(AnnualType(row.type).label, row),
    tag_of=lambda row: kroner(row.amount_dkk),
    warn=lambda row: "" if row.amount_dkk is not None else "Mangler beløb",
    shows_code=False,
    paste=("label", "amount_dkk", "type"),
    paste_example="12 fulde brugere à 820 kr./md.; 118.080; Licens eller abonnement",
    empty_title="Ingen årlige priser endnu",
    empty_text="Regn månedspriser om til et år, og tag gebyrer og tredjepart med.",
    scope=_price_scope(annual=True),
    foot=_sum(annual=True),
)


def _reference_text(row: ReferenceCheck) -> str:
    scores = [score for _, score in row.question_scores if score is not None]
    mean = f"{sum(scores)} af {5 * len(scores)} point" if scores else ""
    return " · ".join(part for part in (row.contact, date_long(row.held_on), mean, row.notes) if part)


REFERENCES = RowList(
    key="reference_checks",
    slug="referencesamtaler",
    relation="reference_checks",
    model=ReferenceCheck,
    form=forms.ReferenceForm,
    title="Referencesamtaler",
    singular="samtalen",
    add_label="Tilføj samtale",
    prefix="RC-",
    title_of=lambda row: row.reference_company,
    text_of=_reference_text,
    tag_of=lambda row: "Kundens eget valg" if row.chosen_by_customer else "",
    warn=lambda row: "" if any(score is not None for _, score in row.question_scores) else "Mangler point",
    empty_title="Ingen samtaler endnu",
    empty_text="Tal med to kunder pr. leverandør. Vælg selv den ene.",
    scope=Scope(choices=bidders.choices, owner=bidders.find, column="vendor_id"),
)


def check_waiver(case: CustomerCase, row: Waiver | None, typed: dict[str, Any]) -> Mapping[str, str]:
    """One waiver for each vendor and must."""
    for other in case.waivers:
        same = (other.vendor_id, other.requirement_id) == (typed["vendor_id"], typed["requirement_id"])
        if same and (row is None or other.id != row.id):
            return {"requirement_id": f"Der er allerede en dispensation: {other.code}."}
    return {}


WAIVERS = RowList(
    key="waivers",
    slug="dispensation",
    relation="waivers",
    model=Waiver,
    form=forms.WaiverForm,
    title="Dispensationer",
    singular="dispensationen",
    add_label="Tilføj dispensation",
    prefix="D-",
    title_of=lambda row: " · ".join(
        part
        for part in (
            f"{row.requirement.code} {row.requirement.title}" if row.requirement else "",
            short_name(row.vendor.name) if row.vendor else "",
        )
        if part
    ),
    text_of=lambda row: row.reason,
    tag_of=lambda row: f"{row.granted_by}, {date_long(row.granted_on)}" if row.granted_on else row.granted_by,
    warn=lambda row: "" if row.granted_on else "Mangler dato",
    check=check_waiver,
    empty_title="Ingen dispensationer",
    empty_text="De bruges kun, når kunden vil beholde et tilbud, der ikke opfylder et SKAL-krav i dag.",
)
