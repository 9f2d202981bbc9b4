"""The business case as a file that is no deliverable of its own."""

from itstart.documents import business_case_sheet
from itstart.models import CustomerCase
from itstart.steps.project import documents_business_case

NAME = documents_business_case.NAME


def workbook(case: CustomerCase) -> bytes:
    """The figures as an Excel file with live formulas; what is not known yet is 0 and can be typed in."""
    return business_case_sheet.workbook(documents_business_case.business_case_sheet(case), created=case.changed_at)
