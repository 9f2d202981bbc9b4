"""What to say of the one thing a module needs next: the words of the button and the line above it."""

from typing import NamedTuple

from itstart.models import DeliveryModule
from itstart.rules.module_acts import Act
from itstart.services import modules
from itstart.services.module_reports import START_LATE


class Words(NamedTuple):
    """The title, the explanation and the text of the button."""

    title: str
    text: str
    label: str


_WORDS: dict[Act, Words] = {
    Act.SEND: Words(
        "Send aftalen til kunden",
        "Læs kundeaftalen igennem, og giv den til kunden. Arbejdet kan begynde, når den er underskrevet.",
        "Gå til aftalen",
    ),
    Act.SIGN: Words(
        "Registrér underskrift",
        "Aftalen er sendt. Når kunden har skrevet under, registrerer du det her, og så kan du skrive timer.",
        "Registrér underskrift",
    ),
    Act.SIGN_ADDENDUM: Words(
        "Få tillægget underskrevet",
        "Aftalen er ændret. De gamle vilkår gælder, indtil kunden har skrevet under på tillægget.",
        "Gå til tillægget",
    ),
    Act.REPORT_START: Words(
        "Meld start",
        "Fortæl IBIZ-Center, at modulet går i gang. Rapporten er næsten skrevet på forhånd.",
        "Meld start",
    ),
    Act.BEGIN: Words("Begynd arbejdet", "Aftalen er underskrevet, og start er meldt.", "Begynd"),
    Act.WRITE_TIME: Words(
        "Skriv timer på",
        "Skriv dine timer, mens du husker dem. Det tager to tryk på telefonen.",
        "Skriv timer på",
    ),
    Act.DELIVER: Words(
        "Lever produktet",
        "Det meste af tiden er brugt. Giv kunden produktet, og skriv det her.",
        "Registrér levering",
    ),
    Act.ACCEPT: Words(
        "Registrér kundens svar",
        "Modulet er leveret. Spørg kunden, om det er i orden, og hvad den synes om hjælpen.",
        "Registrér svar",
    ),
    Act.REMIND: Words("Ryk kunden for svar", "Fristen er gået uden svar. Ryk kunden én gang.", "Ryk kunden"),
    Act.ACCEPT_SILENTLY: Words(
        "Afslut uden svar",
        "Kunden er rykket og har ikke svaret inden fristen. Modulet kan regnes for godkendt.",
        "Gå til kundens svar",
    ),
    Act.REPORT_END: Words(
        "Meld afslutning",
        "Fortæl IBIZ-Center, hvad kunden fik ud af det. Én sætning er nok.",
        "Meld afslutning",
    ),
}
ACTIVATE = Words("Gør sagen aktiv", "Aftalen kan sendes, når sagen er aktiv.", "Gå til sagens status")


def waits_for_activation(module: DeliveryModule) -> bool:
    """True when the agreement cannot be sent because the case is not active."""
    return modules.next_act(module) is Act.SEND and not modules.is_active(module.case)


def words(module: DeliveryModule) -> Words | None:
    """What to do next with a module; None when nothing is owed."""
    act = modules.next_act(module)
    if act is None:
        return None
    if waits_for_activation(module):
        return ACTIVATE
    if act is Act.REPORT_START and module.started_on:
        return _WORDS[act]._replace(text=START_LATE)
    return _WORDS[act]
