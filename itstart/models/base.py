"""What case-owned tables have in common: rows of a list, and the one row of a section."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


def rows(target: str, key: str = "case_id", owner: str = "CustomerCase") -> Any:
    """A list of live rows in their order; deleted ones are kept out until they are restored or purged."""
    back = {"case_id": "case", "bid_id": "bid", "reference_check_id": "reference_check", "meeting_id": "meeting"}[key]
    return relationship(
        target,
        primaryjoin=f"and_({owner}.id == foreign({target}.{key}), {target}.deleted_at.is_(None))",
        order_by=f"{target}.position, {target}.id",
        back_populates=back,
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class CaseRow:
    """A row of a list in a case: its own number, its place, its version and the undo mark.

    `code` is what people say and addresses carry ("K-15"); it is unique in its list and never reused.
    """

    case_list: ClassVar[str]

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    @declared_attr
    def case_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def case(cls) -> Mapped["CustomerCase"]:  # noqa: N805
        return relationship("CustomerCase", back_populates=cls.case_list)


class Section:
    """The one row that holds the single answers of a part of a case."""

    case_relation: ClassVar[str]

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def case_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"), unique=True)

    @declared_attr
    def case(cls) -> Mapped["CustomerCase"]:  # noqa: N805
        return relationship("CustomerCase", back_populates=cls.case_relation)
