"""Ten cases like the worked example, and as many people of its firm as are wanted."""

import json
from pathlib import Path

from benchmarks.data import EXAMPLE, PASSWORD, bulk
from benchmarks.served import SECRET
from itstart import clock, create_app, exchange
from itstart.cli import start
from itstart.config import Settings
from itstart.db import db
from itstart.models import User
from itstart.rules.terms import Role
from itstart.services import passwords
from itstart.sqlite import writing

CASES = 10


def email(number: int) -> str:
    """Who logs in with PASSWORD."""
    return f"person{number}@maaling.example"


def fill(folder: str, url: str, people: int) -> list[str]:
    """A new installation; returns the numbers of the cases. Person n works in case n, counted round."""
    app = create_app(settings=Settings(secret_key=SECRET, instance=Path(folder), database_url=url, demo=False))
    start.prepare(app)
    with app.app_context():
        with writing():
            cases = [exchange.import_case(_file(number)).case for number in range(CASES)]
            numbers, firms = [case.number for case in cases], [case.helper_id for case in cases]
            common = {
                "password_hash": passwords.hash_password(PASSWORD),
                "role": Role.HELPER,
                "created_at": clock.now(),
            }
            bulk(
                User,
                (
                    {"name": f"Person {n}", "email": email(n), "helper_id": firms[n % CASES], **common}
                    for n in range(people)
                ),
            )
            db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return numbers


def _file(number: int) -> dict[str, object]:
    file: dict[str, object] = json.loads(EXAMPLE.read_text("utf-8"))
    case = file["case"]
    assert isinstance(case, dict)
    case["id"] = f"2026-{800 + number:04d}"
    return file
