"""A case from the command line: in from a file, out to a file, and all its documents."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from itstart import clock, exchange, migrate
from itstart.db import db
from itstart.models import CustomerCase, Helper
from itstart.services import documents
from itstart.sqlite import writing
from itstart.steps import STEPS, Deliverable

group = AppGroup("case", help="Whole cases as data.")


def _helper(cvr: str | None) -> Helper | None:
    if cvr is None:
        return None
    helper = db.session.scalar(select(Helper).where(Helper.cvr == cvr.replace(" ", "")))
    if helper is None:
        raise click.ClickException(f"Der er intet firma med CVR-nummer {cvr}. Opret det først, eller udelad --helper.")
    return helper


def _case(number: str) -> CustomerCase:
    case = db.session.scalar(select(CustomerCase).where(CustomerCase.number == number))
    if case is None:
        raise click.ClickException(f"Der er ingen sag med nummer {number}.")
    return case


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--helper", "cvr", help="CVR number of the firm that gets the case, instead of the one in the file.")
def import_command(file: Path, cvr: str | None) -> None:
    """Import a case; prints its number. Differences from our own figures come on stderr."""
    migrate.upgrade()
    with writing():
        try:
            result = exchange.import_case(exchange.read_file(file), helper=_helper(cvr))
        except exchange.ImportFailed as failure:
            db.session.rollback()
            click.echo(f"Sagen er ikke importeret. {_counted(len(failure.problems))} i {file.name}:", err=True)
            for problem in failure.problems:
                click.echo(f"  {problem}", err=True)
            sys.exit(1)
        number = result.case.number
        db.session.commit()
    for difference in result.differences:
        click.echo(str(difference), err=True)
    click.echo(number)


def _counted(errors: int) -> str:
    return "Der er 1 fejl" if errors == 1 else f"Der er {errors} fejl"


@group.command("export")
@click.argument("number")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
def export_command(number: str, output: Path | None) -> None:
    """Write a case as JSON."""
    migrate.upgrade()
    text = exchange.as_text(_case(number))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"Sag {number} er skrevet til {output}.", err=True)


@group.command("documents")
@click.argument("number")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
def documents_command(number: str, out: Path) -> None:
    """Write every document of the case as Word. What is missing in each comes on stderr."""
    migrate.upgrade()
    case = _case(number)
    out.mkdir(parents=True, exist_ok=True)
    for deliverable in _existing(case):
        template = documents.template_of(case, deliverable)
        rendered = deliverable.render(case, today=clock.today(), paginate=True, template=template)
        path = out / deliverable.filename(case)
        path.write_bytes(rendered.content)
        click.echo(str(path))
        if rendered.notice:
            click.echo(f"{deliverable.name}: {rendered.notice}", err=True)
        for gap in rendered.missing:
            click.echo(f"{deliverable.name}: mangler {gap}", err=True)


def _existing(case: CustomerCase) -> list[Deliverable]:
    """The documents of the steps that have been begun and not skipped."""
    begun = {step.key for step in case.steps if (step.started_on or step.done_on) and not step.skipped_on}
    return [deliverable for step in STEPS if step.key in begun for deliverable in step.deliverables]


COMMANDS = (group,)
