"""The two reports to IBIZ-Center and the beginning of the work (S65, S66). The server sets the days."""

from dataclasses import dataclass
from datetime import date

from itstart import clock
from itstart.models import DeliveryModule, User
from itstart.rules.findings import Finding, require
from itstart.rules.module_acts import Act, check_from
from itstart.rules.modules import check_close, check_start
from itstart.rules.settings import SettingKey
from itstart.rules.terms import YesNoUnknown
from itstart.services import module_limits, modules, settings
from itstart.services.answers import ensure_writable

REPORT_FIRST = "Meld modulet til IBIZ-Center, før arbejdet begynder."
START_LATE = "Modulet er i gang, men ikke meldt til IBIZ-Center. Meld start nu."


@dataclass(frozen=True)
class EndReport:
    """The helper's own sentences of the end report."""

    value_for_customer: str
    lessons: str = ""
    next_steps: str = ""
    would_have_bought_anyway: YesNoUnknown | None = None


def report_start(
    actor: User, module: DeliveryModule, *, starts_on: date | None, expected_end_on: date | None, sparring_wish: str
) -> None:
    """Tell IBIZ-Center that the module begins; the day of the report is today, and cannot be another."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    require([*check_from(Act.REPORT_START, module), *_start_findings(module, starts_on, expected_end_on)])
    module.starts_on, module.expected_end_on = starts_on, expected_end_on
    module.sparring_wish = sparring_wish
    module.start_reported_on = clock.today()
    told = settings.our_words(f"meldte start på modul {module.number} til IBIZ-Center")
    modules.record(actor, module, "start_reported", told)


def _start_findings(module: DeliveryModule, starts_on: date | None, expected_end_on: date | None) -> list[Finding]:
    found = []
    if starts_on is None:
        found.append(Finding("Skriv, hvornår arbejdet begynder.", where="starts_on"))
    elif module.agreement_signed_on and starts_on < module.agreement_signed_on:
        found.append(Finding("Arbejdet kan ikke begynde før den dag, kunden skrev under.", where="starts_on"))
    if expected_end_on is None:
        found.append(Finding("Skriv, hvornår modulet ventes færdigt.", where="expected_end_on"))
    elif starts_on and expected_end_on < starts_on:
        found.append(Finding("Modulet kan ikke være færdigt, før det begynder.", where="expected_end_on"))
    return found


def begin_findings(module: DeliveryModule) -> list[Finding]:
    """What speaks against beginning today, the advice included."""
    found = [*check_from(Act.BEGIN, module)]
    found += check_start(module, today=clock.today(), limits=module_limits.of_module(module))
    if settings.holds(SettingKey.START_REPORT_REQUIRED) and module.start_reported_on is None:
        found.append(Finding(REPORT_FIRST))
    return found


def begin(actor: User, module: DeliveryModule) -> None:
    """Begin the work today. A missing start report is only a warning, unless IBIZ-Center demands it."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    require(begin_findings(module))
    module.started_on = clock.today()
    for link in module.step_links:
        step = module.case.step(link.step)
        step.started_on = step.started_on or module.started_on
    modules.record(actor, module, "module_begun", f"begyndte på modul {module.number}")


def report_end(actor: User, module: DeliveryModule, report: EndReport) -> None:
    """Tell IBIZ-Center that the module is over; it is locked from then on, and today is the day."""
    ensure_writable(actor, module.case)
    modules.wait_for_others(module)
    found = [*check_from(Act.REPORT_END, module)]
    limits = module_limits.of_module(module)
    found += check_close(module, value_for_customer=report.value_for_customer, limits=limits)
    require(found)
    module.value_for_customer = report.value_for_customer
    module.lessons, module.next_steps = report.lessons, report.next_steps
    if report.would_have_bought_anyway is not None:
        module.would_have_bought_anyway = report.would_have_bought_anyway
    module.end_reported_on = clock.today()
    told = settings.our_words(f"meldte modul {module.number} afsluttet til IBIZ-Center")
    modules.record(actor, module, "end_reported", told)
