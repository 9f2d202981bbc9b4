"""The firm: an It-starthjælper is a company, not a person (S29)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.rules.profiles import CompetenceLevel
from itstart.rules.terms import Category, QualificationPath, QualificationStatus

if TYPE_CHECKING:
    from itstart.models.files import StoredFile
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
    description: Mapped[str] = mapped_column(Text, default="")
    other_competences: Mapped[str] = mapped_column(Text, default="")
    languages: Mapped[str] = mapped_column(String(200), default="")
    advisers: Mapped[int | None]
    hours_per_month: Mapped[int | None]
    available_from: Mapped[date | None]
    no_new_cases_until: Mapped[date | None]
    profile_reviewed_on: Mapped[date | None]
    profile_version: Mapped[int] = mapped_column(default=1)
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]

    users: Mapped[list["User"]] = relationship(back_populates="helper")
    regions: Mapped[list["HelperRegion"]] = relationship(cascade="all, delete-orphan", order_by="HelperRegion.position")
    municipalities: Mapped[list["HelperMunicipality"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperMunicipality.code"
    )
    categories: Mapped[list["HelperCategory"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperCategory.position"
    )
    industries: Mapped[list["HelperIndustry"]] = relationship(
        cascade="all, delete-orphan", order_by="HelperIndustry.position"
    )
    code_acceptances: Mapped[list["CodeAcceptance"]] = relationship(
        back_populates="helper", cascade="all, delete-orphan"
    )
    letterhead: Mapped["Letterhead | None"] = relationship(cascade="all, delete-orphan")
    picture: Mapped["HelperPicture | None"] = relationship(cascade="all, delete-orphan")


class HelperRegion(Model):
    """A region the firm covers as a whole (S71), by its name on the day it was written."""

    __table_args__ = (UniqueConstraint("helper_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))


class HelperMunicipality(Model):
    """A kommune the firm covers beside its whole regions (S71)."""

    __table_args__ = (UniqueConstraint("helper_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(4), index=True)


class HelperCategory(Model):
    """A field of business IT the firm knows, and how well (S71)."""

    __table_args__ = (UniqueConstraint("helper_id", "category"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    category: Mapped[Category]
    level: Mapped[CompetenceLevel] = mapped_column(default=CompetenceLevel.SKILLED)


class HelperIndustry(Model):
    """An industry the firm knows (S71), in its own words."""

    __table_args__ = (UniqueConstraint("helper_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))


class HelperPicture(Model):
    """The one picture on a firm's profile, and what it shows."""

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"), unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    alt: Mapped[str] = mapped_column(String(200))

    file: Mapped["StoredFile"] = relationship(lazy="joined", innerjoin=True)


class CodeAcceptance(Model):
    """The firm's acceptance of one version of the kodeks, by name and date (S32)."""

    __table_args__ = (UniqueConstraint("helper_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id", ondelete="CASCADE"))
    version: Mapped[str] = mapped_column(String(20))
    accepted_on: Mapped[date]
    accepted_by: Mapped[str] = mapped_column(String(200))

    helper: Mapped[Helper] = relationship(back_populates="code_acceptances")
