"""The one thing to do next with a module, in words and with its address."""

from typing import Any

from flask import url_for

from itstart.models import DeliveryModule
from itstart.rules.module_acts import Act
from itstart.services import modules
from itstart.services.module_reports import START_LATE

# (title, text, label, endpoint) of the one thing to do next.
_NEXT: dict[Act, tuple[str, str, str, str]] = {
    Act.SEND: (
        "Send aftalen til kunden",
        "Læs kundeaftalen igennem, og giv den til kunden. Arbejdet kan begynde, når den er underskrevet.",
        "Gå til aftalen",
        "module_agreements.show",
    ),
    Act.SIGN: (
        "Registrér underskrift",
        "Aftalen er sendt. Når kunden har skrevet under, registrerer du det her, og så kan du skrive timer.",
        "Registrér underskrift",
        "module_agreements.show",
    ),
    Act.SIGN_ADDENDUM: (
        "Få tillægget underskrevet",
        "Aftalen er ændret. De gamle vilkår gælder, indtil kunden har skrevet under på tillægget.",
        "Gå til tillægget",
        "module_agreements.show",
    ),
    Act.REPORT_START: (
        "Meld start",
        "Fortæl IBIZ-Center, at modulet går i gang. Rapporten er næsten skrevet på forhånd.",
        "Meld start",
        "module_work.start",
    ),
    Act.BEGIN: ("Begynd arbejdet", "Aftalen er underskrevet, og start er meldt.", "Begynd", "module_work.start"),
    Act.WRITE_TIME: (
        "Skriv timer på",
        "Skriv dine timer, mens du husker dem. Det tager to tryk på telefonen.",
        "Skriv timer på",
        "module_hours.show",
    ),
    Act.DELIVER: (
        "Lever produktet",
        "Det meste af tiden er brugt. Giv kunden produktet, og skriv det her.",
        "Registrér levering",
        "module_answers.delivery",
    ),
    Act.ACCEPT: (
        "Registrér kundens svar",
        "Modulet er leveret. Spørg kunden, om det er i orden, og hvad den synes om hjælpen.",
        "Registrér svar",
        "module_answers.answer",
    ),
    Act.REMIND: (
        "Ryk kunden for svar",
        "Der er gået 14 dage uden svar. Ryk kunden én gang.",
        "Ryk kunden",
        "module_answers.answer",
    ),
    Act.ACCEPT_SILENTLY: (
        "Afslut uden svar",
        "Kunden er rykket og har ikke svaret i 14 dage. Modulet kan regnes for godkendt.",
        "Gå til kundens svar",
        "module_answers.answer",
    ),
    Act.REPORT_END: (
        "Meld afslutning",
        "Fortæl IBIZ-Center, hvad kunden fik ud af det. Én sætning er nok.",
        "Meld afslutning",
        "module_work.end",
    ),
}


def address(endpoint: str, module: DeliveryModule, **more: Any) -> str:
    """The address of a page about a module."""
    return url_for(endpoint, number=module.case.number, module=module.number, **more)


def next_action(module: DeliveryModule) -> dict[str, str] | None:
    """The one next action as the box shows it; None when nothing is owed."""
    act = modules.next_act(module)
    if act is None:
        return None
    if act is Act.SEND and not modules.is_active(module.case):
        return {
            "title": "Gør sagen aktiv",
            "text": "Aftalen kan sendes, når sagen er aktiv.",
            "label": "Gå til sagens status",
            "url": url_for("case_states.show", number=module.case.number),
        }
    title, text, label, endpoint = _NEXT[act]
    if act is Act.REPORT_START and module.started_on:
        text = START_LATE
    return {"title": title, "text": text, "label": label, "url": address(endpoint, module)}
