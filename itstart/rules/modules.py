"""What a module may cost and take (S60, S61), and what must be in place when (S62, S64, S65, S66; DOMAIN D3).

Its status follows from its dates: `rules.status.module_status`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, danish, exact, whole
from itstart.rules.status import module_status
from itstart.rules.terms import ModuleStatus

MAX_PRICE_DKK = 15_000
EXPECTED_HOURS = 15
MIN_USUAL_HOURS = 10
MAX_USUAL_HOURS = 18
VAT_RATE_PCT = 25
SILENT_ACCEPT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Limits:
    """What a module may cost and usually takes; the kodeks's own figures unless others have been set."""

    max_price_dkk: int = MAX_PRICE_DKK
    expected_hours: Number = EXPECTED_HOURS
    min_usual_hours: Number = MIN_USUAL_HOURS
    max_usual_hours: Number = MAX_USUAL_HOURS


KODEKS = Limits()
NO_AGREEMENT = "Der mangler en underskrevet aftale med kunden. Arbejdet kan først begynde, når aftalen er registreret."


class ModuleFacts(Protocol):
    """A module as these rules see it; price in whole kroner ex. moms, days as they happened."""

    product: str
    price_dkk: int
    agreement_sent_on: date | None
    agreement_signed_on: date | None
    agreement_signed_by: str
    start_reported_on: date | None
    started_on: date | None
    delivered_on: date | None
    accepted_on: date | None
    end_reported_on: date | None
    cancelled_on: date | None
    value_for_customer: str

    @property
    def planned_hours(self) -> Number: ...


def price_incl_vat(price_dkk: int) -> int:
    """Whole kroner with 25 % moms, rounded half up."""
    return whole(exact(price_dkk) * (100 + VAT_RATE_PCT) / 100)


def check_price(price_dkk: int | None, limits: Limits = KODEKS) -> list[Finding]:
    """0 < price <= 15.000 kr. ex. moms (S61)."""
    if price_dkk is None or price_dkk <= 0:
        return [Finding("Skriv modulets pris i hele kroner uden moms.", where="price_dkk")]
    if price_dkk > limits.max_price_dkk:
        most = f"{limits.max_price_dkk:,}".replace(",", ".")
        return [Finding(f"Prisen må højst være {most} kr. pr. modul.", where="price_dkk")]
    return []


def check_hours(hours: Number, limits: Limits = KODEKS, *, where: str = "planned_hours") -> list[Finding]:
    """About 15 hours are expected (S60); clearly fewer or more is only said."""
    if limits.min_usual_hours <= hours <= limits.max_usual_hours:
        return []
    unit = "time" if hours == 1 else "timer"
    expected = _said(limits.expected_hours)
    return [advice(f"{_said(hours)} {unit} er langt fra de {expected}, et modul forventes at tage.", where)]


def _said(hours: Number) -> str:
    value = exact(hours)
    return danish(hours, 0 if value.denominator == 1 else 1 if (value * 10).denominator == 1 else 2)


