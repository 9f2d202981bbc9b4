"""A whole case as one JSON file, in and out."""

from itstart.exchange.parse import read_file
from itstart.exchange.problems import ImportFailed, Problem
from itstart.exchange.read import ImportResult, import_case
from itstart.exchange.shape import Difference
from itstart.exchange.write import as_text, export_case

__all__ = [
    "Difference",
    "ImportFailed",
    "ImportResult",
    "Problem",
    "as_text",
    "export_case",
    "import_case",
    "read_file",
]
