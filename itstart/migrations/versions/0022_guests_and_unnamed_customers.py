"""Guests who sign up to public activities, and stories of customers without a name"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TEXTS = {"name": 200, "company": 200, "email": 254, "phone": 40}


def upgrade() -> None:
    with op.batch_alter_table("activity_sign_up", schema=None) as batch_op:
        batch_op.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
        for name, length in TEXTS.items():
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("consent_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("token_hash", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_activity_sign_up_token_hash"), ["token_hash"])
        batch_op.create_check_constraint(
            batch_op.f("ck_activity_sign_up_who"), "user_id IS NOT NULL OR consent_on IS NOT NULL"
        )
    with op.batch_alter_table("activity_sign_up", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown_as", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.alter_column("shown_as", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.drop_column("shown_as")
    op.execute(sa.text("DELETE FROM activity_sign_up WHERE user_id IS NULL"))
    with op.batch_alter_table("activity_sign_up", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_activity_sign_up_who"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_activity_sign_up_token_hash"), type_="unique")
        for name in ("token_hash", "consent_on", *reversed(TEXTS)):
            batch_op.drop_column(name)
        batch_op.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
