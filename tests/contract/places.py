"""Where stores can be, and a PostgreSQL of the tests' own."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql
from sqlalchemy import Connection, create_engine

from penstock.delivery.ports import Store
from penstock.store import open_store
from penstock.store.tables import CONTENT_METADATA, METADATA

SERVER = os.environ.get("PENSTOCK_TEST_SERVER", "postgresql://postgres@127.0.0.1:5432")


@dataclass(frozen=True)
class Place:
    """Where a store is; it can be opened again and again."""

    address: str

    @contextmanager
    def opened(self) -> Iterator[Store]:
        with closing(open_store(self.address)) as store:
            yield store


@contextmanager
def own_database(server: str, name: str, *, like: str = "template1") -> Iterator[str]:
    """Make a database as another one is, yield its address, and drop it."""
    create = sql.SQL("create database {} template {}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(like)))
        # A server that stays up loses nothing by it, and tests are done sooner.
        careless = sql.SQL("alter database {} set synchronous_commit = off")
        connection.execute(careless.format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(
                sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
            )


def empty(address: str) -> None:
    """Remove all rows, past the triggers that refuse it."""
    with psycopg.connect(address) as connection:
        connection.execute("set session_replication_role = replica")
        for table in (*METADATA.tables, *CONTENT_METADATA.tables):
            connection.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))


@contextmanager
def by_hand(place: Place) -> Iterator[Connection]:
    """Open a database past the store."""
    engine = create_engine(place.address.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
