"""The impartiality declaration of a case and the disclosed relations to vendors (S31)."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from itstart.db import Model
from itstart.models.base import CaseRow, Section
from itstart.models.tender import Vendor
from itstart.rules.terms import RelationKind


class ImpartialityDeclaration(Section, Model):
    """What the helper declares about its ties to vendors before the first agreement."""

    case_relation = "impartiality"

    declared_on: Mapped[date | None]
    owns_or_is_owned_by_vendor: Mapped[bool] = mapped_column(default=False)
    receives_commission: Mapped[bool] = mapped_column(default=False)
    acknowledged_by_customer_on: Mapped[date | None]
    confirmed_with_vendors_on: Mapped[date | None]


class VendorRelation(CaseRow, Model):
    """A disclosed tie to a vendor: ownership and commission keep that vendor out, others are told (S31)."""

    case_list = "vendor_relations"

    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RelationKind] = mapped_column(default=RelationKind.OTHER)
    description: Mapped[str] = mapped_column(Text, default="")
    assessment: Mapped[str] = mapped_column(Text, default="")

    vendor: Mapped[Vendor | None] = relationship()
