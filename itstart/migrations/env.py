"""Alembic's way in: runs on the connection that `itstart.migrate` hands over."""

from typing import Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

connection = context.config.attributes["connection"]
target_metadata = context.config.attributes["target_metadata"]


def render_item(kind: str, item: object, _autogen_context: object) -> str | Literal[False]:
    """A column type of ours is written as the type the database sees: a migration needs no code of today's."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=connection,
    target_metadata=target_metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
