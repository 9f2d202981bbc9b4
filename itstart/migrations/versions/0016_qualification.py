"""Kodeks versions, qualification and cooperation"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "code_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(published_on IS NULL) = (published_by = '')", name=op.f("ck_code_version_published_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_version")),
        sa.UniqueConstraint("number", name=op.f("uq_code_version_number")),
    )
    op.create_table(
        "quality_norm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("minimum_rating", sa.BigInteger(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.CheckConstraint("minimum_rating BETWEEN 1000 AND 5000", name=op.f("ck_quality_norm_minimum_rating")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_norm")),
    )
    op.create_table(
        "region_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("norm_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.CheckConstraint("target >= 0", name=op.f("ck_region_target_target")),
        sa.ForeignKeyConstraint(
            ["norm_id"], ["quality_norm.id"], name=op.f("fk_region_target_norm_id_quality_norm"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_target")),
        sa.UniqueConstraint("norm_id", "region", name=op.f("uq_region_target_norm_id_region")),
    )
    op.create_table(
        "reviewed_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("customer", sa.String(length=200), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("interviewed_by", sa.String(length=200), nullable=False),
        sa.Column("interviewee", sa.String(length=200), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("impartiality", sa.Text(), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("again", sa.Text(), nullable=False),
        sa.Column("interview_rating", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(interviewed_on IS NULL) = (interviewee = '')", name=op.f("ck_reviewed_assignment_interviewee")
        ),
        sa.CheckConstraint("interview_rating BETWEEN 1 AND 5", name=op.f("ck_reviewed_assignment_interview_rating")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_reviewed_assignment_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewed_assignment")),
        sa.UniqueConstraint("helper_id", "number", name=op.f("uq_reviewed_assignment_helper_id_number")),
    )
    op.create_table(
        "yearly_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint("year BETWEEN 2000 AND 2199", name=op.f("ck_yearly_talk_year")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_yearly_talk_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_talk")),
        sa.UniqueConstraint("helper_id", "year", name=op.f("uq_yearly_talk_helper_id_year")),
    )
    op.create_table(
        "qualification_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "apply",
                "accept_code",
                "co_deliver",
                "evaluate",
                "co_deliver_again",
                "choose_review",
                "change_path",
                "finish_review",
                "qualify",
                "reject",
                "pause",
                "resume",
                "end",
                name="event",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "came_from",
            sa.Enum(
                "applicant",
                "code_accepted",
                "co_delivery_1",
                "evaluated_1",
                "co_delivery_2",
                "evaluated_2",
                "under_review",
                "reviewed",
                "qualified",
                "rejected",
                "paused",
                "ended",
                name="qualificationstatus",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "led_to",
            sa.Enum(
                "applicant",
                "code_accepted",
                "co_delivery_1",
                "evaluated_1",
                "co_delivery_2",
                "evaluated_2",
                "under_review",
                "reviewed",
                "qualified",
                "rejected",
                "paused",
                "ended",
                name="qualificationstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Enum("helper", "center", name="who", native_enum=False, length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_qualification_event_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_qualification_event_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification_event")),
        sa.UniqueConstraint("helper_id", "number", name=op.f("uq_qualification_event_helper_id_number")),
    )
    with op.batch_alter_table("qualification_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_qualification_event_user_id"), ["user_id"], unique=False)

    op.create_table(
        "co_delivery_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("co_delivery_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_co_delivery_entry_author_id_user")),
        sa.ForeignKeyConstraint(
            ["co_delivery_id"],
            ["co_delivery.id"],
            name=op.f("fk_co_delivery_entry_co_delivery_id_co_delivery"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_delivery_entry")),
    )
    with op.batch_alter_table("co_delivery_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_co_delivery_entry_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_co_delivery_entry_co_delivery_id"), ["co_delivery_id"], unique=False)

    op.create_table(
        "cooperation_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "occasion",
            sa.Enum("co_delivery", "review", "cooperation", name="occasion", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "party", sa.Enum("center", "helper", "customer", name="party", native_enum=False, length=40), nullable=False
        ),
        sa.Column("co_delivery_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("noted_by", sa.String(length=200), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("future_cooperation", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("commented_by", sa.String(length=200), nullable=False),
        sa.Column("commented_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(occasion = 'co_delivery') = (co_delivery_id IS NOT NULL)",
            name=op.f("ck_cooperation_evaluation_co_delivery"),
        ),
        sa.CheckConstraint(
            "(occasion = 'review') = (assignment_id IS NOT NULL)", name=op.f("ck_cooperation_evaluation_assignment")
        ),
        sa.CheckConstraint("course <> ''", name=op.f("ck_cooperation_evaluation_course")),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_cooperation_evaluation_rating")),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["reviewed_assignment.id"],
            name=op.f("fk_cooperation_evaluation_assignment_id_reviewed_assignment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["co_delivery_id"],
            ["co_delivery.id"],
            name=op.f("fk_cooperation_evaluation_co_delivery_id_co_delivery"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_cooperation_evaluation_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation_evaluation")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_cooperation_evaluation_assignment_id")),
        sa.UniqueConstraint("co_delivery_id", "party", name=op.f("uq_cooperation_evaluation_co_delivery_id_party")),
        sa.UniqueConstraint("helper_id", "number", name=op.f("uq_cooperation_evaluation_helper_id_number")),
    )
    op.create_table(
        "criterion_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=120), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_criterion_score_score")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["cooperation_evaluation.id"],
            name=op.f("fk_criterion_score_evaluation_id_cooperation_evaluation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_score")),
        sa.UniqueConstraint("evaluation_id", "position", name=op.f("uq_criterion_score_evaluation_id_position")),
    )


def downgrade() -> None:
    op.drop_table("criterion_score")
    op.drop_table("cooperation_evaluation")
    with op.batch_alter_table("co_delivery_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_delivery_entry_co_delivery_id"))
        batch_op.drop_index(batch_op.f("ix_co_delivery_entry_author_id"))

    op.drop_table("co_delivery_entry")
    with op.batch_alter_table("qualification_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_qualification_event_user_id"))

    op.drop_table("qualification_event")
    op.drop_table("yearly_talk")
    op.drop_table("reviewed_assignment")
    op.drop_table("region_target")
    op.drop_table("quality_norm")
    op.drop_table("code_version")
