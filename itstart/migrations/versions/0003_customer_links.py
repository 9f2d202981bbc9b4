"""Customer links"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "customer_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "approve_agreement",
                "sign_addendum",
                "approve_document",
                "accept_delivery",
                "rate",
                "approve_success_case",
                name="linkpurpose",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("recipient_name", sa.String(length=200), nullable=False),
        sa.Column("recipient_email", sa.String(length=254), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Enum("yes", "no", name="linkanswer", native_enum=False, length=40), nullable=True),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.CheckConstraint("used_at IS NULL OR answered_by <> ''", name=op.f("ck_customer_link_answered_by")),
        sa.CheckConstraint("(used_at IS NULL) = (answer IS NULL)", name=op.f("ck_customer_link_answer")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_customer_link_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_customer_link_created_by_id_user")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["generated_document.id"],
            name=op.f("fk_customer_link_document_id_generated_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_customer_link_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["module_id"],
            ["delivery_module.id"],
            name=op.f("fk_customer_link_module_id_delivery_module"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_link")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_customer_link_case_id_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_customer_link_token_hash")),
    )
    with op.batch_alter_table("customer_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_link_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_link_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_link_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_link_module_id"), ["module_id"], unique=False)
        batch_op.create_index(
            "uq_customer_link_live",
            ["case_id", "purpose", "subject"],
            unique=True,
            sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        )

    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("helper_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("recipient_name", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reply_to", sa.String(length=254), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reply_to_name", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("link", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("lease", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("handed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("sent_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_mail_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_mail_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_mail_helper_id"), ["helper_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_outbox_mail_helper_id_helper"), "helper", ["helper_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_mail_case_id_customer_case"), "customer_case", ["case_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_outbox_mail_case_id_customer_case"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outbox_mail_helper_id_helper"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_outbox_mail_helper_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_mail_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_mail_case_id"))
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("sent_by")
        batch_op.drop_column("handed_at")
        batch_op.drop_column("lease")
        batch_op.drop_column("link")
        batch_op.drop_column("reply_to_name")
        batch_op.drop_column("reply_to")
        batch_op.drop_column("recipient_name")
        batch_op.drop_column("case_id")
        batch_op.drop_column("helper_id")

    with op.batch_alter_table("customer_link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_customer_link_live",
            sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_customer_link_module_id"))
        batch_op.drop_index(batch_op.f("ix_customer_link_file_id"))
        batch_op.drop_index(batch_op.f("ix_customer_link_document_id"))
        batch_op.drop_index(batch_op.f("ix_customer_link_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_customer_link_case_id"))

    op.drop_table("customer_link")
