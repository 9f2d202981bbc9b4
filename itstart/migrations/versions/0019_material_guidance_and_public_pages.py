"""Material, guidance and public pages"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("guide", "template", "agreement", "information", name="materialkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "step",
            sa.Enum("needs", "tender", "selection", "project", name="stepkey", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by = '')", name=op.f("ck_material_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint("slug", name=op.f("uq_material_slug")),
    )
    op.create_table(
        "material_download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_download")),
        sa.UniqueConstraint("key", "version", "day", name=op.f("uq_material_download_key_version_day")),
    )
    op.create_table(
        "public_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("page", "news", name="pagekind", native_enum=False, length=40), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_page")),
        sa.UniqueConstraint("slug", name=op.f("uq_public_page_slug")),
    )
    with op.batch_alter_table("public_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_page_is_live"), ["is_live"], unique=False)

    op.create_table(
        "guidance_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_guidance_version_number")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_guidance_version_made_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_version")),
        sa.UniqueConstraint("task", "number", name=op.f("uq_guidance_version_task_number")),
    )
    with op.batch_alter_table("guidance_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guidance_version_made_by_id"), ["made_by_id"], unique=False)

    op.create_table(
        "public_page_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_public_page_version_number")),
        sa.ForeignKeyConstraint(
            ["page_id"], ["public_page.id"], name=op.f("fk_public_page_version_page_id_public_page"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["user.id"], name=op.f("fk_public_page_version_published_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_page_version")),
        sa.UniqueConstraint("page_id", "number", name=op.f("uq_public_page_version_page_id_number")),
    )
    with op.batch_alter_table("public_page_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_page_version_published_by_id"), ["published_by_id"], unique=False)

    op.create_table(
        "material_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_material_version_number")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_material_version_file_id_stored_file")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_material_version_made_by_id_user")),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_material_version_material_id_material"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_version")),
        sa.UniqueConstraint("material_id", "number", name=op.f("uq_material_version_material_id_number")),
    )
    with op.batch_alter_table("material_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_version_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_material_version_made_by_id"), ["made_by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("material_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_material_version_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_material_version_file_id"))

    op.drop_table("material_version")
    with op.batch_alter_table("public_page_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_page_version_published_by_id"))

    op.drop_table("public_page_version")
    with op.batch_alter_table("guidance_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guidance_version_made_by_id"))

    op.drop_table("guidance_version")
    with op.batch_alter_table("public_page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_public_page_is_live"))

    op.drop_table("public_page")
    op.drop_table("material_download")
    op.drop_table("material")
