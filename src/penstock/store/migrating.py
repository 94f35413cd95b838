"""Brings a database's tables to the shape this program knows: forwards only, at the start."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from penstock.store.errors import NewerStoreError, NotAStoreError
from penstock.store.tables import METADATA

LATEST = "0021"
FOLDER = Path(__file__).parent / "migrations"
_VERSION = table("penstock_version", column("version_num"))


def bring_up_to_date(connection: Connection, *, address: str) -> None:
    """Run the steps that a database lacks, in the transaction that is under way.

    Raises:
        NewerStoreError: It has steps that this program does not know.
        NotAStoreError: It holds tables of something else.
    """
    found = _found(connection, address)
    if found > LATEST:
        raise NewerStoreError(address, found=found, known=LATEST)
    if found < LATEST:
        migrate(connection)


def _found(connection: Connection, address: str) -> str:
    """Return the number of the last step that was run; nothing for an empty database."""
    names = set(inspect(connection).get_table_names())
    if _VERSION.name in names:
        return connection.execute(select(_VERSION.c.version_num)).scalar() or ""
    if foreign := sorted(names & METADATA.tables.keys()):
        because = f"its tables {', '.join(foreign)} were made by something else"
        raise NotAStoreError(address, because=because)
    return ""


def migrate(connection: Connection, *, to: str = "head") -> None:
    """Run the steps up to one that a database lacks, in the transaction that is under way."""
    # Alembic takes a while to import, and most starts have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
