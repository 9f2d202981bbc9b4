"""Versions of the tender"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "tender_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_by", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deadline_at", sa.DateTime(), nullable=False),
        sa.Column("requirements_hash", sa.String(length=64), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("correction_opened_at", sa.DateTime(), nullable=True),
        sa.Column("correction_opened_by", sa.String(length=200), nullable=False),
        sa.Column("correction_reason", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_by", sa.String(length=200), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("cancelled_at IS NULL OR cancel_reason <> ''", name=op.f("ck_tender_version_cancel_reason")),
        sa.CheckConstraint(
            "correction_opened_at IS NULL OR correction_reason <> ''", name=op.f("ck_tender_version_correction_reason")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_tender_version_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["issued_by_id"], ["user.id"], name=op.f("fk_tender_version_issued_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_version")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_tender_version_case_id_number")),
    )
    with op.batch_alter_table("tender_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_version_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tender_version_issued_by_id"), ["issued_by_id"], unique=False)

    op.create_table(
        "mail_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_mail_file_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["outbox_mail.id"], name=op.f("fk_mail_file_mail_id_outbox_mail"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
        sa.UniqueConstraint("mail_id", "number", name=op.f("uq_mail_file_mail_id_number")),
    )
    with op.batch_alter_table("mail_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_file_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_file_mail_id"), ["mail_id"], unique=False)

    op.create_table(
        "tender_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "material",
                "correction",
                "demo",
                "contract",
                "letter",
                "form",
                "package",
                "answers",
                "cancellation",
                name="filekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_tender_file_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_tender_file_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["tender_version.id"],
            name=op.f("fk_tender_file_version_id_tender_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_file")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_tender_file_version_id_position")),
    )
    with op.batch_alter_table("tender_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tender_file_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tender_file_vendor_id"), ["vendor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tender_file_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("tender_question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_on", sa.Date(), nullable=True))

    with op.batch_alter_table("vendor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("status_by", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("vendor", schema=None) as batch_op:
        batch_op.alter_column("status_by", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("vendor", schema=None) as batch_op:
        batch_op.drop_column("status_by")
        batch_op.drop_column("status_on")

    with op.batch_alter_table("tender_question", schema=None) as batch_op:
        batch_op.drop_column("published_on")

    with op.batch_alter_table("tender_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tender_file_version_id"))
        batch_op.drop_index(batch_op.f("ix_tender_file_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_tender_file_file_id"))

    op.drop_table("tender_file")
    with op.batch_alter_table("mail_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_file_mail_id"))
        batch_op.drop_index(batch_op.f("ix_mail_file_file_id"))

    op.drop_table("mail_file")
    with op.batch_alter_table("tender_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tender_version_issued_by_id"))
        batch_op.drop_index(batch_op.f("ix_tender_version_case_id"))

    op.drop_table("tender_version")
