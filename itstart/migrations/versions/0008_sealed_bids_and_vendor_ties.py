"""Sealed bids and vendor ties"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SEALED = "sealed_opening AND bids_opened_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "bid_receipt",
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("registered_by", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_bid_receipt_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_bid_receipt_file_id_stored_file"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_bid_receipt_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_receipt")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_bid_receipt_case_id_code")),
    )
    with op.batch_alter_table("bid_receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bid_receipt_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bid_receipt_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bid_receipt_vendor_id"), ["vendor_id"], unique=False)

    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "late_choice",
                sa.Enum("taken", "rejected", name="latechoice", native_enum=False, length=40),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("late_choice_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("late_choice_on", sa.Date(), nullable=True))

    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("names_hidden", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("tender", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed_opening", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("bids_opened_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("bids_opened_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.create_index(
            "ix_tender_sealed",
            ["case_id"],
            unique=False,
            sqlite_where=sa.text(SEALED),
            postgresql_where=sa.text(SEALED),
        )

    with op.batch_alter_table("vendor_relation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum("other", "ownership", "commission", name="relationkind", native_enum=False, length=40),
                nullable=False,
                server_default="other",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("vendor_relation", schema=None) as batch_op:
        batch_op.drop_column("kind")

    with op.batch_alter_table("tender", schema=None) as batch_op:
        batch_op.drop_index("ix_tender_sealed", sqlite_where=sa.text(SEALED), postgresql_where=sa.text(SEALED))
        batch_op.drop_column("bids_opened_by")
        batch_op.drop_column("bids_opened_at")
        batch_op.drop_column("sealed_opening")

    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.drop_column("names_hidden")

    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.drop_column("late_choice_on")
        batch_op.drop_column("late_choice_by")
        batch_op.drop_column("late_choice")

    with op.batch_alter_table("bid_receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bid_receipt_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_bid_receipt_file_id"))
        batch_op.drop_index(batch_op.f("ix_bid_receipt_case_id"))

    op.drop_table("bid_receipt")
