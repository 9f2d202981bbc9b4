"""The figures: one page, the rows behind each figure, and the same as Excel and Word (S34, F088 to F090)."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from itstart import clock
from itstart.documents import figure_words, spreadsheet
from itstart.services import figure_choices, figure_files, figure_splits, figures
from itstart.services.figure_table import FIGURES, KEY_FIGURES, Figure, Group
from itstart.web import access, figure_view
from itstart.web.pages import page
from itstart.web.uploads import download, download_made

bp = Blueprint("figures", __name__)


@bp.get("/tal")
def index() -> ResponseReturnValue:
    """All figures, three years side by side, narrowed by the address alone."""
    person = access.user()
    firms = figure_choices.firms(person)
    asked = figure_view.asked(firms)
    args = figure_view.args_of(asked, firms)
    values, periods = figures.values(person, asked), figures.periods(asked)
    by = figure_view.split_asked(bool(firms))
    parts = figure_splits.split(person, asked, by)
    return page(
        "figures/index.html",
        asked=asked,
        selects=figure_view.selects(asked, firms),
        narrowed=any(value is not None for value in args.values()),
        args=args,
        periods=periods,
        groups=figures.by_group(figures.figures_for(person)),
        keys=[FIGURES[key] for key in KEY_FIGURES],
        values=values,
        written=figure_words.written,
        chart=figure_view.years_chart(values, periods),
        hypotheses=figures.hypotheses(values),
        hypothesis=Group.HYPOTHESIS,
        split_by=by,
        splits=[one for one in figure_splits.SplitBy if firms or one is not figure_splits.SplitBy.HELPER],
        parts=parts,
        split_chart=figure_view.split_chart(parts, by),
        for_center=bool(firms),
    )


def _figure(key: str) -> Figure:
    found = FIGURES.get(key)
    if found is None:
        abort(404)
    return found


@bp.get("/tal/<key>")
def rows(key: str) -> ResponseReturnValue:
    """The rows a figure is made of, with the same filter."""
    person, figure = access.user(), _figure(key)
    firms = figure_choices.firms(person)
    asked = figure_view.asked(firms)
    found = figures.page(person, figure, asked, request.args.get("side", 1, type=int) or 1)
    return page(
        "figures/rows.html",
        figure=figure,
        found=found,
        facts=figure_view.facts(asked, firms),
        args={name: value for name, value in figure_view.args_of(asked, firms).items() if value is not None},
        cell=figure_view.cell,
        row_url=lambda row: figure_view.row_url(figure, row, person, found.columns),
    )


@bp.get("/tal/excel")
def excel() -> ResponseReturnValue:
    """Every figure and every list, with the same filter."""
    person = access.user()
    firms = figure_choices.firms(person)
    asked = figure_view.asked(firms)
    sheets = figure_files.sheets(person, asked, figure_view.facts(asked, firms))
    content = spreadsheet.workbook(*sheets, created=clock.now())
    return download(f"It-start tal {clock.today()}.xlsx", content, spreadsheet.MEDIA_TYPE)


@bp.get("/tal/word")
def word() -> ResponseReturnValue:
    """The report to the authority behind the programme, with the same filter."""
    person = access.user()
    firms = figure_choices.firms(person)
    asked = figure_view.asked(firms)
    made = figure_files.report(person, asked, figure_view.facts(asked, firms))
    return download_made(f"It-start rapport {asked.period.label}.docx", made)
