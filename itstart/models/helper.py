"""The firm: an It-starthjælper is a company, not a person (S29)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.terms import Category, QualificationPath, QualificationStatus

if TYPE_CHECKING:
    from itstart.models.user import User
    from itstart.models.word_template import Letterhead


class Helper(Model):
    """A private Danish firm that advises small and medium-sized companies."""

    __table_args__ = (CheckConstraint("co_deliveries BETWEEN 0 AND 2", name="co_deliveries"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(String(200))
    cvr: Mapped[str] = mapped_column(String(8), unique=True)
    adviser: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    qualification_status: Mapped[QualificationStatus] = mapped_column(default=QualificationStatus.APPLICANT)
    qualification_path: Mapped[QualificationPath | None]
    qualified_on: Mapped[date | None]
    co_deliveries: Mapped[int] = mapped_column(default=0)
    resources: Mapped[str] = mapped_column(Text, default="")
    profile_public: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]

    users: Mapped[list["User"]] = relationship(back_populates="helper")
    regions: Mapped[list["HelperRegion"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperRegion.position", lazy="selectin"
    )
    categories: Mapped[list["HelperCategory"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperCategory.position", lazy="selectin"
    )
    industries: Mapped[list["HelperIndustry"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperIndustry.position", lazy="selectin"
    )
    code_acceptances: Mapped[list["CodeAcceptance"]] = relationship(
        back_populates="helper", cascade="all, delete-orphan", lazy="selectin"
    )
    letterhead: Mapped["Letterhead | None"] = relationship(cascade="all, delete-orphan")

    def has_accepted(self, version: str) -> bool:
        """True when somebody of the firm has accepted this version of the kodeks (S32)."""
        return any(acceptance.version == version for acceptance in self.code_acceptances)


class HelperRegion(Model):
    """A region the firm covers (S71), by its name on the day it was written."""

    __table_args__ = (UniqueConstraint("helper_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))


class HelperCategory(Model):
    """A field of business IT the firm knows (S71)."""

    __table_args__ = (UniqueConstraint("helper_id", "category"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    category: Mapped[Category]


class HelperIndustry(Model):
    """An industry the firm knows (S71), in its own words."""

    __table_args__ = (UniqueConstraint("helper_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))


class CodeAcceptance(Model):
    """The firm's acceptance of one version of the kodeks, by name and date (S32)."""

    __table_args__ = (UniqueConstraint("helper_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(20))
    accepted_on: Mapped[date]
    accepted_by: Mapped[str] = mapped_column(String(200))

    helper: Mapped[Helper] = relationship(back_populates="code_acceptances")
