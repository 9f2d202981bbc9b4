"""Versions edited by hand, documents of one's own, and documents a case does without"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "unneeded_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deliverable", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_unneeded_document_reason")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["customer_case.id"],
            name=op.f("fk_unneeded_document_case_id_customer_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unneeded_document")),
        sa.UniqueConstraint("case_id", "deliverable", name=op.f("uq_unneeded_document_case_id_deliverable")),
    )
    with op.batch_alter_table("unneeded_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unneeded_document_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("generated_document", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum("generated", "edited", "own", name="documentkind", native_enum=False, length=40),
                nullable=False,
                server_default="generated",
            )
        )
        batch_op.add_column(sa.Column("based_on", sa.Integer(), nullable=True))
    # The versions there are were made by us; new ones get their kind from the model.
    with op.batch_alter_table("generated_document", schema=None) as batch_op:
        batch_op.alter_column("kind", server_default=None)
        batch_op.create_check_constraint(
            batch_op.f("ck_generated_document_based_on"), "(kind = 'edited') = (based_on IS NOT NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("generated_document", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_generated_document_based_on"), type_="check")
        batch_op.drop_column("based_on")
        batch_op.drop_column("kind")
    op.drop_table("unneeded_document")
