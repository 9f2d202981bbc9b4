"""What the tests of the pages about modules share."""

from typing import Any

from sqlalchemy import func, select

from itstart import clock
from itstart.db import db
from itstart.models import DeliveryModule
from itstart.rules.terms import ModuleStatus
from tests.documents.word_cases import HOSTILE

S = ModuleStatus
WORDS = "".join(char for char in HOSTILE if char.isprintable())  # forms take no others
TODAY = clock.today().isoformat()
TERMS = {
    "title": "Behovsbeskrivelse", "steps": ["needs"], "product": "En behovsbeskrivelse", "planned_hours": "15",
    "price_dkk": "15.000",
}  # fmt: skip
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)


def at(module: DeliveryModule, rest: str = "") -> str:
    return f"/sager/{module.case.number}/moduler/{module.number}{rest}"


def count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def status(module: DeliveryModule) -> ModuleStatus:
    return module.status
