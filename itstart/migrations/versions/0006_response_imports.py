"""Response imports"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "response_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_by", sa.String(length=200), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=True),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("applied_by", sa.String(length=200), nullable=False),
        sa.Column("discarded_at", sa.DateTime(), nullable=True),
        sa.Column("discarded_by", sa.String(length=200), nullable=False),
        sa.Column("read", sa.JSON(), nullable=True),
        sa.CheckConstraint("applied_at IS NULL OR discarded_at IS NULL", name=op.f("ck_response_import_one_end")),
        sa.CheckConstraint("applied_at IS NULL OR received_at IS NOT NULL", name=op.f("ck_response_import_received")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_response_import_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_response_import_file_id_stored_file")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["user.id"], name=op.f("fk_response_import_uploaded_by_id_user")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_response_import_vendor_id_vendor"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_import")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_response_import_case_id_number")),
    )
    with op.batch_alter_table("response_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_import_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_import_uploaded_by_id"), ["uploaded_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_import_vendor_id"), ["vendor_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("response_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_import_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_response_import_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_response_import_file_id"))
        batch_op.drop_index(batch_op.f("ix_response_import_case_id"))

    op.drop_table("response_import")
