"""A case from a file: checked first, stored all or nothing, compared with our own figures afterwards."""

from dataclasses import dataclass
from typing import Any

from itstart.db import db
from itstart.exchange import build, parse, shape, write
from itstart.exchange.shape import Difference
from itstart.models import CustomerCase, Helper, User
from itstart.services import history


@dataclass(frozen=True)
class ImportResult:
    """The new case, and every place where the file says something else than we do."""

    case: CustomerCase
    differences: list[Difference]

    @property
    def renumbered(self) -> bool:
        """True when the file's case number belonged to another case."""
        return any(difference.path == "case.id" for difference in self.differences)


def import_case(
    data: bytes | dict[str, Any], *, helper: Helper | None = None, actor: User | None = None
) -> ImportResult:
    """Import a case for `helper`, or for the firm the file names (made when it is not here yet).

    ImportFailed lists everything that is wrong with the file, and then nothing has been stored.
    The caller commits.
    """
    raw = parse.load(data) if isinstance(data, bytes) else data
    file = parse.check(raw)
    with db.session.begin_nested(), db.session.no_autoflush:
        case = build.case_of(file, helper or build.helper_of(file.helper))
        history.record(actor, case, "case_imported", "importerede sagen fra en fil")
        db.session.flush()
    db.session.expire_all()
    case.exchange_meta = {**parse.cleaned(raw["meta"]), write.RESERVED: {"helper_id": file.helper.id}}
    differences, silences = shape.compare(raw, write.plain_case(case))
    if helper is not None and helper.cvr != file.helper.cvr:
        differences = [d for d in differences if not d.path.startswith("helper.") or d.path == "helper.cvr"]
    case.exchange_meta = {**case.exchange_meta, write.RESERVED: {"helper_id": file.helper.id, "silent": silences}}
    db.session.flush()
    return ImportResult(case, differences)
