"""What can go wrong while a document is made."""


class DocumentError(Exception):
    """Base of every error from this package; the text is Danish and may be shown to staff."""


class ContextError(DocumentError):
    """A context holds something that is not a plain value; names the path, e.g. `omraader[2].krav`."""


class TemplateProblem(DocumentError):
    """A template is broken, asks for something it may not, or names a field the context does not have."""


class TemplateBusy(DocumentError):
    """The server had no time to fill the template in; nothing is wrong with it, and it can be tried again."""


class PdfError(DocumentError):
    """LibreOffice is there but gave no PDF in time."""
