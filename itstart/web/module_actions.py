"""The one thing to do next with a module, in words and with its address."""

from typing import Any

from flask import url_for

from itstart.models import DeliveryModule
from itstart.rules.module_acts import Act
from itstart.services import module_next, modules

_PAGES: dict[Act, str] = {
    Act.SEND: "module_agreements.show",
    Act.SIGN: "module_agreements.show",
    Act.SIGN_ADDENDUM: "module_agreements.show",
    Act.REPORT_START: "module_work.start",
    Act.BEGIN: "module_work.start",
    Act.WRITE_TIME: "module_hours.show",
    Act.DELIVER: "module_answers.delivery",
    Act.ACCEPT: "module_answers.answer",
    Act.REMIND: "module_answers.answer",
    Act.ACCEPT_SILENTLY: "module_answers.answer",
    Act.REPORT_END: "module_work.end",
}


def address(endpoint: str, module: DeliveryModule, **more: Any) -> str:
    """The address of a page about a module."""
    return url_for(endpoint, number=module.case.number, module=module.number, **more)


def place(module: DeliveryModule) -> str:
    """Where the next thing is done: the act's page, or the module's own when nothing is owed."""
    act = modules.next_act(module)
    if module_next.waits_for_activation(module):
        return url_for("case_states.show", number=module.case.number)
    return address(_PAGES[act] if act else "modules.show", module)


def next_action(module: DeliveryModule) -> dict[str, str] | None:
    """The one next action as the box shows it; None when nothing is owed."""
    words = module_next.words(module)
    return {**words._asdict(), "url": place(module)} if words else None
