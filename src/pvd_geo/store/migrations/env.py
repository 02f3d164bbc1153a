"""Run the migrations inside the transaction that the store opened."""

from alembic import context

from pvd_geo.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
