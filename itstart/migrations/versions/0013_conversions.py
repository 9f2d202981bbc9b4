"""PDFs, pictures of pages and zips made in the background"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "conversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pdf", "first_pages", "pages", "archive", name="conversionkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("draft_of", sa.String(length=60), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("failed_at", sa.DateTime(), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.CheckConstraint("done_at IS NULL OR failed_at IS NULL", name=op.f("ck_conversion_one_end")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_conversion_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_conversion_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["stored_file.id"], name=op.f("fk_conversion_source_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversion")),
        sa.UniqueConstraint("case_id", "kind", "key", name=op.f("uq_conversion_case_id_kind_key")),
    )
    with op.batch_alter_table("conversion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversion_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversion_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversion_source_id"), ["source_id"], unique=False)

    op.create_table(
        "conversion_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversion_id"],
            ["conversion.id"],
            name=op.f("fk_conversion_file_conversion_id_conversion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_conversion_file_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversion_file")),
        sa.UniqueConstraint("conversion_id", "number", name=op.f("uq_conversion_file_conversion_id_number")),
    )
    with op.batch_alter_table("conversion_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversion_file_file_id"), ["file_id"], unique=False)


def downgrade() -> None:
    op.drop_table("conversion_file")
    op.drop_table("conversion")
