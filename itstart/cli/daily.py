"""What is done once a day: reminders, and forgetting what no longer may be kept."""

import click

from itstart import clock
from itstart.db import db
from itstart.services import sparring_queue, success_cases
from itstart.sqlite import writing


def run() -> tuple[int, int]:
    """Remind of questions that wait and forget persons in withdrawn stories; returns how many of each."""
    with writing():
        reminded = sparring_queue.remind(clock.today())
        forgotten = success_cases.forget_withdrawn()
        db.session.commit()
    return reminded, forgotten


@click.command("daily")
def daily() -> None:
    """Send reminders and forget what is over; harmless to run more than once a day."""
    reminded, forgotten = run()
    click.echo(f"Påmindelser om sparring: {reminded}. Successager uden personer: {forgotten}.")


COMMANDS = (daily,)
