"""A module's cockpit on the case page, read only: agreement, hours, price, product, reports."""

from collections.abc import Mapping
from typing import Any

from itstart.models import DeliveryModule
from itstart.rules.modules import MAX_PRICE_DKK
from itstart.rules.terms import ModuleStatus
from itstart.steps import find_step
from itstart.web import filters

_REPORTED = {ModuleStatus.END_REPORTED, ModuleStatus.CANCELLED}


def module(entry: DeliveryModule) -> dict[str, Any]:
    """A module as its panel shows it."""
    signed = filters.short_date(entry.agreement_signed_on)
    cells: list[Mapping[str, Any]] = [
        _cell("Aftale", f"Underskrevet {signed}" if signed else "Ikke underskrevet", entry.agreement_signed_by),
        {
            "label": "Timer",
            "value": filters.number(entry.actual_hours),
            "note": f"af {filters.number(entry.planned_hours)}",
            "big": True,
            "meter": (
                float(entry.actual_hours),
                float(entry.planned_hours),
                f"{filters.number(entry.actual_hours)} af {filters.number(entry.planned_hours)} timer brugt",
            ),
        },
        _cell("Pris", filters.kroner(entry.price_dkk), f"loftet er {filters.number(MAX_PRICE_DKK)}"),
        _cell("Produkt", entry.product or entry.title, _delivered(entry)),
        _cell("Rapporter", *_reports(entry)),
    ]
    steps = ", ".join(find_step(link.step).key.label for link in entry.step_links)
    return {
        "title": f"Modul {entry.number}: {entry.title or steps}",
        "status": entry.status.label,
        "kind": "done" if entry.status in _REPORTED else "go",
        "cells": cells,
        "over": entry.status in _REPORTED,
        "hours": f"{filters.number(entry.actual_hours)} af {filters.number(entry.planned_hours)}",
        "price": filters.kroner(entry.price_dkk),
    }


def _cell(label: str, value: str, note: str) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "big": False, "meter": None}


def _delivered(entry: DeliveryModule) -> str:
    if entry.accepted_on:
        return f"godkendt {filters.short_date(entry.accepted_on)}"
    return f"afleveret {filters.short_date(entry.delivered_on)}" if entry.delivered_on else "ikke afleveret"


def _reports(entry: DeliveryModule) -> tuple[str, str]:
    start = f"Start {filters.short_date(entry.start_reported_on)}" if entry.start_reported_on else "Start ikke meldt"
    end = f"Slut {filters.short_date(entry.end_reported_on)}" if entry.end_reported_on else "Slut: efter aflevering"
    return start, end
