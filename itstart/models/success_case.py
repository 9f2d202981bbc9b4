"""The customer's story: written by the helper, agreed to by the customer, published by IBIZ-Center (B8, D7)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.files import StoredFile
from itstart.rules.success_cases import ConsentHow
from itstart.rules.terms import SuccessCaseStatus

if TYPE_CHECKING:
    from itstart.models.case import CustomerCase


class SuccessCase(Model):
    """The story of a satisfied customer; never published without consent to that very text (D7).

    `consent_sha256` is the fingerprint of the text, picture and scope the customer said yes to. `slug` is
    given when the story is first published and stays, so that a withdrawn page can say that it is gone.
    `shown_as` stands in the place of the customer's name when the customer will not be named.
    """

    __table_args__ = (
        UniqueConstraint("case_id"),
        UniqueConstraint("slug"),
        CheckConstraint("published_on IS NULL OR consent_given_on IS NOT NULL", name="consent"),
        CheckConstraint("published_by_id IS NULL OR published_by_id <> author_id", name="not_by_its_author"),
        CheckConstraint("picture_id IS NULL OR picture_alt <> ''", name="picture_alt"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("customer_case.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(200), default="")
    shown_as: Mapped[str] = mapped_column(String(200), default="")
    company: Mapped[str] = mapped_column(Text, default="")
    challenge: Mapped[str] = mapped_column(Text, default="")
    process: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    quote_by: Mapped[str] = mapped_column(String(200), default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    picture_alt: Mapped[str] = mapped_column(String(200), default="")
    picture_consent_by: Mapped[str] = mapped_column(String(200), default="")
    winner_accepted_on: Mapped[date | None]
    winner_accepted_by: Mapped[str] = mapped_column(String(200), default="")
    consent_given_on: Mapped[date | None]
    consent_by: Mapped[str] = mapped_column(String(200), default="")
    consent_scope: Mapped[str] = mapped_column(Text, default="")
    consent_how: Mapped[ConsentHow | None]
    consent_sha256: Mapped[str] = mapped_column(String(64), default="")
    consent_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    submitted_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    return_comment: Mapped[str] = mapped_column(Text, default="")
    slug: Mapped[str | None] = mapped_column(String(100))
    region: Mapped[str] = mapped_column(String(60), default="")
    published_on: Mapped[date | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="")
    may_be_withdrawn: Mapped[bool] = mapped_column(default=True)

    case: Mapped["CustomerCase"] = relationship(back_populates="success_case")
    picture: Mapped[StoredFile | None] = relationship(foreign_keys=[picture_id])
    consent_file: Mapped[StoredFile | None] = relationship(foreign_keys=[consent_file_id])

    @property
    def customer_name(self) -> str:
        """What readers know the customer by."""
        return self.shown_as or self.case.customer.name

    @property
    def status(self) -> SuccessCaseStatus:
        """Where the story stands by its dates (D7)."""
        for day, status in (
            (self.withdrawn_on, SuccessCaseStatus.WITHDRAWN),
            (self.published_on, SuccessCaseStatus.PUBLISHED),
            (self.submitted_on, SuccessCaseStatus.SUBMITTED),
            (self.consent_given_on, SuccessCaseStatus.CONSENTED),
        ):
            if day:
                return status
        return SuccessCaseStatus.DRAFT
