"""A token for each thing that is counted"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_table("figure_state")
    op.create_table(
        "figure_state",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_figure_state")),
    )


def downgrade() -> None:
    op.drop_table("figure_state")
    made = op.create_table(
        "figure_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_figure_state_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_state")),
    )
    op.bulk_insert(made, [{"id": 1, "token": "0026"}])
