"""Sparring and success cases"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "best_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("helper_accepted_on", sa.Date(), nullable=True),
        sa.Column("helper_declined_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "published_on IS NULL OR helper_accepted_on IS NOT NULL", name=op.f("ck_best_practice_helper_accept")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["sparring_request.id"],
            name=op.f("fk_best_practice_request_id_sparring_request"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_best_practice_written_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_best_practice")),
        sa.UniqueConstraint("request_id", name=op.f("uq_best_practice_request_id")),
    )
    with op.batch_alter_table("best_practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_best_practice_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "sparring_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "what", sa.Enum("reported", "task", "prices", name="share", native_enum=False, length=40), nullable=False
        ),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["sparring_request.id"],
            name=op.f("fk_sparring_grant_request_id_sparring_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sparring_grant_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sparring_grant")),
        sa.UniqueConstraint("request_id", "user_id", name=op.f("uq_sparring_grant_request_id_user_id")),
    )
    with op.batch_alter_table("sparring_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sparring_grant_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_grant_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sparring_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["sparring_request.id"],
            name=op.f("fk_sparring_look_request_id_sparring_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sparring_look_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sparring_look")),
    )
    with op.batch_alter_table("sparring_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sparring_look_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_look_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sparring_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("from_center", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["sparring_request.id"],
            name=op.f("fk_sparring_message_request_id_sparring_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sparring_message_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sparring_message")),
    )
    with op.batch_alter_table("sparring_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sparring_message_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_message_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sparring_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("old_text", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_sparring_suggestion_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["sparring_request.id"],
            name=op.f("fk_sparring_suggestion_request_id_sparring_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sparring_suggestion")),
        sa.UniqueConstraint("request_id", "number", name=op.f("uq_sparring_suggestion_request_id_number")),
    )
    with op.batch_alter_table("sparring_suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sparring_suggestion_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_suggestion_request_id"), ["request_id"], unique=False)

    with op.batch_alter_table("sparring_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "urgency",
                sa.Enum("normal", "urgent", name="urgency", native_enum=False, length=40),
                nullable=False,
                server_default="normal",
            )
        )
        batch_op.add_column(sa.Column("deadline_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "share",
                sa.Enum("reported", "task", "prices", name="share", native_enum=False, length=40),
                nullable=False,
                server_default="reported",
            )
        )
        batch_op.add_column(sa.Column("customer_accept_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("customer_accept_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("package", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("assigned_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("assigned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("usefulness", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_sparring_request_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_request_asked_on"), ["asked_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_request_assigned_to_id"), ["assigned_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sparring_request_status"), ["status"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sparring_request_assigned_to_id_user"), "user", ["assigned_to_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_sparring_request_asked_by_id_user"), "user", ["asked_by_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_sparring_request_usefulness"), "usefulness IS NULL OR usefulness BETWEEN 1 AND 5"
        )
        batch_op.create_check_constraint(
            op.f("ck_sparring_request_prices_need_accept"), "share <> 'prices' OR customer_accept_on IS NOT NULL"
        )

    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("company", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("picture_alt", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("picture_consent_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("winner_accepted_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("winner_accepted_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "consent_how", sa.Enum("paper", "link", name="consenthow", native_enum=False, length=40), nullable=True
            )
        )
        batch_op.add_column(sa.Column("consent_sha256", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("returned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("return_comment", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("slug", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("region", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("published_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_success_case_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_success_case_picture_id"), ["picture_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_success_case_published_by_id"), ["published_by_id"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_success_case_slug"), ["slug"])
        batch_op.create_foreign_key(
            batch_op.f("fk_success_case_published_by_id_user"), "user", ["published_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_success_case_picture_id_stored_file"), "stored_file", ["picture_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_success_case_author_id_user"), "user", ["author_id"], ["id"])
        batch_op.create_check_constraint(
            op.f("ck_success_case_not_by_its_author"), "published_by_id IS NULL OR published_by_id <> author_id"
        )
        batch_op.create_check_constraint(op.f("ck_success_case_picture_alt"), "picture_id IS NULL OR picture_alt <> ''")


def downgrade() -> None:
    with op.batch_alter_table("success_case", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_success_case_picture_alt"), type_="check")
        batch_op.drop_constraint(op.f("ck_success_case_not_by_its_author"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_success_case_author_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_success_case_picture_id_stored_file"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_success_case_published_by_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_success_case_slug"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_success_case_published_by_id"))
        batch_op.drop_index(batch_op.f("ix_success_case_picture_id"))
        batch_op.drop_index(batch_op.f("ix_success_case_author_id"))
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("published_by_id")
        batch_op.drop_column("region")
        batch_op.drop_column("slug")
        batch_op.drop_column("return_comment")
        batch_op.drop_column("returned_on")
        batch_op.drop_column("consent_sha256")
        batch_op.drop_column("consent_how")
        batch_op.drop_column("winner_accepted_by")
        batch_op.drop_column("winner_accepted_on")
        batch_op.drop_column("picture_consent_by")
        batch_op.drop_column("picture_alt")
        batch_op.drop_column("picture_id")
        batch_op.drop_column("company")
        batch_op.drop_column("version")
        batch_op.drop_column("author_id")

    with op.batch_alter_table("sparring_request", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_sparring_request_prices_need_accept"), type_="check")
        batch_op.drop_constraint(op.f("ck_sparring_request_usefulness"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_sparring_request_asked_by_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_sparring_request_assigned_to_id_user"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sparring_request_status"))
        batch_op.drop_index(batch_op.f("ix_sparring_request_assigned_to_id"))
        batch_op.drop_index(batch_op.f("ix_sparring_request_asked_on"))
        batch_op.drop_index(batch_op.f("ix_sparring_request_asked_by_id"))
        batch_op.drop_column("usefulness")
        batch_op.drop_column("closed_on")
        batch_op.drop_column("reminded_on")
        batch_op.drop_column("assigned_on")
        batch_op.drop_column("assigned_to_id")
        batch_op.drop_column("package")
        batch_op.drop_column("customer_accept_on")
        batch_op.drop_column("customer_accept_by")
        batch_op.drop_column("share")
        batch_op.drop_column("deadline_on")
        batch_op.drop_column("urgency")
        batch_op.drop_column("asked_by_id")
        batch_op.drop_column("about")

    with op.batch_alter_table("sparring_suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sparring_suggestion_request_id"))
        batch_op.drop_index(batch_op.f("ix_sparring_suggestion_made_by_id"))

    op.drop_table("sparring_suggestion")
    with op.batch_alter_table("sparring_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sparring_message_user_id"))
        batch_op.drop_index(batch_op.f("ix_sparring_message_request_id"))

    op.drop_table("sparring_message")
    with op.batch_alter_table("sparring_look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sparring_look_user_id"))
        batch_op.drop_index(batch_op.f("ix_sparring_look_request_id"))

    op.drop_table("sparring_look")
    with op.batch_alter_table("sparring_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sparring_grant_user_id"))
        batch_op.drop_index(batch_op.f("ix_sparring_grant_request_id"))

    op.drop_table("sparring_grant")
    with op.batch_alter_table("best_practice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_best_practice_written_by_id"))

    op.drop_table("best_practice")
