"""What is done once a day: reminders, and forgetting what no longer may be kept."""

from collections.abc import Callable
from datetime import date

import click
from flask import current_app

from itstart import clock
from itstart.config import Settings
from itstart.db import db
from itstart.services import (
    activities,
    conversions,
    installation,
    lead_clock,
    link_proofs,
    qualification_reminders,
    retention,
    retention_notices,
    sparring_queue,
    success_cases,
)
from itstart.sqlite import writing

# What is done, in words, and the work: it takes the day and returns how many. More to do is one more line.
WORKS: tuple[tuple[str, Callable[[date], int]], ...] = (
    ("Påmindelser om sparring", sparring_queue.remind),
    ("Successager uden personer", lambda _today: success_cases.forget_withdrawn()),
    ("Svar uden netadresse", lambda _today: link_proofs.forget_addresses()),
    ("Glemte PDF'er og zip-filer", lambda _today: conversions.forget_old()),
    ("Tilbudte henvendelser tilbage i køen", lead_clock.return_old_offers),
    ("Påmindelser om henvendelser", lead_clock.remind),
    ("Påmindelser om samarbejdet", qualification_reminders.remind),
    ("Aktiviteter mindet om", activities.remind),
    ("Varslet om sletning", retention_notices.tell),
    ("Persondata glemt", retention.run),
)

Done = dict[str, int]


def run() -> Done:
    """Do the work of the day, whoever did it before; how many of each."""
    with writing():
        installation.take_daily_work(clock.today())
        done = _work()
    return done | _backup()


def run_if_due() -> Done | None:
    """The same, once per Danish day however many ask; None when it was done. A day that failed is still owed."""
    today = clock.today()
    owed = installation.owes_daily_work(today)
    db.session.rollback()
    if not owed:
        return None
    with writing():
        done = _work() if installation.take_daily_work(today) else None
        db.session.rollback()
    return None if done is None else done | _backup()


def _work() -> Done:
    done = {label: work(clock.today()) for label, work in WORKS}
    db.session.commit()
    return done


def _backup() -> Done:
    """Afterwards, so that nobody waits for it to write; only where there is a place for it."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.backup_to is None:
        return {}
    from itstart import backup  # a server without backups never pays for it

    backup.make(settings.backup_to, work=settings.instance, key=settings.backup_key)
    return {"Sikkerhedskopier": 1}


@click.command("daily")
def daily() -> None:
    """Send reminders and forget what is over; harmless to run more than once a day."""
    click.echo(" ".join(f"{label}: {number}." for label, number in run().items()))


COMMANDS = (daily,)
