"""What is done once a day: reminders, and forgetting what no longer may be kept."""

from dataclasses import dataclass

import click

from itstart import clock
from itstart.db import db
from itstart.services import installation, lead_clock, link_proofs, sparring_queue, success_cases
from itstart.services.lead_clock import Ticked
from itstart.sqlite import writing


@dataclass(frozen=True)
class Done:
    """How many questions were reminded of, stories lost their persons, answers lost their network address, and
    what was done with leads."""

    reminded: int
    forgotten: int
    addresses: int
    leads: Ticked


def run() -> Done:
    """Remind of questions that wait and forget persons in withdrawn stories, whoever did so before."""
    with writing():
        installation.take_daily_work(clock.today())
        return _work()


def run_if_due() -> Done | None:
    """The same, once per Danish day however many ask; None when it was done. A day that failed is still owed."""
    today = clock.today()
    owed = installation.owes_daily_work(today)
    db.session.rollback()
    if not owed:
        return None
    with writing():
        if installation.take_daily_work(today):
            return _work()
        db.session.rollback()
    return None


def _work() -> Done:
    today = clock.today()
    done = Done(
        sparring_queue.remind(today),
        success_cases.forget_withdrawn(),
        link_proofs.forget_addresses(),
        lead_clock.tick(today),
    )
    db.session.commit()
    return done


@click.command("daily")
def daily() -> None:
    """Send reminders and forget what is over; harmless to run more than once a day."""
    done = run()
    click.echo(
        f"Påmindelser om sparring: {done.reminded}. Successager uden personer: {done.forgotten}. "
        f"Svar uden netadresse: {done.addresses}. Påmindelser om henvendelser: {done.leads.reminded}. "
        f"Tilbudte henvendelser tilbage i køen: {done.leads.returned}. "
        f"Lukkede henvendelser uden personer: {done.leads.forgotten}."
    )


COMMANDS = (daily,)
