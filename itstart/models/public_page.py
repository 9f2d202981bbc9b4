"""Pages and news that IBIZ-Center writes for everybody: a draft, and what has been published (F087)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.material import PageKind


class PublicPage(Model):
    """A page or a piece of news. Its own text is the draft; everybody reads the newest version while it is live.

    `slug` is its address, given once. `position` is the order of the pages; news is ordered by its day.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PageKind]
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    is_live: Mapped[bool] = mapped_column(default=False, index=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(200))

    versions: Mapped[list["PublicPageVersion"]] = relationship(
        back_populates="page", cascade="all, delete-orphan", order_by="PublicPageVersion.number.desc()"
    )


class PublicPageVersion(Model):
    """A page as it was published once. It never changes."""

    __table_args__ = (UniqueConstraint("page_id", "number"), CheckConstraint("number > 0", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("public_page.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    published_by: Mapped[str] = mapped_column(String(200))

    page: Mapped[PublicPage] = relationship(back_populates="versions")
