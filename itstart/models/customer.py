"""The company that buys advice."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from itstart.db import Model
from itstart.rules.terms import IndustryScheme


class Customer(Model):
    """The company that buys advice; it belongs to the firm that serves it."""

    __table_args__ = (Index("ix_customer_search", "helper_id", "search_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    search_name: Mapped[str] = mapped_column(String(200), default="")
    cvr: Mapped[str] = mapped_column(String(8), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    postal_code: Mapped[str] = mapped_column(String(4), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    website: Mapped[str] = mapped_column(String(200), default="")
    industry_scheme: Mapped[IndustryScheme | None]
    industry_code: Mapped[str] = mapped_column(String(10), default="")
    industry_title: Mapped[str] = mapped_column(String(200), default="")
    industry_code_verified: Mapped[bool] = mapped_column(default=False)
    employees: Mapped[int | None]
    revenue_dkk: Mapped[int | None]
    balance_dkk: Mapped[int | None]
    public_body: Mapped[bool | None]
    contact_name: Mapped[str] = mapped_column(String(200), default="")
    contact_title: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    signatory_name: Mapped[str] = mapped_column(String(200), default="")
    signatory_title: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
