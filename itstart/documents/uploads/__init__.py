"""Files from outside are taken apart before they are kept; what a name or a browser claims decides nothing."""

from itstart.documents.uploads import grid
from itstart.documents.uploads.archive import OLE, check_office
from itstart.documents.uploads.names import Kind, Rejected, display_name, kind_of
from itstart.documents.uploads.parts import parse
from itstart.documents.uploads.pictures import Picture, check_picture, is_picture

__all__ = [
    "MAX_BYTES",
    "Kind",
    "Picture",
    "Rejected",
    "check",
    "check_picture",
    "check_spreadsheet",
    "display_name",
    "is_picture",
    "parse",
]

MB = 1 << 20
MAX_BYTES = 20 * MB


def check(name: str, content: bytes) -> Kind:
    """The kind of a harmless docx, xlsx or pdf; Rejected with a Danish reason for anything else."""
    kind = kind_of(name)
    if not content:
        raise Rejected("empty", "Filen er tom.")
    if len(content) > MAX_BYTES:
        raise Rejected("size", "Filen fylder mere end 20 MB.")
    if kind is Kind.PDF:
        from itstart.documents.uploads.pdf import check_pdf

        check_pdf(content)
    else:
        check_office(content, kind)
    return kind


def check_spreadsheet(name: str, content: bytes) -> None:
    """For a form that is to be read: a harmless .xlsx of a size a person can have filled in; Rejected otherwise."""
    extension = name.lower().rpartition(".")[2] if "." in name else ""
    if extension != Kind.XLSX:
        raise Rejected("kind", _OTHER_KIND.get(extension, _NO_SPREADSHEET))
    if content and not content.startswith((b"PK", OLE)):
        raise Rejected("type", "Filen hedder .xlsx, men er ikke et Excel-ark. Åbn den i Excel, og gem den som .xlsx.")
    grid.check_sizes(content)
    try:
        check(name, content)
    except Rejected as error:
        raise Rejected(error.code, _FOREIGN if error.code in _FOREIGN_CODES else str(error)) from error
    grid.scan(content)


_FOREIGN_CODES = frozenset({"active", "program", "macro", "relation", "external", "escapes", "dde", "formula"})
_FOREIGN = (
    "Filen har en makro, et indlejret objekt eller en formel, der henter noget udefra. Bed leverandøren svare i det "
    "skema, de har fået."
)
_SAVE_AS = "Åbn den, vælg Gem som, og gem den som Excel-projektmappe (.xlsx)."
_NO_SPREADSHEET = "Det er ikke et Excel-ark. Skemaet skal være den .xlsx-fil, leverandøren har fået."
_OTHER_KIND = {
    "xls": f"Filen er i det gamle Excel-format (.xls). {_SAVE_AS}",
    "xlsm": f"Filen kan have makroer (.xlsm). {_SAVE_AS}",
    "xlsb": f"Filen er i Excels binære format (.xlsb). {_SAVE_AS}",
    "ods": f"Filen er i LibreOffices format (.ods). {_SAVE_AS}",
    "csv": "En csv-fil har kun ét ark og ingen skjulte numre. Bed om det Excel-ark, leverandøren har fået.",
    "pdf": "En pdf kan ikke læses ind. Bed om det Excel-ark, leverandøren har fået.",
}
