"""A case from opening to end (DOMAIN D1, D2): its gates, its target group (S68) and its region.

The status itself follows from dates: `rules.status`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import exact, whole

EURO_RATE = exact(7.46)
SME_MAX_EMPLOYEES = 249
SME_MAX_REVENUE_DKK = whole(50_000_000 * EURO_RATE)
SME_MAX_BALANCE_DKK = whole(43_000_000 * EURO_RATE)
REGIONS_CHANGE_ON = date(2027, 1, 1)
MERGED_REGIONS = MappingProxyType({"Region Hovedstaden": "Region Østdanmark", "Region Sjælland": "Region Østdanmark"})


@dataclass(frozen=True, slots=True)
class ModuleState:
    """A module in the eyes of its case: `reported` when nothing is owed to IBIZ-Center."""

    number: int
    reported: bool
    started: bool = True


def check_activate(
    *,
    code_accepted: bool,
    cvr_valid: bool,
    declared_on: date | None,
    referral_source: str | None,
) -> list[Finding]:
    """The kodeks's hard gates before a case is active (S29, S31, S32, S57)."""
    found = []
    if not code_accepted:
        found.append(Finding("Læs og accepter det gældende kodeks, før sagen gøres aktiv.", where="code_of_conduct"))
    if not cvr_valid:
        found.append(Finding("CVR-nummeret er ikke gyldigt. Ret det, før sagen gøres aktiv.", where="cvr"))
    if declared_on is None:
        found.append(Finding("Erklær din uvildighed, før sagen gøres aktiv.", where="impartiality"))
    if not referral_source:
        found.append(Finding("Vælg, hvor kunden kommer fra.", where="referral_source"))
    return found


def check_pause(*, reason: str, next_contact_on: date | None, today: date) -> list[Finding]:
    """A case at rest has a reason and a day when the customer hears from the helper."""
    found = []
    if not reason.strip():
        found.append(Finding("Skriv, hvorfor sagen sættes i bero.", where="pause_reason"))
    if next_contact_on is None or next_contact_on < today:
        found.append(Finding("Vælg en kommende dag, hvor du tager kontakt igen.", where="next_contact_on"))
    return found


def check_complete(modules: Collection[ModuleState]) -> list[Finding]:
    """A case ends with at least one module and none unreported (S65)."""
    if not modules:
        return [Finding("Sagen har ingen moduler. Opret et modul, eller opgiv sagen med en begrundelse.")]
    return [_unreported(module) for module in modules if not module.reported]


def check_abandon(modules: Collection[ModuleState], *, reason: str) -> list[Finding]:
    """A case is given up with a reason, and what was begun is reported (S65)."""
    found = [] if reason.strip() else [Finding("Skriv, hvorfor sagen opgives.", where="abandon_reason")]
    return [*found, *(_unreported(module) for module in modules if module.started and not module.reported)]


def _unreported(module: ModuleState) -> Finding:
    return Finding(
        f"Modul {module.number} er ikke meldt afsluttet til IBIZ-Center. Meld afslutning først.",
        where=f"modul-{module.number}",
    )


def check_reopen(*, reason: str) -> list[Finding]:
    """Opening a finished case again needs a reason."""
    return [] if reason.strip() else [Finding("Skriv, hvorfor sagen åbnes igen.", where="reason")]


def check_skip(*, reason: str) -> list[Finding]:
    """A step is skipped with a reason (S11)."""
    return [] if reason.strip() else [Finding("Skriv, hvorfor skridtet springes over.", where="skip_reason")]


def check_step_done(
    number: int,
    *,
    has_document: bool,
    approved_on: date | None,
    contract_signed: bool = False,
    not_signed_reason: str = "",
) -> list[Finding]:
    """A step is done with a document the customer has approved; step 4 also with a contract or a reason (S7)."""
    found = []
    if not has_document:
        found.append(Finding("Hent dokumentet som Word, eller læg dit eget op, før skridtet er færdigt."))
    if approved_on is None:
        found.append(Finding("Skriv, hvornår kunden har godkendt dokumentet.", where="approved_on"))
    if number == 4 and not contract_signed and not not_signed_reason.strip():
        found.append(
            Finding("Registrér underskriften, eller skriv, hvorfor kunden ikke skrev under.", where="not_signed_reason")
        )
    return found


def check_sme(*, employees: int | None, revenue_dkk: int | None, balance_dkk: int | None) -> list[Finding]:
    """The EU's measure of a small or medium-sized company; the target group is meant "generelt" (S68).

    Unknown numbers say nothing against the company.
    """
    if employees is not None and employees > SME_MAX_EMPLOYEES:
        return [
            advice("Virksomheden har 250 ansatte eller flere. It-starthjælp er for mindre virksomheder.", "employees")
        ]
    if revenue_dkk is None or revenue_dkk <= SME_MAX_REVENUE_DKK:
        return []
    if balance_dkk is None:
        return [
            advice(
                "Omsætningen er over 373 mio. kr. Skriv også balancen, så vi kan se, om I er i målgruppen.",
                "balance_dkk",
            )
        ]
    if balance_dkk > SME_MAX_BALANCE_DKK:
        return [
            advice(
                "Omsætning og balance er over EU's grænse for små og mellemstore virksomheder"
                " (373 mio. kr. og 320,8 mio. kr.).",
                "revenue_dkk",
            )
        ]
    return []


def region_on(region: str, day: date) -> str:
    """The region's name on a day, from its name in 2026: two of them become Region Østdanmark in 2027."""
    return MERGED_REGIONS.get(region, region) if day >= REGIONS_CHANGE_ON else region
