"""Word templates"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("logo_alt", sa.String(length=200), nullable=False),
        sa.Column("logo_width", sa.Integer(), nullable=False),
        sa.Column("logo_height", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_letterhead_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["logo_id"], ["stored_file.id"], name=op.f("fk_letterhead_logo_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sa.UniqueConstraint("helper_id", name=op.f("uq_letterhead_helper_id")),
    )
    with op.batch_alter_table("letterhead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letterhead_logo_id"), ["logo_id"], unique=False)

    op.create_table(
        "word_template_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("trial_file_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_word_template_version_version")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_word_template_version_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_word_template_version_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_word_template_version_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["trial_file_id"], ["stored_file.id"], name=op.f("fk_word_template_version_trial_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_template_version")),
    )
    with op.batch_alter_table("word_template_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_template_version_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_template_version_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_template_version_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_template_version_trial_file_id"), ["trial_file_id"], unique=False)
        batch_op.create_index("uq_word_template_version_firm", ["helper_id", "key", "version"], unique=True)
        batch_op.create_index(
            "uq_word_template_version_official",
            ["key", "version"],
            unique=True,
            sqlite_where=sa.text("helper_id IS NULL"),
            postgresql_where=sa.text("helper_id IS NULL"),
        )

    op.create_table(
        "word_template_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["user.id"], name=op.f("fk_word_template_choice_chosen_by_id_user")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_word_template_choice_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["word_template_version.id"],
            name=op.f("fk_word_template_choice_version_id_word_template_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_template_choice")),
    )
    with op.batch_alter_table("word_template_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_template_choice_chosen_by_id"), ["chosen_by_id"], unique=False)
        batch_op.create_index("ix_word_template_choice_owner", ["helper_id", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_word_template_choice_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("word_template_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_template_choice_version_id"))
        batch_op.drop_index("ix_word_template_choice_owner")
        batch_op.drop_index(batch_op.f("ix_word_template_choice_chosen_by_id"))

    op.drop_table("word_template_choice")
    with op.batch_alter_table("word_template_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_word_template_version_official",
            sqlite_where=sa.text("helper_id IS NULL"),
            postgresql_where=sa.text("helper_id IS NULL"),
        )
        batch_op.drop_index("uq_word_template_version_firm")
        batch_op.drop_index(batch_op.f("ix_word_template_version_trial_file_id"))
        batch_op.drop_index(batch_op.f("ix_word_template_version_sha256"))
        batch_op.drop_index(batch_op.f("ix_word_template_version_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_word_template_version_file_id"))

    op.drop_table("word_template_version")
    with op.batch_alter_table("letterhead", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letterhead_logo_id"))

    op.drop_table("letterhead")