def check_sold_twice(product: str, others: Iterable[tuple[int, str]]) -> list[Finding]:
    """A step may be split over modules, but each has a product of its own; `others` are (number, product)."""
    words = _plain(product)
    return [
        advice(f"Modul {number} har det samme produkt. Skriv, hvad kunden får mere af her.", "product")
        for number, other in others
        if words and _plain(other) == words
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def check_draft(
    *,
    price_dkk: int | None,
    product: str,
    planned_hours: Number | None,
    steps: Sequence[object],
    limits: Limits = KODEKS,
) -> list[Finding]:
    """A module has steps, a product and a lawful price before it exists (S58, S61, S62)."""
    found = check_price(price_dkk, limits)
    if not product.strip():
        found.append(Finding("Skriv, hvad kunden får i hånden, når modulet er færdigt.", where="product"))
    if not steps:
        found.append(Finding("Vælg mindst ét af de fire skridt.", where="steps"))
    if planned_hours is not None:
        found.extend(check_hours(planned_hours, limits))
    return found


def check_send(
    module: ModuleFacts, *, case_active: bool, has_agreement: bool, limits: Limits = KODEKS
) -> list[Finding]:
    """The agreement may be sent."""
    found = [*check_price(module.price_dkk, limits), *_open(module)]
    if not case_active:
        found.append(Finding("Gør sagen aktiv, før aftalen sendes."))
    if not has_agreement:
        found.append(Finding("Dan kundeaftalen først."))
    return found


def check_sign(
    module: ModuleFacts, *, signed_on: date | None, signed_by: str, today: date, limits: Limits = KODEKS
) -> list[Finding]:
    """The customer's signature can be registered (S42, S64)."""
    found = [*check_price(module.price_dkk, limits), *_open(module)]
    if signed_on is None:
        found.append(Finding("Skriv, hvornår kunden har underskrevet.", where="agreement_signed_on"))
    elif signed_on > today:
        found.append(Finding("Underskriften kan ikke ligge i fremtiden.", where="agreement_signed_on"))
    if not signed_by.strip():
        found.append(Finding("Skriv, hvem der har underskrevet for kunden.", where="agreement_signed_by"))
    return found


def check_time_entry(module: ModuleFacts, *, spent_on: date, hours: Number, today: date) -> list[Finding]:
    """No hours before the signature (S64)."""
    if module.agreement_signed_on is None:
        return [Finding(NO_AGREEMENT)]
    found = _open(module)
    if spent_on < module.agreement_signed_on:
        found.append(Finding("Timerne ligger før kundens underskrift.", where="spent_on"))
    if spent_on > today:
        found.append(Finding("Timerne kan ikke ligge i fremtiden.", where="spent_on"))
    if not 0 < hours <= 24:
        found.append(Finding("Skriv mellem 0 og 24 timer på en dag.", where="hours"))
    elif (exact(hours) * 4).denominator != 1:
        found.append(Finding("Skriv timerne i kvarte, fx 0,25, 1 eller 2,5.", where="hours"))
    return found


def check_start(module: ModuleFacts, *, today: date, limits: Limits = KODEKS) -> list[Finding]:
    """Everything that speaks against starting this module today (S60, S61, S64, S66)."""
    found = [*check_price(module.price_dkk, limits), *_open(module)]
    if module.started_on is not None:
        found.append(Finding("Modulet er allerede i gang."))
    if module.agreement_signed_on is None:
        found.append(Finding(NO_AGREEMENT))
    elif today < module.agreement_signed_on:
        found.append(Finding("Arbejdet kan ikke begynde før den dag, kunden skrev under."))
    found.extend(check_hours(module.planned_hours, limits))
    if module.start_reported_on is None:
        found.append(advice("Meld gerne modulet til IBIZ-Center, før arbejdet begynder."))
    return found


def check_deliver(module: ModuleFacts, *, has_product: bool, hours: Number, limits: Limits = KODEKS) -> list[Finding]:
    """A finished piece of work with a product in hand (S62); `hours` are those written on the module."""
    found = _open(module)
    if module.started_on is None:
        found.append(Finding("Modulet er ikke begyndt endnu."))
    if not module.product.strip() or not has_product:
        found.append(Finding("Dan dokumentet, eller læg produktet op som fil, før modulet leveres.", where="product"))
    if not hours:
        found.append(Finding("Skriv timer på modulet, før det leveres.", where="time_entries"))
    else:
        found.extend(check_hours(hours, limits, where="time_entries"))
    if module.start_reported_on is None:
        found.append(advice("Modulet er i gang, men ikke meldt til IBIZ-Center. Meld start nu."))
    return found


def check_accept(module: ModuleFacts, *, accepted_on: date | None, rating: int | None = None) -> list[Finding]:
    """The customer's acceptance comes after the delivery; the rating is 1 to 5 or left out."""
    found = _open(module)
    if module.delivered_on is None:
        found.append(Finding("Modulet er ikke leveret endnu."))
    elif accepted_on is None or accepted_on < module.delivered_on:
        found.append(Finding("Kundens godkendelse skal ligge på eller efter leveringen.", where="accepted_on"))
    if rating is not None and not 1 <= rating <= 5:
        found.append(Finding("Kundens vurdering er et tal fra 1 til 5.", where="customer_rating"))
    return found


def check_close(
    module: ModuleFacts, *, value_for_customer: str | None = None, limits: Limits = KODEKS
) -> list[Finding]:
    """The end report that every delivery owes IBIZ-Center (S65) can be sent, with this sentence or the stored one."""
    found = []
    if module.end_reported_on is not None:
        found.append(Finding("Modulet er allerede meldt afsluttet."))
    if module.cancelled_on is None and module.accepted_on is None:
        found.append(Finding("Kunden har ikke godkendt modulet endnu."))
    value = module.value_for_customer if value_for_customer is None else value_for_customer
    if not value.strip():
        found.append(Finding("Skriv, hvilken værdi modulet gav kunden.", where="value_for_customer"))
    found.extend(check_price(module.price_dkk, limits))
    return found


def check_cancel(module: ModuleFacts, *, reason: str) -> list[Finding]:
    """A module may be cancelled until it is delivered; one that was begun still owes its end report."""
    found = _open(module)
    if module.delivered_on is not None:
        found.append(Finding("Modulet er leveret og kan ikke annulleres."))
    if not reason.strip():
        found.append(Finding("Skriv, hvorfor modulet annulleres.", where="cancel_reason"))
    if module.started_on is not None:
        found.append(advice("Modulet er begyndt. Meld det afsluttet til IBIZ-Center bagefter."))
    return found


def is_reported(module: ModuleFacts) -> bool:
    """Nothing is owed to IBIZ-Center: end reported, or cancelled before it began (S65)."""
    if module.end_reported_on is not None:
        return True
    return module.cancelled_on is not None and module.started_on is None


def _open(module: ModuleFacts) -> list[Finding]:
    if module_status(module) in (ModuleStatus.CANCELLED, ModuleStatus.END_REPORTED):
        return [Finding("Modulet er afsluttet.")]
    return []
