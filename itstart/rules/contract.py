"""A contract that holds together (DOMAIN B7): rates that sum, promises with dates, the right annexes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from itstart.rules.findings import Finding, advice
from itstart.rules.numbers import Number, danish, exact, whole

MIN_AFTER_OPERATIONAL_TEST_PCT = 10
MAX_AT_SIGNATURE_PCT = 30
INSTALMENTS = {"monthly": 12, "quarterly": 4, "annual": 1}
_LATE = frozenset({"operational_test", "benefit_review"})


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A rate: `code` is its number, `milestone_type` and `due_on` come from the milestone it points to."""

    code: str
    share_pct: Number | None
    milestone_id: str | None
    milestone_type: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """The vendor's answer to a requirement as it goes into annex 1; `answer` is None when there is none."""

    requirement_id: str
    priority: str
    answer: str | None
    ready_on: date | None = None
    waived: bool = False


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """A contract as the checks see it; prices in whole kroner ex. moms."""

    vendor_id: str | None
    decided_vendor_id: str | None
    price_lines: Sequence[int] = ()
    payments: Sequence[PaymentFacts] = ()
    promises: Sequence[Promise] = ()
    annex_titles: Collection[str] = field(default_factory=tuple)
    personal_data: bool = False
    operational_test_on: date | None = None
    lawyer_reviewed_on: date | None = None


def payment_amounts(price: int, shares: Sequence[Number | None]) -> list[int]:
    """Whole kroner for each rate, in order.

    Shares that sum to 100 give amounts that sum to the price to the krone: every rate is rounded half up
    and the last takes the rest. Shares that do not sum to 100 yet give each its own amount, so that the
    page shows what is missing (`check_shares` says it). No amount is negative.
    """
    parts = [exact(share or 0) for share in shares]
    amounts: list[int] = []
    left = price
    for part in parts:
        amount = whole(price * part / 100)
        amounts.append(max(0, min(amount, left)))
        left -= amounts[-1]
    if parts and sum(parts) == 100:
        amounts[-1] += left
    return amounts


def instalments(annual_price: int, invoicing: str) -> list[int]:
    """The annual price in equal invoices: monthly, quarterly or annual; rounding ends in the last."""
    count = INSTALMENTS[invoicing]
    return payment_amounts(annual_price, [Fraction(100, count)] * count)


def periodic_amount(annual_price: int, invoicing: str) -> int:
    """The amount of an ordinary invoice in whole kroner; KeyError for an unknown rhythm."""
    return whole(Fraction(annual_price, INSTALMENTS[invoicing]))


def _pct(value: Number) -> str:
    return danish(value, 0 if exact(value).denominator == 1 else 1)


def check_shares(payments: Sequence[PaymentFacts]) -> Iterator[Finding]:
    """The shares sum to 100 and every rate waits for a milestone."""
    if not payments:
        yield Finding("Lav en betalingsplan med mindst én rate.")
        return
    total = sum((exact(p.share_pct or 0) for p in payments), Fraction(0))
    if total != 100:
        yield Finding(f"Raterne er tilsammen {_pct(total)} %. De skal være 100 %.")
    for payment in payments:
        if not payment.milestone_id:
            yield Finding(f"Rate {payment.code} mangler en milepæl.", where=payment.code)
        if payment.share_pct is None or payment.share_pct <= 0:
            yield Finding(f"Rate {payment.code} skal være mere end 0 %.", where=payment.code)


def check_leverage(payments: Sequence[PaymentFacts], operational_test_on: date | None = None) -> Iterator[Finding]:
    """Money follows progress: not too much at signature, something left until daily use works."""
    signature = _share(p for p in payments if p.milestone_type == "contract")
    if signature > MAX_AT_SIGNATURE_PCT:
        yield advice(f"{_pct(signature)} % betales ved underskrift. Betal højst 30 %, før I har fået noget.")
    after = _share(p for p in payments if _is_late(p, operational_test_on))
    if payments and after < MIN_AFTER_OPERATIONAL_TEST_PCT:
        yield advice(
            f"Kun {_pct(after)} % betales efter driftsprøven. Hold mindst 10 % tilbage, til alt virker i hverdagen."
        )


def _share(payments: Iterable[PaymentFacts]) -> Fraction:
    return sum((exact(p.share_pct or 0) for p in payments), Fraction(0))


def _is_late(payment: PaymentFacts, operational_test_on: date | None) -> bool:
    if payment.milestone_type in _LATE:
        return True
    return operational_test_on is not None and payment.due_on is not None and payment.due_on >= operational_test_on


