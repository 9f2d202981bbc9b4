"""What the pages about a module show: the cockpit, the running total, and the way back."""

from typing import Any

from flask import Response

from itstart.models import CustomerCase, DeliveryModule, User
from itstart.rules.modules import price_incl_vat
from itstart.services import cases, modules
from itstart.web import access, case_view, filters
from itstart.web.case_modules import module as cockpit
from itstart.web.case_places import crumbs as case_crumbs
from itstart.web.module_actions import address
from itstart.web.pages import page


def find(number: str, module: int) -> tuple[CustomerCase, DeliveryModule]:
    """The case and its module for someone who reads them; NoResultFound (404) otherwise."""
    case = cases.find_readable(access.user(), number)
    return case, modules.find(case, module)


def crumbs(module: DeliveryModule, *rest: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way to a page about a module."""
    here = (f"Modul {module.number}", address("modules.show", module) if rest else None)
    return case_crumbs(access.user(), module.case, here, *rest)


def common(module: DeliveryModule, *rest: tuple[str, str | None]) -> dict[str, Any]:
    """What every page about a module knows."""
    return {
        "case": module.case,
        "module": module,
        "crumbs": crumbs(module, *rest),
        "cockpit": cockpit(module),
        "may_edit": may_edit(access.user(), module),
        "price_incl_vat": price_incl_vat(module.price_dkk),
    }


def may_edit(user: User, module: DeliveryModule) -> bool:
    """True when the user may write in the module's case."""
    return case_view.may_edit(user, module.case)


def module_page(
    template: str, module: DeliveryModule, *rest: tuple[str, str | None], status: int = 200, **more: Any
) -> Response:
    """A page about a module."""
    return page(template, status=status, **{"refusals": [], **common(module, *rest), **more})


def total(case: CustomerCase) -> dict[str, str]:
    """The running total of the customer, in words."""
    bought = modules.total(case)
    one = bought.modules == 1
    return {
        "modules": f"{bought.modules} {'modul' if one else 'moduler'}",
        "price": filters.kroner(bought.price_dkk),
        "incl_vat": filters.kroner(bought.price_incl_vat_dkk),
        "hours": f"{filters.number(bought.actual_hours)} af {filters.number(bought.planned_hours)} timer",
    }
