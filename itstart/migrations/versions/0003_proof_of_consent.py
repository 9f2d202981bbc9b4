"""Proof of consent"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("customer_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answered_from", sa.String(length=45), server_default="", nullable=False))

    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("consent_file_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_success_case_consent_file_id"), ["consent_file_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_success_case_consent_file_id_stored_file"), "stored_file", ["consent_file_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_success_case_consent_file_id_stored_file"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_success_case_consent_file_id"))
        batch_op.drop_column("consent_file_id")

    with op.batch_alter_table("customer_link", schema=None) as batch_op:
        batch_op.drop_column("answered_from")
