"""What was handed over: the exact bytes, who, when, to whom, and the data they were made of."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.rules.documents import DocumentKind

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class GeneratedDocument(Model):
    """One handed-over version of a deliverable; it never changes afterwards.

    A file edited by hand is `based_on` a version and has that version's snapshot, since later data is not in it; a
    document of the helper's own has an empty one. The snapshot is fetched only when it is asked for.
    """

    __table_args__ = (
        UniqueConstraint("case_id", "deliverable", "version"),
        CheckConstraint("(kind = 'edited') = (based_on IS NOT NULL)", name="based_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    deliverable: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    kind: Mapped[DocumentKind] = mapped_column(default=DocumentKind.GENERATED)
    based_on: Mapped[int | None]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    template_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    created_by: Mapped[str] = mapped_column(String(200))
    handed_over_on: Mapped[date]
    handed_over_to: Mapped[str] = mapped_column(String(200), default="")
    gaps: Mapped[int] = mapped_column(default=0)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True, deferred_raiseload=False)

    case: Mapped["CustomerCase"] = relationship(back_populates="documents")
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


@event.listens_for(GeneratedDocument, "before_update")
def _never_changes(_mapper: object, _connection: object, document: GeneratedDocument) -> None:
    """What the customer has got stays as it was got; a change is the next version."""
    state = inspect(document)
    changed = [column.key for column in state.mapper.column_attrs if state.attrs[column.key].history.has_changes()]
    if changed:
        raise RuntimeError(f"a handed-over document never changes: {', '.join(changed)}")


class UnneededDocument(Model):
    """A document of a step that the case does without, and why (S63); taken back by deleting the row."""

    __table_args__ = (
        UniqueConstraint("case_id", "deliverable"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)
    deliverable: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
