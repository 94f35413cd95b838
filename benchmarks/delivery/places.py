"""A database for each turn: nobody works beside what others have left."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Literal

import psycopg
from psycopg import sql

from benchmarks.common.environments import SCRATCH

Kind = Literal["sqlite", "postgresql"]
SERVER_VARIABLE = "PENSTOCK_BENCH_SERVER"
SERVER = os.environ.get(SERVER_VARIABLE, "postgresql://postgres@127.0.0.1:5432")
_numbers = count(1)


@contextmanager
def fresh(kind: Kind) -> Iterator[str]:
    """Yield the address of an empty database, and remove it afterwards."""
    name = f"penstock_bench_{os.getpid()}_{next(_numbers)}"
    with (_file if kind == "sqlite" else _database)(name) as address:
        yield address


def server_version() -> str:
    """Return what PostgreSQL calls itself; nothing where none answers."""
    try:
        with psycopg.connect(f"{SERVER}/postgres", connect_timeout=5) as connection:
            row = connection.execute("show server_version").fetchone()
    except psycopg.OperationalError:
        return ""
    return str(row[0]).partition(" ")[0] if row else ""


@contextmanager
def _file(name: str) -> Iterator[str]:
    folder = SCRATCH / "databases" / name
    folder.mkdir(parents=True)
    try:
        yield f"sqlite:///{folder / 'cases.db'}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _database(name: str) -> Iterator[str]:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield f"{SERVER}/{name}"
        finally:
            connection.execute(
                sql.SQL("drop database {} with (force)").format(sql.Identifier(name))
            )
