"""The vendor's response form as an Excel workbook: plain values in, bytes out, the same bytes for the same values."""

import io
from typing import TYPE_CHECKING

from itstart.documents import response_form_layout as layout
from itstart.documents.response_form_looks import Looks
from itstart.documents.response_form_requirements import write_requirements
from itstart.documents.response_form_sheets import write_guide, write_page
from itstart.documents.response_form_values import ResponseForm
from itstart.documents.spreadsheet import new_book
from itstart.rules.response_forms import SCHEMA

if TYPE_CHECKING:
    import xlsxwriter


def write(form: ResponseForm) -> bytes:
    """The form as an .xlsx file."""
    out = io.BytesIO()
    subject = f"Sag {form.case_number}, {form.vendor}"
    book = new_book(out, created=form.created, title=f"Tilbudsskema: {form.title}", subject=subject)
    looks = Looks(book, f"Tilbudsskema · sag {form.case_number} · {form.vendor}")
    master, *rest = form.pages
    write_guide(looks, form)
    write_page(looks, master)
    write_requirements(looks, form)
    for page in rest:
        write_page(looks, page)
    _identity(book, form)
    book.close()
    return out.getvalue()


def _identity(book: "xlsxwriter.Workbook", form: ResponseForm) -> None:
    """What the form is recognised by, where nobody stumbles over it."""
    sheet = book.add_worksheet("itstart")
    rows = [
        (layout.IDENTITY, SCHEMA),
        ("sag", form.case_number),
        ("leverandør", form.vendor_code),
        ("version", str(form.version)),
        ("krav", form.mark),
        *((f"krav:{requirement.code}", requirement.mark) for requirement in form.requirements),
    ]
    for number, pair in enumerate(rows):
        for column, text in enumerate(pair):
            sheet.write_string(number, column, text)
    sheet.protect()
    sheet.very_hidden()
