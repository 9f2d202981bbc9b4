"""An index for the outbox of a firm"""

from collections.abc import Sequence

from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_outbox_mail_firm", "outbox_mail", ["helper_id", "id"])
    op.drop_index("ix_outbox_mail_helper_id", table_name="outbox_mail")


def downgrade() -> None:
    op.create_index("ix_outbox_mail_helper_id", "outbox_mail", ["helper_id"])
    op.drop_index("ix_outbox_mail_firm", table_name="outbox_mail")
