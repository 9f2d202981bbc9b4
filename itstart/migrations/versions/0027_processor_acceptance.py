"""Acceptance of the processor agreement"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "processor_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_by", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_processor_acceptance_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_processor_acceptance_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processor_acceptance")),
        sa.UniqueConstraint("helper_id", "sha256", name=op.f("uq_processor_acceptance_helper_id_sha256")),
    )
    op.create_index(op.f("ix_processor_acceptance_user_id"), "processor_acceptance", ["user_id"])


def downgrade() -> None:
    op.drop_table("processor_acceptance")
