"""Meetings, questions to the customer and the acceptance test"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "customer_question",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["customer_case.id"],
            name=op.f("fk_customer_question_case_id_customer_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_question")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_customer_question_case_id_code")),
    )
    with op.batch_alter_table("customer_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_question_case_id"), ["case_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_meeting_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_meeting_case_id_code")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_case_id"), ["case_id"], unique=False)

    op.create_table(
        "meeting_action",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_meeting_action_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_action_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_action")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_meeting_action_case_id_code")),
    )
    with op.batch_alter_table("meeting_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_action_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_action_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "acceptance_result",
        sa.Column("requirement_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum("passed", "a_error", "b_error", "c_error", name="outcome", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tested_by", sa.String(length=200), nullable=False),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["customer_case.id"],
            name=op.f("fk_acceptance_result_case_id_customer_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirement.id"],
            name=op.f("fk_acceptance_result_requirement_id_requirement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance_result")),
        sa.UniqueConstraint("case_id", "code", name=op.f("uq_acceptance_result_case_id_code")),
    )
    with op.batch_alter_table("acceptance_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_result_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acceptance_result_requirement_id"), ["requirement_id"], unique=False)

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours_saved", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("hourly_rate_dkk", sa.Integer(), nullable=True))

    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("meeting_words", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_need_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_need_meeting_id_meeting"), "meeting", ["meeting_id"], ["id"], ondelete="SET NULL"
        )
    # The needs there are were not said at a meeting; new ones get their value from the model.
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.alter_column("meeting_words", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_need_meeting_id_meeting"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_need_meeting_id"))
        batch_op.drop_column("meeting_words")
        batch_op.drop_column("meeting_id")

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.drop_column("hourly_rate_dkk")
        batch_op.drop_column("hours_saved")

    with op.batch_alter_table("acceptance_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acceptance_result_requirement_id"))
        batch_op.drop_index(batch_op.f("ix_acceptance_result_case_id"))

    op.drop_table("acceptance_result")
    with op.batch_alter_table("meeting_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_action_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_action_case_id"))

    op.drop_table("meeting_action")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_case_id"))

    op.drop_table("meeting")
    with op.batch_alter_table("customer_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_question_case_id"))

    op.drop_table("customer_question")
