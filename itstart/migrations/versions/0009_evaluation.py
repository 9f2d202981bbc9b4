"""Score sheets, consensus and what prices grow with"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("evaluator", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_score_sheet_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_score_sheet_created_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_score_sheet_case_id_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_score_sheet_token_hash")),
    )
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_sheet_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(
            "uq_score_sheet_live",
            ["case_id", "evaluator"],
            unique=True,
            sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        )

    op.create_table(
        "demo_consensus",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_demo_consensus_score")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["customer_case.id"], name=op.f("fk_demo_consensus_case_id_customer_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["demo_scenario.id"],
            name=op.f("fk_demo_consensus_scenario_id_demo_scenario"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_demo_consensus_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_consensus")),
        sa.UniqueConstraint("vendor_id", "scenario_id", name=op.f("uq_demo_consensus_vendor_id_scenario_id")),
    )
    with op.batch_alter_table("demo_consensus", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demo_consensus_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demo_consensus_scenario_id"), ["scenario_id"], unique=False)

    op.create_table(
        "score_sheet_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_sheet_note_sheet_id_score_sheet"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_score_sheet_note_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet_note")),
        sa.UniqueConstraint("sheet_id", "vendor_id", name=op.f("uq_score_sheet_note_sheet_id_vendor_id")),
    )
    with op.batch_alter_table("score_sheet_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_note_vendor_id"), ["vendor_id"], unique=False)

    op.create_table(
        "score_sheet_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_score_sheet_point_score")),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["demo_scenario.id"],
            name=op.f("fk_score_sheet_point_scenario_id_demo_scenario"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_sheet_point_sheet_id_score_sheet"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_score_sheet_point_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet_point")),
        sa.UniqueConstraint(
            "sheet_id", "vendor_id", "scenario_id", name=op.f("uq_score_sheet_point_sheet_id_vendor_id_scenario_id")
        ),
    )
    with op.batch_alter_table("score_sheet_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_point_scenario_id"), ["scenario_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_sheet_point_vendor_id"), ["vendor_id"], unique=False)

    with op.batch_alter_table("price_line", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "scales_with",
                sa.Enum("fixed", "users", "volume", name="scaleswith", native_enum=False, length=40),
                nullable=False,
                server_default="fixed",
            )
        )
    # The prices there are stay fixed; new ones get their value from the model.
    with op.batch_alter_table("price_line", schema=None) as batch_op:
        batch_op.alter_column("scales_with", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("price_line", schema=None) as batch_op:
        batch_op.drop_column("scales_with")

    with op.batch_alter_table("score_sheet_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_sheet_point_vendor_id"))
        batch_op.drop_index(batch_op.f("ix_score_sheet_point_scenario_id"))

    op.drop_table("score_sheet_point")
    with op.batch_alter_table("score_sheet_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_sheet_note_vendor_id"))

    op.drop_table("score_sheet_note")
    with op.batch_alter_table("demo_consensus", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_demo_consensus_scenario_id"))
        batch_op.drop_index(batch_op.f("ix_demo_consensus_case_id"))

    op.drop_table("demo_consensus")
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_score_sheet_live",
            sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_score_sheet_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_score_sheet_case_id"))

    op.drop_table("score_sheet")
