"""A whole It-start of its own: a demo in a SQLite file, served by waitress on a free port in a thread."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from itstart import create_app
from itstart.config import Settings
from itstart.data import demo_log_ins
from itstart.db import db
from itstart.exchange import demo, import_case
from itstart.models import CustomerCase, User, UserSession
from itstart.services import installation
from itstart.sqlite import writing
from tests.server import Server

SECRET = "a secret for the journeys only, 32 characters or more"
EXAMPLE = Path(__file__).parents[2] / "itstart" / "data" / "example_case.json"
EXAMPLE_NUMBER = "2026-0017"
METTE = "mette@hedelund.example"
BO = "bo@hedelund.example"
HENRIK = "henrik@als-sparring.example"
APPLICANT = "sofie@mariager-digital.example"
STAFF = "lise.ravnholt@ibiz.example"
ADMIN = "anna.kjaergaard@ibiz.example"


class Site:
    """The running application: its address, and a way behind the screens for what typing adds nothing to."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(secret_key=SECRET, instance=folder, demo=True)
        self.app: Flask = create_app({"TESTING": True}, settings=settings)
        with self.behind():
            db.create_all()
            installation.note(demo=True)
            demo.fill()
        self.server = Server(self.app)
        self.url = self.server.url
        self.password = demo_log_ins.PASSWORD
        self._copies = 0

    def stop(self) -> None:
        """End the server and leave the database."""
        self.server.stop()
        with self.app.app_context():
            db.engine.dispose()

    @contextmanager
    def behind(self) -> Iterator[None]:
        """Inside the application; what was changed is kept."""
        with self.app.app_context(), writing():
            yield
            db.session.commit()

    def user(self, email: str) -> User:
        """A person, inside `behind`."""
        return db.session.scalars(select(User).where(User.email == email)).one()

    def case(self, number: str) -> CustomerCase:
        """A case, inside `behind`."""
        return db.session.scalars(select(CustomerCase).where(CustomerCase.number == number)).one()

    def copy_of_example(self, email: str = METTE) -> str:
        """The example once more, under a number of its own, for a test that changes it."""
        file: dict[str, Any] = json.loads(EXAMPLE.read_text("utf-8"))
        self._copies += 1
        file["case"]["id"] = f"2025-{self._copies:04}"
        with self.behind():
            return str(import_case(file, actor=self.user(email)).case.number)

    def end_session(self, email: str) -> None:
        """End the person's newest session, as time would."""
        with self.behind():
            own = select(UserSession).where(UserSession.user_id == self.user(email).id)
            db.session.delete(db.session.scalars(own.order_by(UserSession.id.desc())).first())
