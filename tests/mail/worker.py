"""`flask worker`, as an operator starts it, and as an accident ends it."""

import os
import signal
import subprocess
import sys
import time

from flask import Flask
from sqlalchemy import select, update

from itstart import clock
from itstart.config import ROOT
from itstart.db import db
from itstart.models import OutboxMail
from itstart.services import outbox
from itstart.services.outbox import MailState


def start_worker(app: Flask, port: int) -> subprocess.Popen[bytes]:
    """A process that sends to the post office at this port."""
    environment = {
        **os.environ,
        "ITSTART_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "ITSTART_INSTANCE": str(app.config["SETTINGS"].instance),
        "ITSTART_SECRET_KEY": "a secret for the tests only, 32 characters or more",
        "ITSTART_SMTP_HOST": "127.0.0.1",
        "ITSTART_SMTP_PORT": str(port),
        "ITSTART_SMTP_FROM": "it-start@example.dk",
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(worker: subprocess.Popen[bytes]) -> None:
    """With -9, the whole group."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def leases_run_out() -> None:
    """As if the three minutes had gone."""
    db.session.execute(update(OutboxMail).values(leased_until=None, due_at=clock.now()))
    db.session.commit()


def wait_until_settled(seconds: float = 60.0) -> None:
    """Until every mail is sent, or waits for a person."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        states = {outbox.state(mail) for mail in db.session.scalars(select(OutboxMail))}
        db.session.remove()
        if states <= {MailState.SENT, MailState.UNSURE}:
            return
        time.sleep(0.1)
