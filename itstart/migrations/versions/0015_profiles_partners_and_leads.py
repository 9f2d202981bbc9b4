"""Profiles, partners and leads"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "authority",
                "business_house",
                "business_council",
                "innovation_agent",
                "trade_association",
                "interest_organisation",
                "accountant",
                "lawyer",
                "bank",
                "consultant",
                "it_adviser",
                "it_vendor",
                "other",
                name="partnertype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cvr", sa.String(length=8), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("number", name=op.f("uq_partner_number")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_cvr"), ["cvr"], unique=False)

    op.create_table(
        "helper_municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_helper_municipality_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_municipality")),
        sa.UniqueConstraint("helper_id", "code", name=op.f("uq_helper_municipality_helper_id_code")),
    )
    with op.batch_alter_table("helper_municipality", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helper_municipality_code"), ["code"], unique=False)

    op.create_table(
        "outreach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("next_step", sa.String(length=200), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_outreach_partner_id_partner"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_outreach_written_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
        sa.UniqueConstraint("partner_id", "number", name=op.f("uq_outreach_partner_id_number")),
    )
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outreach_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "helper_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_helper_picture_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_helper_picture_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_picture")),
        sa.UniqueConstraint("helper_id", name=op.f("uq_helper_picture_helper_id")),
    )
    with op.batch_alter_table("helper_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helper_picture_file_id"), ["file_id"], unique=False)

    op.create_table(
        "lead_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), nullable=True),
        sa.Column("co_deliverer_id", sa.Integer(), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("ties", sa.Text(), nullable=False),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "no_time",
                "not_our_field",
                "too_far",
                "not_impartial",
                "other",
                name="declinereason",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decline_note", sa.Text(), nullable=False),
        sa.Column("expired_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "accepted_on IS NULL OR (declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL)",
            name=op.f("ck_lead_offer_one_end"),
        ),
        sa.CheckConstraint(
            "declined_on IS NULL OR decline_reason IS NOT NULL", name=op.f("ck_lead_offer_decline_reason")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_lead_offer_answered_by_id_user")),
        sa.ForeignKeyConstraint(["co_deliverer_id"], ["user.id"], name=op.f("fk_lead_offer_co_deliverer_id_user")),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_lead_offer_helper_id_helper")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_offer_lead_id_lead"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["offered_by_id"], ["user.id"], name=op.f("fk_lead_offer_offered_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_offer")),
    )
    with op.batch_alter_table("lead_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_offer_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_co_deliverer_id"), ["co_deliverer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_helper_id"), ["helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_offer_offered_by_id"), ["offered_by_id"], unique=False)
        batch_op.create_index(
            "uq_lead_offer_open",
            ["lead_id", "helper_id"],
            unique=True,
            sqlite_where=sa.text(
                "accepted_on IS NULL AND declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL"
            ),
            postgresql_where=sa.text(
                "accepted_on IS NULL AND declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL"
            ),
        )
        batch_op.create_index(
            "uq_lead_offer_taken",
            ["lead_id"],
            unique=True,
            sqlite_where=sa.text("accepted_on IS NOT NULL"),
            postgresql_where=sa.text("accepted_on IS NOT NULL"),
        )

    with op.batch_alter_table("helper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("description", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("other_competences", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("languages", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("advisers", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hours_per_month", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("available_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("no_new_cases_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("profile_reviewed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("profile_version", sa.Integer(), nullable=False, server_default="1"))

    with op.batch_alter_table("helper_category", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "level",
                sa.Enum("basic", "skilled", "expert", name="competencelevel", native_enum=False, length=40),
                nullable=False,
                server_default="skilled",
            )
        )

    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "origin",
                sa.Enum("staff", "helper", "partner", "public", name="origin", native_enum=False, length=40),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("partner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("registered_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("owner_helper_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("consent_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("company", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("cvr", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("postal_code", sa.String(length=4), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("municipality_code", sa.String(length=4), nullable=True))
        batch_op.add_column(sa.Column("industry", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("employees", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("contact_name", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("contact_email", sa.String(length=254), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("contact_phone", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "category",
                sa.Enum(
                    "erp",
                    "finance",
                    "crm",
                    "production_planning",
                    "inventory",
                    "bi",
                    "webshop",
                    "digital_marketing",
                    "e_invoicing",
                    "mail",
                    "other",
                    name="category",
                    native_enum=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("prequalified_by_user_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("budget", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("wanted_by", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "close_reason",
                sa.Enum(
                    "no_need",
                    "outside_target",
                    "no_contact",
                    "other_solution",
                    name="closereason",
                    native_enum=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("close_note", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("waiting_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index(batch_op.f("ix_lead_owner_helper_id"), ["owner_helper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_prequalified_by_user_id"), ["prequalified_by_user_id"], unique=False)
        batch_op.create_index("ix_lead_queue", ["status", "waiting_since"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_registered_by_id"), ["registered_by_id"], unique=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_lead_close_reason"), "closed_on IS NULL OR close_reason IS NOT NULL"
        )
        batch_op.create_foreign_key(batch_op.f("fk_lead_owner_helper_id_helper"), "helper", ["owner_helper_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_lead_partner_id_partner"), "partner", ["partner_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_lead_prequalified_by_user_id_user"), "user", ["prequalified_by_user_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_lead_registered_by_id_user"), "user", ["registered_by_id"], ["id"])

    # What is there keeps the values above; new rows get theirs from the models.
    with op.batch_alter_table("helper", schema=None) as batch_op:
        batch_op.alter_column("description", server_default=None)
        batch_op.alter_column("other_competences", server_default=None)
        batch_op.alter_column("languages", server_default=None)
        batch_op.alter_column("profile_version", server_default=None)
    with op.batch_alter_table("helper_category", schema=None) as batch_op:
        batch_op.alter_column("level", server_default=None)
    op.execute("UPDATE lead SET number = id")
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_lead_number"), ["number"])
        batch_op.alter_column("company", server_default=None)
        batch_op.alter_column("cvr", server_default=None)
        batch_op.alter_column("postal_code", server_default=None)
        batch_op.alter_column("industry", server_default=None)
        batch_op.alter_column("contact_name", server_default=None)
        batch_op.alter_column("contact_email", server_default=None)
        batch_op.alter_column("contact_phone", server_default=None)
        batch_op.alter_column("budget", server_default=None)
        batch_op.alter_column("wanted_by", server_default=None)
        batch_op.alter_column("close_note", server_default=None)
        batch_op.alter_column("reminders", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_lead_registered_by_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_lead_prequalified_by_user_id_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_lead_partner_id_partner"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_lead_owner_helper_id_helper"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_lead_number"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_lead_close_reason"), type_="check")
        batch_op.drop_index(batch_op.f("ix_lead_registered_by_id"))
        batch_op.drop_index("ix_lead_queue")
        batch_op.drop_index(batch_op.f("ix_lead_prequalified_by_user_id"))
        batch_op.drop_index(batch_op.f("ix_lead_partner_id"))
        batch_op.drop_index(batch_op.f("ix_lead_owner_helper_id"))
        batch_op.drop_column("reminders")
        batch_op.drop_column("waiting_since")
        batch_op.drop_column("close_note")
        batch_op.drop_column("close_reason")
        batch_op.drop_column("closed_on")
        batch_op.drop_column("wanted_by")
        batch_op.drop_column("budget")
        batch_op.drop_column("prequalified_by_user_id")
        batch_op.drop_column("category")
        batch_op.drop_column("contact_phone")
        batch_op.drop_column("contact_email")
        batch_op.drop_column("contact_name")
        batch_op.drop_column("employees")
        batch_op.drop_column("industry")
        batch_op.drop_column("municipality_code")
        batch_op.drop_column("postal_code")
        batch_op.drop_column("cvr")
        batch_op.drop_column("company")
        batch_op.drop_column("consent_on")
        batch_op.drop_column("owner_helper_id")
        batch_op.drop_column("registered_by_id")
        batch_op.drop_column("partner_id")
        batch_op.drop_column("origin")
        batch_op.drop_column("number")

    with op.batch_alter_table("helper_category", schema=None) as batch_op:
        batch_op.drop_column("level")

    with op.batch_alter_table("helper", schema=None) as batch_op:
        batch_op.drop_column("profile_version")
        batch_op.drop_column("profile_reviewed_on")
        batch_op.drop_column("no_new_cases_until")
        batch_op.drop_column("available_from")
        batch_op.drop_column("hours_per_month")
        batch_op.drop_column("advisers")
        batch_op.drop_column("languages")
        batch_op.drop_column("other_competences")
        batch_op.drop_column("description")

    with op.batch_alter_table("lead_offer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_lead_offer_taken",
            sqlite_where=sa.text("accepted_on IS NOT NULL"),
            postgresql_where=sa.text("accepted_on IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_lead_offer_open",
            sqlite_where=sa.text(
                "accepted_on IS NULL AND declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL"
            ),
            postgresql_where=sa.text(
                "accepted_on IS NULL AND declined_on IS NULL AND expired_on IS NULL AND withdrawn_on IS NULL"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_lead_offer_offered_by_id"))
        batch_op.drop_index(batch_op.f("ix_lead_offer_lead_id"))
        batch_op.drop_index(batch_op.f("ix_lead_offer_helper_id"))
        batch_op.drop_index(batch_op.f("ix_lead_offer_co_deliverer_id"))
        batch_op.drop_index(batch_op.f("ix_lead_offer_answered_by_id"))

    op.drop_table("lead_offer")
    with op.batch_alter_table("helper_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_helper_picture_file_id"))

    op.drop_table("helper_picture")
    with op.batch_alter_table("outreach", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outreach_written_by_id"))
        batch_op.drop_index(batch_op.f("ix_outreach_partner_id"))

    op.drop_table("outreach")
    with op.batch_alter_table("helper_municipality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_helper_municipality_code"))

    op.drop_table("helper_municipality")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_cvr"))

    op.drop_table("partner")
