"""Legal holds, what was done about persons, who looked at cases, and cases that are forgotten"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_REASON = sa.Enum("co_delivery", "sparring", "report", name="lookreason", native_enum=False, length=40)
_ACT = sa.Enum("searched", "exported", "erased", name="personact", native_enum=False, length=40)


def _case_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_case_id_customer_case")
    return sa.ForeignKeyConstraint(["case_id"], ["customer_case.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "(case_id IS NULL) = (name <> '' OR email <> '' OR phone <> '')", name=op.f("ck_legal_hold_one_subject")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_reason")),
        _case_key("legal_hold"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
        sa.UniqueConstraint("number", name=op.f("uq_legal_hold_number")),
    )
    op.create_index(op.f("ix_legal_hold_case_id"), "legal_hold", ["case_id"])
    op.create_table(
        "person_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("act", _ACT, nullable=False),
        sa.Column("person_hash", sa.String(length=64), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_event")),
    )
    op.create_index(op.f("ix_person_event_person_hash"), "person_event", ["person_hash"])
    op.create_table(
        "case_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("why", _REASON, nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _case_key("case_look"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_case_look_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_look")),
    )
    op.create_index("uq_case_look_day", "case_look", ["case_id", "user_id", "what", "day"], unique=True)
    op.create_index(op.f("ix_case_look_user_id"), "case_look", ["user_id"])
    op.create_table(
        "forgotten_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("content_on", sa.Date(), nullable=False),
        sa.Column("names_on", sa.Date(), nullable=True),
        _case_key("forgotten_case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_case")),
        sa.UniqueConstraint("case_id", name=op.f("uq_forgotten_case_case_id")),
    )


def downgrade() -> None:
    for table in ("forgotten_case", "case_look", "person_event", "legal_hold"):
        op.drop_table(table)
