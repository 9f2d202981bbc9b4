"""Writes the data that uploaded templates are tried with: `python -m docs_templates.source.samples`.

Each file holds what a document's template gets from the worked example, and from a case on its first day.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import itstart
from itstart import create_app, migrate
from itstart.config import Settings
from itstart.db import db
from itstart.documents import Picture, wire
from itstart.documents.template_check import TYPICAL
from itstart.documents.template_samples import EMPTY, FOLDER, SIZES
from itstart.exchange import import_case
from itstart.models import Customer, CustomerCase, DeliveryModule, Helper, ModuleAddendum, TenderVersion, Vendor
from itstart.rules.tender_changes import Difference, difference
from itstart.services import official_templates
from itstart.services.cases import add_sections
from itstart.services.template_contexts import context_of
from itstart.steps.module_documents import agreement
from itstart.steps.template_kinds import kinds
from itstart.steps.tender import correction_document, letters
from itstart.steps.tender_versions import snapshot

EXAMPLE = Path(itstart.__file__).parent / "data" / "example_case.json"
TODAY = date(2026, 6, 19)
NOW = datetime(2026, 6, 19, 8, tzinfo=UTC)
REASON = "Et krav var skrevet forkert."
LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def example() -> CustomerCase:
    """The worked example, with what its file does not hold: what a customer says later, and an answer."""
    case = import_case(EXAMPLE.read_bytes()).case
    case.helper.email = case.helper.email or "mette@hedelund.example"
    return case


def first_day() -> CustomerCase:
    """A case with a name, a title, a module and a vendor without a word in them."""
    helper = Helper(company="Rådgivning ApS", cvr="99000090", created_at=NOW)
    db.session.add(helper)
    db.session.flush()
    customer = Customer(helper_id=helper.id, name="Ny Kunde ApS")
    case = CustomerCase(
        number="2026-0099", title="Nyt økonomisystem", helper=helper, customer=customer, opened_on=TODAY, changed_at=NOW
    )
    add_sections(case)
    case.modules = [DeliveryModule(number=1, code="M-1", price_dkk=15_000)]
    case.vendors = [Vendor(code="V-1", position=1)]
    db.session.add(case)
    db.session.flush()
    return case


def _sent(case: CustomerCase) -> TenderVersion:
    """The tender as it was sent, with other words, so that a correction has something to say of everything."""
    was: dict[str, Any] = snapshot(case)
    if was["requirements"]:
        was["requirements"] = [*was["requirements"][1:], was["requirements"][0] | {"code": "K-99", "title": "Fax"}]
        was["requirements"][0] = was["requirements"][0] | {"text": "Den gamle tekst"}
    for name, field in (("criteria", "title"), ("scenarios", "title")):
        if was[name]:
            was[name] = [was[name][0] | {field: "Det gamle navn"}, *was[name][1:]]
    if case.requirements:
        for name in ("dates", "terms"):
            was[name] = dict.fromkeys(was[name], "før")
    return TenderVersion(
        number=1, issued_at=NOW, issued_by="Mette", deadline_at=NOW, snapshot=was, cancel_reason=REASON
    )


def _addendum(module: DeliveryModule) -> dict[str, object]:
    addendum = ModuleAddendum(
        number=1, price_dkk=13_500, product="Mindre", planned_hours=14, reason="Kunden vil mindre",
        old_price_dkk=module.price_dkk, old_product=module.product, old_planned_hours=15,
    )  # fmt: skip
    return agreement(module, addendum).context(module.case, today=TODAY)


def context(case: CustomerCase, key: str, *, full: bool) -> dict[str, object]:
    """What the template of this key gets from the case."""
    vendor, version = case.vendors[0], _sent(case)
    if key == correction_document.KEY:
        changed: Difference = difference(version.snapshot, snapshot(case))
        return correction_document.rettelsesblad(case, changed, before=version, number=2, reason=REASON, today=TODAY)
    if key == letters.CANCELLATION:
        return letters.cancellation(case, vendor, version, today=TODAY)
    if key == "kundeaftale" and full:
        return _addendum(case.modules[0])
    found = context_of(case, key, TODAY)
    assert found is not None, key
    return found


def _with_logo(made: dict[str, object]) -> dict[str, object]:
    picture = Picture(LOGO, "image/png", "Hedelund IT-rådgivning", 600, 200)
    return {**made, "brevhoved": {"logo": picture, "kontakt": "Algade 1, 9000 Aalborg\nTlf. 12 34 56 78"}}


def built() -> Iterator[tuple[str, str]]:
    """File name and text of every kind of document, in the order of the kinds."""
    full, empty = example(), first_day()
    with db.session.no_autoflush:
        for kind in kinds():
            both = {
                TYPICAL: _with_logo(context(full, kind.key, full=True)),
                EMPTY: context(empty, kind.key, full=False),
            }
            text = json.dumps(json.loads(wire.packed(both)), ensure_ascii=False, indent=1)
            yield f"{kind.key}.json", f"{text}\n"


def main() -> None:
    """Writes the files in a database of its own that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"TESTING": True}, settings=Settings(secret_key="x" * 40, instance=Path(folder)))
        with app.app_context():
            migrate.upgrade()
            FOLDER.mkdir(exist_ok=True)
            for name, text in built():
                (FOLDER / name).write_text(text, "utf-8")
                sys.stdout.write(f"{name}: {len(text):,} characters\n")
            sizes = {kind.key: len(official_templates.shipped_example(kind.key)) for kind in kinds()}
            SIZES.write_text(f"{json.dumps(sizes, indent=1)}\n", "utf-8")
            db.engine.dispose()


if __name__ == "__main__":
    main()
