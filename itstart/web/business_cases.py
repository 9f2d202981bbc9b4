"""The business case as a workbook to try the figures in."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from itstart.documents.spreadsheet import MEDIA_TYPE
from itstart.services import business_cases, cases
from itstart.web import access, uploads

bp = Blueprint("business_cases", __name__)


@bp.get("/sager/<number>/gevinstberegning/excel")
def workbook(number: str) -> ResponseReturnValue:
    """The Excel sheet, also for a case that has no figures yet."""
    case = cases.find_readable(access.user(), number)
    return uploads.download(f"{case.number} {business_cases.NAME}.xlsx", business_cases.workbook(case), MEDIA_TYPE)
