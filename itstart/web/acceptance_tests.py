"""The sheet of the acceptance test in other shapes: empty, to be filled in by hand, and as a workbook."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.documents.spreadsheet import MEDIA_TYPE
from itstart.services import acceptance_tests, cases, documents
from itstart.web import access, uploads

bp = Blueprint("acceptance_tests", __name__)

PATH = "/sager/<number>/projekt/overtagelsesproeve"


@bp.get(f"{PATH}/tomt-skema")
def blank(number: str) -> ResponseReturnValue:
    """The Word sheet without the results that are registered."""
    case = cases.find_readable(access.user(), number)
    document = acceptance_tests.BLANK
    return uploads.download(document.filename(case), documents.draft(case, document).content, documents.WORD)


@bp.get(f"{PATH}/excel")
def workbook(number: str) -> ResponseReturnValue:
    """The Excel sheet with the results there are; its formulas give the verdict."""
    case = cases.find_readable(access.user(), number)
    name = f"{case.number} {acceptance_tests.NAME}.xlsx"
    return uploads.download(name, acceptance_tests.workbook(case), MEDIA_TYPE)
