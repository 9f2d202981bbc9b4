"""Letters and questions to vendors"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "bid_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_bid_question_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_bid_question_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_question")),
        sa.UniqueConstraint("vendor_id", "key", name=op.f("uq_bid_question_vendor_id_key")),
    )
    with op.batch_alter_table("bid_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bid_question_case_id"), ["case_id"], unique=False)

    op.create_table(
        "vendor_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("demo", "award", "rejection", name="letterkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("greeting", sa.String(length=200), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("onward", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("held_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_to", sa.String(length=254), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("sent_on IS NULL OR document_id IS NOT NULL", name=op.f("ck_vendor_letter_frozen")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_vendor_letter_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["generated_document.id"],
            name=op.f("fk_vendor_letter_document_id_generated_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_letter_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_letter")),
    )
    with op.batch_alter_table("vendor_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vendor_letter_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_letter_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_letter_vendor_id"), ["vendor_id"], unique=False)

    with op.batch_alter_table("negotiation_point", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "concerns",
                sa.Enum(
                    "one_off",
                    "annual",
                    "rise",
                    "hours",
                    "exit",
                    "terms",
                    "other",
                    name="concern",
                    native_enum=False,
                    length=40,
                ),
                nullable=True,
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("negotiation_point", schema=None) as batch_op:
        batch_op.drop_column("concerns")

    with op.batch_alter_table("vendor_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vendor_letter_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_vendor_letter_document_id"))
        batch_op.drop_index(batch_op.f("ix_vendor_letter_case_id"))

    op.drop_table("vendor_letter")
    with op.batch_alter_table("bid_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bid_question_case_id"))

    op.drop_table("bid_question")
