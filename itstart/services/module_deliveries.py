"""The end of a module's work: the product is handed over, and the customer says yes, no or nothing (S62, S67)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from itstart import clock
from itstart.db import db
from itstart.models import DeliveryModule, GeneratedDocument, ModuleRating, StoredFile, User
from itstart.rules.findings import Finding, require
from itstart.rules.module_acts import Act, RatingQuestion, check_from, check_remind, check_silence
from itstart.rules.modules import check_accept, check_deliver
from itstart.rules.terms import YesNoUnknown
from itstart.services import module_limits, modules
from itstart.services.answers import ensure_writable
from itstart.steps import DELIVERABLES


@dataclass(frozen=True)
class Answer:
    """The customer's yes: name, day, and what it thought of the help, as far as it said so (1 to 5)."""

    by: str
    on: date | None
    rating: int | None = None
    scores: Mapping[RatingQuestion, int] = field(default_factory=dict)
    would_have_bought_anyway: YesNoUnknown | None = None
    comment: str = ""


def products(module: DeliveryModule) -> list[GeneratedDocument]:
    """The documents that have been handed over in the case and can be the module's product, the newest first.

    Those of the module's own steps come first; the agreements of the modules are no product.
    """
    own = {link.step for link in module.step_links}
    found = [document for document in module.case.documents if document.deliverable in DELIVERABLES]
    return sorted(found, key=lambda one: (DELIVERABLES[one.deliverable].step not in own, -one.id))


def find_product(module: DeliveryModule, name: str) -> GeneratedDocument | None:
    """The document called "behovsbeskrivelse/2" (key and version), or None."""
    return next((one for one in products(module) if product_name(one) == name), None)


def product_name(document: GeneratedDocument) -> str:
    """What a document is called in a form."""
    return f"{document.deliverable}/{document.version}"


def deliver(
    actor: User, module: DeliveryModule, *, on: date | None, product: GeneratedDocument | StoredFile | None
) -> None:
    """Hand the product over: a document of the case, or a file. Needs hours on the module (S62)."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    found = [*check_from(Act.DELIVER, module)]
    limits = module_limits.of_module(module)
    found += check_deliver(module, has_product=product is not None, hours=module.actual_hours, limits=limits)
    found += _delivery_day(module, on)
    if module.open_addendum is not None:
        found.append(Finding("Et tillæg til aftalen venter på kundens underskrift. Få det på plads først."))
    require(found)
    module.delivered_on = on
    module.product_document = product if isinstance(product, GeneratedDocument) else None
    module.product_file = product if isinstance(product, StoredFile) else None
    module.reminded_on = None
    modules.record(actor, module, "module_delivered", f"leverede modul {module.number}: {module.product}")


def _delivery_day(module: DeliveryModule, on: date | None) -> list[Finding]:
    if on is None:
        return [Finding("Skriv, hvornår kunden fik produktet.", where="delivered_on")]
    if on > clock.today():
        return [Finding("Leveringen kan ikke ligge i fremtiden.", where="delivered_on")]
    if module.started_on and on < module.started_on:
        return [Finding("Leveringen ligger før den dag, arbejdet begyndte.", where="delivered_on")]
    return []


def accept(actor: User | None, module: DeliveryModule, answer: Answer) -> None:
    """The customer's yes with its rating. `actor` is None when the customer answers itself."""
    if actor is not None:
        ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    found = [*check_from(Act.ACCEPT, module), *check_accept(module, accepted_on=answer.on, rating=answer.rating)]
    if answer.on and answer.on > clock.today():
        found.append(Finding("Godkendelsen kan ikke ligge i fremtiden.", where="accepted_on"))
    if not answer.by.strip():
        found.append(Finding("Skriv, hvem der har godkendt.", where="accepted_by"))
    if any(not 1 <= score <= 5 for score in answer.scores.values()):
        found.append(Finding("Svarene er tal fra 1 til 5."))
    require(found)
    module.accepted_on, module.accepted_by = answer.on, answer.by
    module.customer_rating, module.customer_comment = answer.rating, answer.comment
    module.would_have_bought_anyway = answer.would_have_bought_anyway
    module.ratings = []
    db.session.flush()
    module.ratings = [ModuleRating(question=question, score=score) for question, score in answer.scores.items()]
    rated = f" og gav hjælpen {answer.rating} af 5" if answer.rating else ""
    text = f"registrerede, at {answer.by} godkendte modul {module.number}{rated}"
    modules.record(actor, module, "module_accepted", text if actor else f"modtog {answer.by}s godkendelse")


def reject(actor: User | None, module: DeliveryModule, *, by: str, reason: str) -> None:
    """The customer's no, with what is missing: the module is under way again."""
    if actor is not None:
        ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    found = [*check_from(Act.REJECT, module)]
    if not by.strip():
        found.append(Finding("Skriv, hvem der sagde nej.", where="rejected_by"))
    if not reason.strip():
        found.append(Finding("Skriv, hvad kunden mangler.", where="reject_reason"))
    require(found)
    module.rejected_on, module.rejected_by, module.reject_reason = clock.today(), by, reason
    module.delivered_on, module.reminded_on = None, None
    text = f"registrerede, at {by} ikke godkendte modul {module.number}: {reason}"
    modules.record(actor, module, "module_rejected", text)


def remind(actor: User, module: DeliveryModule) -> None:
    """Note that the customer has been reminded; once for a delivery."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    require([*check_from(Act.REMIND, module), *check_remind(reminded_on=module.reminded_on)])
    module.reminded_on = clock.today()
    modules.record(actor, module, "module_reminded", f"rykkede kunden for svar på modul {module.number}")


def silence_findings(module: DeliveryModule) -> list[Finding]:
    """What is missing before the customer's silence counts as a yes."""
    return check_silence(module, reminded_on=module.reminded_on, today=clock.today(), days=modules.answer_days())


def accept_silently(actor: User, module: DeliveryModule) -> None:
    """14 days and one reminder without an answer: the module counts as accepted, and it says so (D3)."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    require([*check_from(Act.ACCEPT_SILENTLY, module), *silence_findings(module)])
    module.accepted_on, module.accepted_silently = clock.today(), True
    text = f"godkendte modul {module.number} på kundens vegne: intet svar inden fristen"
    modules.record(actor, module, "module_accepted_silently", text)
