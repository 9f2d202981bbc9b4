"""A module's cockpit on the case page, read only: agreement, hours, price, product, reports."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from itstart.models import DeliveryModule
from itstart.rules.modules import is_reported
from itstart.steps import find_step
from itstart.web import filters, module_actions


def module(entry: DeliveryModule) -> dict[str, Any]:
    """A module as its panel shows it."""
    cells: list[Mapping[str, Any]] = [
        _cell("Aftale", _agreement(entry), entry.agreement_signed_by),
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
        _cell("Pris", filters.kroner(entry.price_dkk), f"loftet er {filters.number(entry.max_price_dkk)}"),
        _cell("Produkt", entry.product or entry.title, _delivered(entry)),
        _cell("Rapporter", *_reports(entry)),
    ]
    steps = ", ".join(find_step(link.step).key.label for link in entry.step_links)
    return {
        "title": f"Modul {entry.number}: {entry.title or steps}",
        "url": url_for("modules.show", number=entry.case.number, module=entry.number),
        "next": module_actions.next_action(entry),
        "status": entry.status.label,
        "kind": "done" if is_reported(entry) else "go",
        "cells": cells,
        "over": is_reported(entry),
        "hours": f"{filters.number(entry.actual_hours)} af {filters.number(entry.planned_hours)}",
        "price": filters.kroner(entry.price_dkk),
    }


def _cell(label: str, value: str, note: str) -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "big": False, "meter": None}


def _agreement(entry: DeliveryModule) -> str:
    if entry.open_addendum:
        return "Tillæg venter på underskrift"
    if entry.agreement_signed_on:
        return f"Underskrevet {filters.short_date(entry.agreement_signed_on)}"
    return f"Sendt {filters.short_date(entry.agreement_sent_on)}" if entry.agreement_sent_on else "Ikke sendt"


def _delivered(entry: DeliveryModule) -> str:
    if entry.accepted_on:
        return f"godkendt {filters.short_date(entry.accepted_on)}"
    return f"afleveret {filters.short_date(entry.delivered_on)}" if entry.delivered_on else "ikke afleveret"


def _reports(entry: DeliveryModule) -> tuple[str, str]:
    start = f"Start {filters.short_date(entry.start_reported_on)}" if entry.start_reported_on else "Start ikke meldt"
    end = f"Slut {filters.short_date(entry.end_reported_on)}" if entry.end_reported_on else "Slut: efter aflevering"
    return start, end
