"""Files from outside are taken apart before they are kept; what a name or a browser claims decides nothing."""

from itstart.documents.uploads.archive import check_office
from itstart.documents.uploads.names import Kind, Rejected, display_name, kind_of
from itstart.documents.uploads.parts import parse
from itstart.documents.uploads.pdf import check_pdf
from itstart.documents.uploads.pictures import Picture, check_picture, is_picture

__all__ = [
    "MAX_BYTES",
    "Kind",
    "Picture",
    "Rejected",
    "check",
    "check_picture",
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
        check_pdf(content)
    else:
        check_office(content, kind)
    return kind
