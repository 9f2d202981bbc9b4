"""The contract as the vendors read it before anybody is chosen: no vendor, no prices, and what waits says so."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from itstart.documents import Missing
from itstart.documents.values import Rendering
from itstart.models import CustomerCase
from itstart.steps.project.agreement import Agreement
from itstart.steps.project.document_rows import payments
from itstart.steps.project.documents_contract import KEY, kontrakt

NAME = "Kontraktudkast"
TEMPLATE = KEY
# What stands in the contract only after the negotiation with the one vendor that is chosen.
_LATER = ("prislinjer", "aarslinjer", "forhandlet")
# How the text speaks of the vendor and the solution nobody has chosen yet.
_SOMEBODY = {"navn": "den leverandør, Kunden vælger", "kort": "Den valgte leverandør", "produkt": "løsningen"}


class Later(Missing):
    """A value that comes with the chosen vendor: printed as a blank to fill in, and no gap."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"[udfyldes senere: {self.what}]"

    def runs(self, rendering: Rendering) -> str:
        """The marked text, without noting a gap."""
        return rendering.run(str(self), "Mangler")


def kontraktudkast(case: CustomerCase, *, number: int, today: date) -> dict[str, object]:
    """The context of docs_templates/kontrakt.docx without a vendor; `number` is the version of the tender."""
    deal = Draft(case, None)
    context = {**kontrakt(case, today=today, version=number, deal=deal), **{name: [] for name in _LATER}}
    context["dokument"] = {**_section(context, "dokument"), "titel": NAME, "til": "Inviterede leverandører",
                           "status": "Udkast"}  # fmt: skip
    context["leverandoer"] = {**_section(context, "leverandoer"), **_SOMEBODY}
    context["projekt"] = {**_section(context, "projekt"), "leder_leverandoer": Missing("leverandørens projektleder")}
    context["pris"] = {**_section(context, "pris"), "rater_sum": ""}
    context["rater"] = [{**row, "beloeb": Missing("beløb")} for row in payments(deal)]
    waiting = _later(context)
    assert isinstance(waiting, dict)
    return waiting


def _section(context: Mapping[str, object], name: str) -> dict[str, object]:
    section = context[name]
    assert isinstance(section, dict)
    return section


def _later(value: object) -> object:
    """The same values with every gap as a blank."""
    if isinstance(value, dict):
        return {key: _later(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_later(inner) for inner in value]
    return Later(value.what) if isinstance(value, Missing) else value


class Draft(Agreement):
    """An agreement with nobody: the prices are not known, also when an earlier round left some in the case."""

    @cached_property
    def one_off(self) -> int | None:
        """Comes with the vendor's bid."""
        return None

    @cached_property
    def annual(self) -> int | None:
        """Comes with the vendor's bid."""
        return None
