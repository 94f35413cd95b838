"""What Alembic runs: the steps that are missing, in the transaction that asked for them."""

from alembic import context

VERSION_TABLE = "penstock_version"

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    # Alembic takes SQLite for a database that cannot undo a change of tables; it can.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
