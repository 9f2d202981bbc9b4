"""What is done once a day: reminders, and forgetting what no longer may be kept."""

from dataclasses import dataclass

import click

from itstart import clock
from itstart.db import db
from itstart.services import installation, link_proofs, qualification_reminders, sparring_queue, success_cases
from itstart.sqlite import writing


@dataclass(frozen=True)
class Done:
    """How many questions were reminded of, stories lost their persons, answers their network address, and how many
    evaluations, talks and acceptances were reminded of."""

    reminded: int
    forgotten: int
    addresses: int
    cooperation: int = 0


def run() -> Done:
    """Remind of what waits and forget persons in withdrawn stories, whoever did so before."""
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
        reminded=sparring_queue.remind(today),
        forgotten=success_cases.forget_withdrawn(),
        addresses=link_proofs.forget_addresses(),
        cooperation=qualification_reminders.remind(today),
    )
    db.session.commit()
    return done


@click.command("daily")
def daily() -> None:
    """Send reminders and forget what is over; harmless to run more than once a day."""
    done = run()
    click.echo(
        f"Påmindelser om sparring: {done.reminded}. Successager uden personer: {done.forgotten}. "
        f"Svar uden netadresse: {done.addresses}. Påmindelser om samarbejdet: {done.cooperation}."
    )


COMMANDS = (daily,)
