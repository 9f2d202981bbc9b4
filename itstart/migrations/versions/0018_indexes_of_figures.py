"""Indexes that the figures are counted from: the hours of a module, and its answers."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_time_entry_spent", "time_entry", ["module_id", "deleted_at", "hours"])
    op.drop_index("ix_time_entry_module_id", table_name="time_entry")
    op.create_index("ix_module_rating_answers", "module_rating", ["module_id", "question", "score"])
    op.drop_index("ix_module_rating_module_id", table_name="module_rating")


def downgrade() -> None:
    op.create_index("ix_module_rating_module_id", "module_rating", ["module_id"])
    op.drop_index("ix_module_rating_answers", table_name="module_rating")
    op.create_index("ix_time_entry_module_id", "time_entry", ["module_id"])
    op.drop_index("ix_time_entry_spent", table_name="time_entry")
