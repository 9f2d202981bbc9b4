"""Goals of the programme that are counted"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    metrics = sa.Enum(
        "cases", "modules", "activities", "success_cases", name="goalmetric", native_enum=False, length=40
    )
    with op.batch_alter_table("programme_goal") as batch_op:
        batch_op.add_column(sa.Column("metric", metrics, nullable=True))
        batch_op.add_column(sa.Column("target", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_programme_goal_metric"), "(metric IS NULL) = (target IS NULL)")
        batch_op.create_check_constraint(op.f("ck_programme_goal_target"), "target > 0")


def downgrade() -> None:
    with op.batch_alter_table("programme_goal") as batch_op:
        batch_op.drop_constraint(op.f("ck_programme_goal_target"), type_="check")
        batch_op.drop_constraint(op.f("ck_programme_goal_metric"), type_="check")
        batch_op.drop_column("target")
        batch_op.drop_column("metric")
