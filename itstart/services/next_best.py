"""The one thing to do now in a case: gates, then what a module owes, then the tasks of the current step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from itstart.models import CustomerCase, DeliveryModule
from itstart.rules.findings import blockers
from itstart.rules.module_acts import PRESSING, Act
from itstart.rules.terms import CaseStatus, ModuleStatus
from itstart.services import case_states, case_steps, module_next, modules
from itstart.services.step_views import StepView, TaskView


@dataclass(frozen=True)
class NextAction:
    """The one thing to do now. `place` and `what` say where, for the page to make an address of."""

    title: str
    text: str
    label: str
    place: str
    what: Any = None


_GATES = {
    "code_of_conduct": ("Accepter kodekset", "Læs kodekset", "kodeks"),
    "cvr": ("Skriv kundens CVR-nummer", "Ret kunden", "customer"),
    "qualification": ("IBIZ-Center skal levere med i sagen", "Se din kvalificering", "qualification"),
    "impartiality": ("Erklær din uvildighed", "Gå til erklæringen", "impartiality"),
    "referral_source": ("Vælg, hvor kunden kommer fra", "Ret sagen", "facts"),
}


def next_best(case: CustomerCase, steps: tuple[StepView, ...], *, today: date) -> NextAction:
    """First a shut gate, then what a module owes, then the current step: a gap, a task, its document, its approval."""
    if case.status is CaseStatus.ABANDONED:
        return NextAction("Sagen er opgivet", case.abandon_reason, "Se historikken", "history")
    if case.status is CaseStatus.COMPLETED:
        text = "Projektet kører måske videre. Du kan stadig rette i sagen og hente dokumenterne."
        return NextAction("Sagen er afsluttet", text, "Se dokumenterne", "documents")
    if case.status is CaseStatus.DRAFT:
        return _activate(case)
    if case.status is CaseStatus.PAUSED:
        return _resume(case, today)
    current = next((view for view in steps if view.is_open), None)
    return _pressing(case) or _agreed(case, current) or _at_work(case, current)


def _activate(case: CustomerCase) -> NextAction:
    found = blockers(case_states.activation_findings(case))
    if not found:
        return NextAction(
            "Gør sagen aktiv", "Alt er på plads. Når sagen er aktiv, er den i gang hos kunden.", "Gå videre", "states"
        )
    first = found[0]
    title, label, place = _GATES.get(first.where, (first.message, "Gå til", "states"))
    left = f" Der er {len(found)} ting på listen." if len(found) > 1 else " Det er det sidste."
    return NextAction(title, f"Det skal være på plads, før sagen kan gøres aktiv.{left}", label, place)


def _resume(case: CustomerCase, today: date) -> NextAction:
    on = case.next_contact_on
    title = "Kontakt kunden" if on and on <= today else "Sagen er i bero"
    return NextAction(title, case.pause_reason, "Genoptag sagen", "states")


# ---- modules: a delivery has an agreement before work, and a report after it (S64, S65) ---------------


def _in_module(module: DeliveryModule) -> NextAction | None:
    words = module_next.words(module)
    if words is None:
        return None
    title = f"Modul {module.number}: {words.title[:1].lower()}{words.title[1:]}"
    return NextAction(title, words.text, words.label, "module", module)


def _pressing(case: CustomerCase) -> NextAction | None:
    """What takes a minute and holds something else up."""
    owed = next((module for module in case.modules if modules.next_act(module) in PRESSING), None)
    return _in_module(owed) if owed else None


_AT_WORK = {ModuleStatus.AGREEMENT_SIGNED, ModuleStatus.START_REPORTED, ModuleStatus.IN_PROGRESS}


def _agreed(case: CustomerCase, current: StepView | None) -> NextAction | None:
    """No work without an agreement: first the answer that is waited for, then the next module."""
    if current is None or any(module.status in _AT_WORK for module in case.modules):
        return None
    waiting = next((module for module in case.modules if modules.next_act(module) in {Act.SIGN, Act.ACCEPT}), None)
    if waiting:
        return _in_module(waiting)
    step = current.step.key.label
    if not case.modules:
        text = "Kunden køber hjælpen som et modul med en skriftlig aftale. Arbejdet begynder, når den er underskrevet."
        return NextAction("Opret det første modul", text, "Opret modul", "new_module")
    text = f"{step} er det næste. Aftal et modul med kunden, før arbejdet begynder, eller spring skridtet over."
    return NextAction("Aftal det næste modul", text, "Opret modul", "new_module")


def _at_work(case: CustomerCase, current: StepView | None) -> NextAction:
    if current is not None:
        return _in_step(case, current)
    owed = next((found for module in case.modules if (found := _in_module(module))), None)
    return owed or _end(case)


# ---- the current step ------------------------------------------------------------------------------


def _in_step(case: CustomerCase, view: StepView) -> NextAction:
    lacking = next((task for task in view.tasks if task.gaps), None)
    if lacking:
        return _gap(view, lacking)
    waiting = next((task for task in view.tasks if not task.done), None)
    if waiting:
        verb = "Se" if waiting.started else "Gå i gang med"
        text = (
            "Der mangler ikke noget. Læs det igennem, og gør opgaven færdig."
            if waiting.started
            else (f"Det er den næste opgave i {view.step.key.label}.")
        )
        title = f"Gør {waiting.task.title} færdig" if waiting.started else f"Begynd på {waiting.task.title}"
        return NextAction(title, text, f"{verb} {waiting.task.title}", "task", waiting.task)
    return _deliver(case, view)


def _gap(view: StepView, lacking: TaskView) -> NextAction:
    first = lacking.gaps[0].message
    others = view.gaps - 1
    rest = "Så mangler der ikke mere" if others == 0 else f"Derefter mangler {others} ting mere"
    text = f"{lacking.task.title} i {view.step.key.label}. {rest} i skridt {view.step.key.number}."
    return NextAction(first.rstrip("."), text, f"Gå til {lacking.task.title}", "task", lacking.task)


def _deliver(case: CustomerCase, view: StepView) -> NextAction:
    names = " og ".join(document.name for document in case_steps.own_documents(case, view.step.key))
    if not view.handed_over:
        text = "Alle opgaver er færdige. Læs dokumentet igennem i Word, og giv det til kunden."
        return NextAction(f"Udlevér {names}", text, "Gå til dokumenterne", "documents")
    ready = next((module for module in case.modules if modules.next_act(module) is Act.DELIVER), None)
    if ready is not None and view.step.key in {link.step for link in ready.step_links}:
        return _in_module(ready) or _approve(view, names)
    return _approve(view, names)


def _approve(view: StepView, names: str) -> NextAction:
    said = "Dokumentet er udleveret." if names else "Skridtet har intet dokument, som er relevant her."
    text = f"{said} Skriv, hvornår og hvem der godkendte det, så er skridtet færdigt."
    return NextAction("Registrér kundens godkendelse", text, "Gå til skridtet", "review", view.step.key)


def _end(case: CustomerCase) -> NextAction:
    if blockers(case_states.completion_findings(case)):
        text = "Alle fire skridt er færdige eller sprunget over. Se, hvad der mangler, før sagen kan lukkes."
    else:
        text = "Alle fire skridt er færdige eller sprunget over, og der er ikke mere at melde."
    return NextAction("Afslut sagen", text, "Gå til sagens status", "states")
