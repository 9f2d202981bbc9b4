"""Module agreements, reports and addenda"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "module_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("max_price_dkk", sa.Integer(), nullable=False),
        sa.Column("expected_hours", sa.BigInteger(), nullable=False),
        sa.Column("min_usual_hours", sa.BigInteger(), nullable=False),
        sa.Column("max_usual_hours", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("max_price_dkk > 0", name=op.f("ck_module_limit_max_price")),
        sa.CheckConstraint("min_usual_hours <= max_usual_hours", name=op.f("ck_module_limit_usual_hours")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_limit")),
        sa.UniqueConstraint("valid_from", name=op.f("uq_module_limit_valid_from")),
    )
    op.create_table(
        "module_addendum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("price_dkk", sa.Integer(), nullable=False),
        sa.Column("max_price_dkk", sa.Integer(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("planned_hours", sa.BigInteger(), nullable=False),
        sa.Column("old_price_dkk", sa.Integer(), nullable=False),
        sa.Column("old_product", sa.Text(), nullable=False),
        sa.Column("old_planned_hours", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=200), nullable=False),
        sa.Column(
            "signed_how",
            sa.Enum("file", "paper", "link", name="signedhow", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("signed_file_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("price_dkk BETWEEN 1 AND max_price_dkk", name=op.f("ck_module_addendum_price")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["generated_document.id"],
            name=op.f("fk_module_addendum_document_id_generated_document"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["delivery_module.id"],
            name=op.f("fk_module_addendum_module_id_delivery_module"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signed_file_id"], ["stored_file.id"], name=op.f("fk_module_addendum_signed_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_addendum")),
        sa.UniqueConstraint("module_id", "number", name=op.f("uq_module_addendum_module_id_number")),
    )
    with op.batch_alter_table("module_addendum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_module_addendum_module_id"), ["module_id"], unique=False)

    op.create_table(
        "module_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                "understood",
                "clear",
                "kept_time",
                "impartial",
                "worth_it",
                name="ratingquestion",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_module_rating_score")),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["delivery_module.id"],
            name=op.f("fk_module_rating_module_id_delivery_module"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_rating")),
        sa.UniqueConstraint("module_id", "question", name=op.f("uq_module_rating_module_id_question")),
    )
    with op.batch_alter_table("module_rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_module_rating_module_id"), ["module_id"], unique=False)

    with op.batch_alter_table("delivery_module", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("max_price_dkk", sa.Integer(), nullable=False, server_default="15000"))
        batch_op.add_column(sa.Column("place", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("customer_effort", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("agreement_document_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "signed_how",
                sa.Enum("file", "paper", "link", name="signedhow", native_enum=False, length=40),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("signed_file_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("expected_end_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("sparring_wish", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("product_document_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("product_file_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rejected_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("rejected_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reject_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("accepted_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("accepted_silently", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("customer_comment", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("next_steps", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_delivery_module_end_reported_on"), ["end_reported_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_module_start_reported_on"), ["start_reported_on"], unique=False)
        batch_op.create_unique_constraint(
            batch_op.f("uq_delivery_module_id_agreement_signed_on"), ["id", "agreement_signed_on"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_module_agreement_document_id_generated_document"),
            "generated_document",
            ["agreement_document_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_module_signed_file_id_stored_file"), "stored_file", ["signed_file_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_module_product_document_id_generated_document"),
            "generated_document",
            ["product_document_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_module_product_file_id_stored_file"), "stored_file", ["product_file_id"], ["id"]
        )
        batch_op.drop_constraint(batch_op.f("ck_delivery_module_price"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_delivery_module_price"), "price_dkk BETWEEN 1 AND max_price_dkk"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_delivery_module_start_after_signature"),
            "started_on IS NULL OR started_on >= agreement_signed_on",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_delivery_module_rating"), "customer_rating IS NULL OR customer_rating BETWEEN 1 AND 5"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_delivery_module_reminder_before_silence"), "NOT accepted_silently OR reminded_on IS NOT NULL"
        )

    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("entered_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(), nullable=True))
    # Hours without a signature break the kodeks; no page could write them.
    op.execute(
        "UPDATE time_entry SET number = (SELECT count(*) FROM time_entry AS other "
        "WHERE other.module_id = time_entry.module_id AND other.id <= time_entry.id), "
        "signed_on = (SELECT agreement_signed_on FROM delivery_module WHERE delivery_module.id = time_entry.module_id)"
    )
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.alter_column("signed_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_time_entry_module_id_number"), ["module_id", "number"])
        batch_op.create_check_constraint(batch_op.f("ck_time_entry_after_signature"), "spent_on >= signed_on")
        batch_op.drop_constraint(batch_op.f("fk_time_entry_module_id_delivery_module"), type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_time_entry_module_id_delivery_module"),
            "delivery_module",
            ["module_id", "signed_on"],
            ["id", "agreement_signed_on"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        )


def downgrade() -> None:
    with op.batch_alter_table("time_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_time_entry_module_id_delivery_module"), type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_time_entry_module_id_delivery_module"),
            "delivery_module",
            ["module_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.drop_constraint(batch_op.f("uq_time_entry_module_id_number"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_time_entry_after_signature"), type_="check")
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("entered_by")
        batch_op.drop_column("number")
        batch_op.drop_column("signed_on")

    with op.batch_alter_table("delivery_module", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_delivery_module_product_file_id_stored_file"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_delivery_module_product_document_id_generated_document"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_delivery_module_signed_file_id_stored_file"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_delivery_module_agreement_document_id_generated_document"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("uq_delivery_module_id_agreement_signed_on"), type_="unique")
        for name in ("price", "start_after_signature", "rating", "reminder_before_silence"):
            batch_op.drop_constraint(batch_op.f(f"ck_delivery_module_{name}"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_module_price"), "price_dkk BETWEEN 1 AND 15000")
        batch_op.drop_index(batch_op.f("ix_delivery_module_start_reported_on"))
        batch_op.drop_index(batch_op.f("ix_delivery_module_end_reported_on"))
        batch_op.drop_column("next_steps")
        batch_op.drop_column("customer_comment")
        batch_op.drop_column("accepted_silently")
        batch_op.drop_column("accepted_by")
        batch_op.drop_column("reject_reason")
        batch_op.drop_column("rejected_by")
        batch_op.drop_column("rejected_on")
        batch_op.drop_column("reminded_on")
        batch_op.drop_column("product_file_id")
        batch_op.drop_column("product_document_id")
        batch_op.drop_column("sparring_wish")
        batch_op.drop_column("expected_end_on")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("signed_file_id")
        batch_op.drop_column("signed_how")
        batch_op.drop_column("agreement_document_id")
        batch_op.drop_column("customer_effort")
        batch_op.drop_column("place")
        batch_op.drop_column("max_price_dkk")
        batch_op.drop_column("version")

    with op.batch_alter_table("module_rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_rating_module_id"))

    op.drop_table("module_rating")
    with op.batch_alter_table("module_addendum", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_module_addendum_module_id"))

    op.drop_table("module_addendum")
    op.drop_table("module_limit")
