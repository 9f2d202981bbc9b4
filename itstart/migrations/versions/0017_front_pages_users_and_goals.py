"""Front pages, users and goals"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "user_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_event_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_event")),
    )
    with op.batch_alter_table("user_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_event_user_id"), ["user_id"], unique=False)
    op.create_table(
        "report_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("start", "end", name="reportkind", native_enum=False, length=40), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("read_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["delivery_module.id"],
            name=op.f("fk_report_reading_module_id_delivery_module"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reading")),
        sa.UniqueConstraint("module_id", "kind", name=op.f("uq_report_reading_module_id_kind")),
    )
    with op.batch_alter_table("activity_plan_line", schema=None) as batch_op:
        metrics = sa.Enum(
            "cases", "modules", "activities", "success_cases", name="goalmetric", native_enum=False, length=40
        )
        batch_op.add_column(sa.Column("metric", metrics, nullable=True))
        batch_op.add_column(sa.Column("target", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_activity_plan_line_metric"), "(metric IS NULL) = (target IS NULL)")
        batch_op.create_check_constraint(op.f("ck_activity_plan_line_target"), "target > 0")
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.drop_column("version")
    with op.batch_alter_table("activity_plan_line", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_activity_plan_line_target"), type_="check")
        batch_op.drop_constraint(op.f("ck_activity_plan_line_metric"), type_="check")
        batch_op.drop_column("target")
        batch_op.drop_column("metric")
    op.drop_table("report_reading")
    with op.batch_alter_table("user_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_event_user_id"))
    op.drop_table("user_event")