def check_sums(price_lines: Sequence[int], amounts: Sequence[int]) -> list[Finding]:
    """The price lines and the rates come to the same amount."""
    price, paid = sum(price_lines), sum(amounts)
    if price == paid:
        return []
    return [Finding(f"Prislinjerne er {danish(price)} kr., men raterne er {danish(paid)} kr. De skal være ens.")]


def check_promises(promises: Iterable[Promise]) -> Iterator[Finding]:
    """Every must is covered in annex 1, and what comes later has a date."""
    for promise in promises:
        number = promise.requirement_id
        if promise.answer is None and promise.priority in ("must", "should"):
            found = f"Bilag 1 mangler leverandørens svar på {number}."
            yield Finding(found, blocks=promise.priority == "must", where=number)
        elif promise.answer == "roadmap" and promise.ready_on is None and promise.priority != "wont":
            yield Finding(f"{number} kommer i en senere version. Skriv datoen ind i kontrakten.", where=number)
        elif promise.answer in ("not_met", "roadmap") and promise.priority == "must" and not promise.waived:
            yield Finding(
                f"Kravet {number} er et SKAL-krav, som leverandøren ikke opfylder. Skriv en dispensation fra kunden,"
                " eller få et løfte om opfyldelse.",
                where=number,
            )


def check_annexes(titles: Collection[str], *, personal_data: bool) -> Iterator[Finding]:
    """The annexes that must not be forgotten, known by a word in their title."""
    joined = "\n".join(titles).lower()
    if "krav" not in joined:
        yield Finding("Bilaget med krav og leverandørens svar mangler.", where="annexes")
    if personal_data and "databehandler" not in joined:
        yield Finding("Leverandøren behandler persondata for jer. Databehandleraftalen mangler.", where="annexes")
    if "ophør" not in joined:
        yield Finding("Bilaget om ophør og udlevering af data mangler.", where="annexes")


def check_vendor(*, vendor_id: str | None, decided_vendor_id: str | None) -> list[Finding]:
    """A contract is made only with the vendor the customer has decided on."""
    if decided_vendor_id is None:
        return [Finding("Kunden har ikke besluttet, hvem I vælger. Skriv beslutningen i skridt 3.", where="decision")]
    if vendor_id != decided_vendor_id:
        return [Finding("Kontrakten kan kun laves med den leverandør, kunden har valgt.", where="vendor_id")]
    return []


def check_ready(contract: ContractFacts) -> list[Finding]:
    """Everything that speaks against calling the contract ready to sign."""
    amounts = payment_amounts(sum(contract.price_lines), [p.share_pct for p in contract.payments])
    lawyer = [advice("Lad en advokat læse kontrakten, før I skriver under.", "lawyer_reviewed_on")]
    return [
        *check_vendor(vendor_id=contract.vendor_id, decided_vendor_id=contract.decided_vendor_id),
        *check_shares(contract.payments),
        *check_sums(contract.price_lines, amounts),
        *check_leverage(contract.payments, contract.operational_test_on),
        *check_promises(contract.promises),
        *check_annexes(contract.annex_titles, personal_data=contract.personal_data),
        *([] if contract.lawyer_reviewed_on else lawyer),
    ]


def check_signed(
    contract: ContractFacts, *, signed_on: date | None, for_customer: str, for_vendor: str, today: date
) -> list[Finding]:
    """Everything that speaks against registering the signatures."""
    found = check_ready(contract)
    if signed_on is None:
        found.append(Finding("Skriv, hvornår kontrakten er underskrevet.", where="signed_on"))
    elif signed_on > today:
        found.append(Finding("Underskriften kan ikke ligge i fremtiden.", where="signed_on"))
    if not for_customer.strip() or not for_vendor.strip():
        found.append(Finding("Skriv, hvem der har underskrevet for kunden og for leverandøren.", where="signed_by"))
    return found


def liability_cap(one_off_price: int, annual_price: int) -> int:
    """The usual cap: the one-off price plus one year's subscription, in kroner."""
    return one_off_price + annual_price


def max_penalty_workdays(pct_per_workday: Decimal, max_pct: Decimal) -> int | None:
    """Working days until the penalty for delay reaches its ceiling; None without a penalty."""
    if pct_per_workday <= 0:
        return None
    days = exact(max_pct) / exact(pct_per_workday)
    return -(-days.numerator // days.denominator)
