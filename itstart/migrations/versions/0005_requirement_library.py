"""Requirement library"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "library_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "functional", "non_functional", "legal", "service", name="requirementkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "depth", sa.Enum("let", "normal", "grundig", name="depth", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "priority",
            sa.Enum("must", "should", "could", "wont", name="priority", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("acceptance_criterion", sa.Text(), nullable=False),
        sa.Column("shown_by", sa.Text(), nullable=False),
        sa.Column("demo_scene", sa.Text(), nullable=False),
        sa.Column(
            "topic",
            sa.Enum(
                "migration",
                "integration",
                "access",
                "backup",
                "personal_data",
                "security",
                "uptime",
                "support",
                "exit",
                "training",
                "bookkeeping",
                "e_invoice",
                "reporting",
                "updates",
                "mobile",
                "traceability",
                name="topic",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("law_reference", sa.Text(), nullable=False),
        sa.Column("law_checked_on", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_library_requirement_version")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["user.id"], name=op.f("fk_library_requirement_changed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_requirement")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_library_requirement_key_version")),
    )
    with op.batch_alter_table("library_requirement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_requirement_changed_by_id"), ["changed_by_id"], unique=False)

    op.create_table(
        "requirement_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("library", "import", name="batchkind", native_enum=False, length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["customer_case.id"],
            name=op.f("fk_requirement_batch_case_id_customer_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement_batch")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_requirement_batch_case_id_number")),
    )
    with op.batch_alter_table("requirement_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_batch_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("demo_scenario", schema=None) as batch_op:
        batch_op.add_column(sa.Column("batch_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_demo_scenario_batch_id"), ["batch_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_demo_scenario_batch_id_requirement_batch"),
            "requirement_batch",
            ["batch_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("importance", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("consequence", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("library_key", sa.String(length=60), nullable=True))
        batch_op.add_column(
            sa.Column(
                "topic",
                sa.Enum(
                    "migration",
                    "integration",
                    "access",
                    "backup",
                    "personal_data",
                    "security",
                    "uptime",
                    "support",
                    "exit",
                    "training",
                    "bookkeeping",
                    "e_invoice",
                    "reporting",
                    "updates",
                    "mobile",
                    "traceability",
                    name="topic",
                    native_enum=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("batch_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_requirement_batch_id"), ["batch_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_requirement_batch_id_requirement_batch"),
            "requirement_batch",
            ["batch_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_check_constraint(batch_op.f("ck_requirement_importance"), "importance BETWEEN 1 AND 3")
        batch_op.create_check_constraint(batch_op.f("ck_requirement_consequence"), "consequence BETWEEN 1 AND 3")


def downgrade() -> None:
    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_requirement_consequence"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_requirement_importance"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_requirement_batch_id_requirement_batch"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_requirement_batch_id"))
        batch_op.drop_column("batch_id")
        batch_op.drop_column("topic")
        batch_op.drop_column("library_key")
        batch_op.drop_column("consequence")
        batch_op.drop_column("importance")

    with op.batch_alter_table("demo_scenario", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_demo_scenario_batch_id_requirement_batch"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_demo_scenario_batch_id"))
        batch_op.drop_column("batch_id")

    with op.batch_alter_table("requirement_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_batch_case_id"))

    op.drop_table("requirement_batch")
    with op.batch_alter_table("library_requirement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_library_requirement_changed_by_id"))

    op.drop_table("library_requirement")
