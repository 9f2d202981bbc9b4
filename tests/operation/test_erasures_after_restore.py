"""A restored backup gives nobody back who was erased after it was made."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from itstart import backup, create_app
from itstart.config import Settings
from itstart.db import db
from itstart.models import CustomerCase, Lead, PersonEvent
from itstart.rules.personal_data import Person
from itstart.rules.terms import LeadStatus
from itstart.services import erasure_ledger, person_search
from tests import postgres
from tests.factories.leads import make_lead

ERIKKE = Person("Ærikke Quist-Gård", "aerikke@quist.example", "27 18 28 18")


def _filled(settings: Settings, folder: Path) -> Path:
    """A backup that knows two persons, and the ledger of what was done after it."""
    case = db.session.query(CustomerCase).first()
    assert case is not None
    case.customer.contact_name, case.customer.contact_email = ERIKKE.name, ERIKKE.email
    case.title = f"Lager ({ERIKKE.name}, tlf. 2718 2818)"
    lead = make_lead(LeadStatus.NEW, contact_name="Ole Olesen", need_summary="Ole vil have mere")
    db.session.commit()
    made = backup.make(folder, work=settings.instance)
    for person in (ERIKKE, Person("Aldrig Nævnt")):
        erasure_ledger.write_person([folder], settings.secret_key, person)
    erasure_ledger.write_enquiry([folder], settings.secret_key, lead)
    db.session.remove()
    db.engine.dispose()
    return made.path


@pytest.mark.skipif(bool(postgres.URL), reason="the archive of SQLite; the replay itself is the same")
@pytest.mark.parametrize(("secret", "told"), [("", (2, 1, 0)), ("t" * 40, (0, 0, 3))])
def test_nobody_comes_back_with_a_backup(
    filled: Flask, settings: Settings, tmp_path: Path, secret: str, told: tuple[int, ...]
) -> None:
    path = _filled(settings, tmp_path / "kopier")
    new = replace(settings, secret_key=secret or settings.secret_key, instance=tmp_path / "ny")
    done = backup.restore(path, new.instance, new).replayed

    assert (done.again, done.absent, done.unknown) == told
    with create_app({}, settings=new).app_context():
        is_back = bool(secret)
        assert bool(person_search.everywhere(ERIKKE).places) == is_back
        lead = db.session.query(Lead).one()
        assert (lead.contact_name == "Ole Olesen") == is_back
        assert (lead.status is LeadStatus.CLOSED) != is_back
        assert [event.actor for event in db.session.query(PersonEvent)] == ([] if is_back else ["Gendannelse"])
        db.session.remove()
        db.engine.dispose()
    assert len((new.instance / erasure_ledger.NAME).read_text().splitlines()) == 3


@pytest.mark.skipif(bool(postgres.URL), reason="the archive of SQLite; the replay itself is the same")
def test_who_restores_is_told(filled: Flask, settings: Settings, tmp_path: Path) -> None:
    path = _filled(settings, tmp_path / "kopier")
    told = filled.test_cli_runner().invoke(args=["restore", str(path), "--into", str(tmp_path / "ny")])
    assert "3 i listen, 2 er gjort igen." in " ".join(told.output.split())
