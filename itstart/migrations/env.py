"""Alembic's way in: runs on the connection that `itstart.migrate` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
target_metadata = context.config.attributes["target_metadata"]

context.configure(
    connection=connection,
    target_metadata=target_metadata,
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
