"""The agreement of a module: sent as a frozen text, signed by the customer, changed by an addendum (S42, S64)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from itstart import clock
from itstart.db import db
from itstart.models import DeliveryModule, GeneratedDocument, ModuleAddendum, StoredFile, User
from itstart.rules.findings import Finding, require
from itstart.rules.module_acts import Act, SignedHow, check_from
from itstart.rules.modules import check_price, check_send, check_sign
from itstart.rules.qualification import CustomerWork
from itstart.services import documents, firm_work, module_limits, modules
from itstart.services.answers import ensure_writable
from itstart.steps.module_documents import agreement, agreement_key

WAITS = "Der venter allerede et tillæg på kundens underskrift. Registrér underskriften, eller træk tillægget tilbage."


@dataclass(frozen=True)
class Signature:
    """Who signed for the customer, when, and how we know; a file when the signed copy was uploaded."""

    by: str
    on: date | None
    how: SignedHow
    file: StoredFile | None = None


@dataclass(frozen=True)
class Change:
    """What an addendum changes, and why; the price in whole kroner without moms."""

    price_dkk: int
    product: str
    planned_hours: Decimal
    reason: str


def versions(module: DeliveryModule) -> list[GeneratedDocument]:
    """Every text that has been sent to the customer, the newest first."""
    key = agreement_key(module)
    return sorted((one for one in module.case.documents if one.deliverable == key), key=lambda one: -one.version)


def send(actor: User, module: DeliveryModule, *, to: str, on: date) -> GeneratedDocument:
    """Freeze the agreement as it is, and note that the customer has it (draft to "Aftale sendt")."""
    ensure_writable(actor, module.case)
    limits = module_limits.of_module(module)
    active = modules.is_active(module.case)
    modules.wait_for_others(module)
    found = [*check_from(Act.SEND, module), *_sending_day(on)]
    found += check_send(module, case_active=active, has_agreement=True, limits=limits)
    found += firm_work.findings(module.case, CustomerWork.AGREE)
    if not module.step_links:
        found.append(Finding("Vælg mindst ét af de fire skridt.", where="steps"))
    if not to.strip():
        found.append(Finding("Skriv, hvem der får aftalen.", where="to"))
    require(found)
    document = documents.hand_over(actor, module.case, agreement(module), to=to, on=on)
    module.agreement_document, module.agreement_sent_on = document, on
    modules.record(actor, module, "agreement_sent", f"sendte aftalen om modul {module.number} til {to}")
    return document


def _sending_day(on: date) -> list[Finding]:
    return [Finding("Datoen kan ikke ligge i fremtiden.", where="on")] if on > clock.today() else []


def recall(actor: User, module: DeliveryModule) -> None:
    """Take an agreement back that is not signed yet; the text that was sent stays among the documents."""
    modules.wait_for_others(module)
    ensure_writable(actor, module.case)
    require(check_from(Act.RECALL, module))
    module.agreement_sent_on, module.agreement_document_id = None, None
    modules.record(actor, module, "agreement_recalled", f"trak aftalen om modul {module.number} tilbage")


def sign(actor: User | None, module: DeliveryModule, *, by: str, on: date | None, how: SignedHow,
         file: StoredFile | None = None) -> None:  # fmt: skip
    """Register the customer's signature; from then on hours can be written and the work can begin.

    `actor` is None when the customer signs itself. RuleViolation names what is missing.
    """
    signature = Signature(by, on, how, file)
    _ensure_allowed(actor, module)
    modules.wait_for_others(module)
    limits = module_limits.of_module(module)
    found = [*check_from(Act.SIGN, module)]
    found += check_sign(module, signed_on=on, signed_by=by, today=clock.today(), limits=limits)
    found += _signature_findings(signature, sent_on=module.agreement_sent_on)
    require(found)
    module.agreement_signed_on, module.agreement_signed_by = on, by
    module.signed_how, module.signed_file = how, file
    text = f"registrerede underskriften på aftalen om modul {module.number} ({by}, {how.label.lower()})"
    modules.record(actor, module, "agreement_signed", text if actor else f"modtog {by}s underskrift på aftalen")
    db.session.flush()


def _ensure_allowed(actor: User | None, module: DeliveryModule) -> None:
    if actor is not None:
        ensure_writable(actor, module.case)


def _signature_findings(signature: Signature, *, sent_on: date | None) -> list[Finding]:
    found = []
    if signature.on and sent_on and signature.on < sent_on:
        found.append(Finding("Kunden kan ikke have underskrevet, før aftalen blev sendt.", where="agreement_signed_on"))
    if signature.how is SignedHow.FILE and signature.file is None:
        found.append(Finding("Vælg den underskrevne fil.", where="file"))
    return found


# ---- changes after the signature -------------------------------------------------------------------


def amend(actor: User, module: DeliveryModule, change: Change) -> ModuleAddendum:
    """Write an addendum and freeze its text; the old terms hold until the customer has signed it."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    limits = module_limits.of_module(module)
    require([*check_from(Act.AMEND, module), *check_price(change.price_dkk, limits), *_change_findings(module, change)])
    addendum = ModuleAddendum(
        number=len(module.addenda) + 1,
        price_dkk=change.price_dkk,
        max_price_dkk=module.max_price_dkk,
        product=change.product,
        planned_hours=change.planned_hours,
        old_price_dkk=module.price_dkk,
        old_product=module.product,
        old_planned_hours=module.planned_hours,
        reason=change.reason,
        sent_on=clock.today(),
    )
    module.addenda.append(addendum)
    db.session.flush()
    to = module.case.customer.signatory_name or module.case.customer.contact_name or module.case.customer.name
    addendum.document = documents.hand_over(actor, module.case, agreement(module, addendum), to=to, on=clock.today())
    modules.record(
        actor, module, "addendum_sent", f"lavede tillæg {addendum.number} til aftalen om modul {module.number}"
    )
    return addendum


