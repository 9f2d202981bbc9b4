"""A small library of requirements in place of the one that ships."""

from pathlib import Path

import pytest

from itstart.data import requirement_library

DRIFT = """
slug = "drift"
title = "Drift og support"
intro = "Til alle sager."
categories = []

[[requirement]]
key = "drift-01"
title = "Daglig backup"
text = "Der skal tages backup hver dag."
area = "Drift"
kind = "non_functional"
depth = "let"
priority = "must"
why = "Data kan gå tabt."
acceptance_criterion = "Rapporten viser en backup pr. dag."
shown_by = "Vis rapporten."
demo_scene = "Gendan en slettet ordre."
topic = "backup"

[[requirement]]
key = "drift-02"
title = "Uddannelse af superbrugere"
text = "Leverandøren bør uddanne to superbrugere."
area = "Indføring"
kind = "service"
depth = "grundig"
priority = "should"
why = "I skal kunne hjælpe hinanden."
acceptance_criterion = "To personer har bestået."
shown_by = "Kursusplan."
topic = "training"
"""
CRM = """
slug = "crm"
title = "CRM"
intro = "Til kundestyring."
categories = ["crm"]

[[requirement]]
key = "crm-01"
title = "Kundekort"
text = "Systemet skal vise kundens historik på ét skærmbillede."
area = "Kunder"
kind = "functional"
depth = "normal"
priority = "must"
why = "Ingen skal lede."
acceptance_criterion = "Historikken ses med ét klik."
shown_by = "På demoen."
demo_scene = "Åbn en kunde, og vis historikken."
law_reference = "Databeskyttelsesforordningen artikel 15"
law_checked_on = 2026-11-01
"""


def write(folder: Path, **files: str) -> Path:
    """These packs as files in a folder."""
    for slug, text in files.items():
        (folder / f"{slug}.toml").write_text(text, encoding="utf-8")
    return folder


def use_small_library(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the application read these two packs and no others."""
    packs = requirement_library.load(write(folder, drift=DRIFT, crm=CRM))
    monkeypatch.setattr(requirement_library, "packs", lambda: packs)