def _change_findings(module: DeliveryModule, change: Change) -> list[Finding]:
    found = []
    if module.open_addendum is not None:
        found.append(Finding(WAITS))
    if not change.product.strip():
        found.append(Finding("Skriv, hvad kunden får i hånden, når modulet er færdigt.", where="product"))
    if change.planned_hours <= 0:
        found.append(Finding("Skriv, hvor mange timer modulet ventes at tage.", where="planned_hours"))
    if not change.reason.strip():
        found.append(Finding("Skriv, hvorfor aftalen ændres.", where="reason"))
    same = (module.price_dkk, module.product, module.planned_hours)
    if (change.price_dkk, change.product, change.planned_hours) == same:
        found.append(Finding("Der er ikke ændret noget. Ret pris, produkt eller timer, eller behold aftalen."))
    return found


def sign_addendum(actor: User | None, addendum: ModuleAddendum, *, by: str, on: date | None, how: SignedHow,
                  file: StoredFile | None = None) -> None:  # fmt: skip
    """Register the customer's signature on the addendum; its price, product and hours are now the module's."""
    module = addendum.module
    _ensure_allowed(actor, module)
    signature = Signature(by, on, how, file)
    modules.wait_for_others(module)
    found = [*check_from(Act.SIGN_ADDENDUM, module), *_open_findings(addendum)]
    found += check_sign(module, signed_on=on, signed_by=by, today=clock.today(), limits=module_limits.of_module(module))
    found += _signature_findings(signature, sent_on=addendum.sent_on)
    require(found)
    addendum.signed_on, addendum.signed_by, addendum.signed_how, addendum.signed_file = on, by, how, file
    module.price_dkk, module.product = addendum.price_dkk, addendum.product
    module.planned_hours = addendum.planned_hours
    module.version += 1
    modules.record(actor, module, "addendum_signed", f"registrerede underskriften på tillæg {addendum.number} ({by})")
    db.session.flush()


def withdraw_addendum(actor: User, addendum: ModuleAddendum) -> None:
    """Drop an addendum that is not signed; the agreement stays as it was."""
    ensure_writable(actor, addendum.module.case)
    require(_open_findings(addendum))
    addendum.withdrawn_on = clock.today()
    modules.record(actor, addendum.module, "addendum_withdrawn", f"trak tillæg {addendum.number} tilbage")


def _open_findings(addendum: ModuleAddendum) -> list[Finding]:
    return [] if addendum.is_open else [Finding("Tillægget er allerede afsluttet.")]


def find_addendum(module: DeliveryModule, number: int) -> ModuleAddendum | None:
    """An addendum by its number, or None."""
    return next((one for one in module.addenda if one.number == number), None)
