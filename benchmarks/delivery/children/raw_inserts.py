"""Inserts rows of one size, each with a COMMIT of its own: what a database does at the most.

python -m benchmarks.delivery.children.raw_inserts ADDRESS ROWS BYTES
"""

import sqlite3
import sys
from collections.abc import Callable

import psycopg

from benchmarks.delivery.children.turn import take

TABLE = "create table if not exists raw (pos {type} primary key, content text not null)"


def main(address: str, rows: int, size: int) -> None:
    open_ = _sqlite if address.startswith("sqlite:///") else _postgresql
    insert = open_(address)
    content = "x" * size

    def work() -> dict[str, float]:
        for _ in range(rows):
            insert(content)
        return {}

    take(work)


def _sqlite(address: str) -> Callable[[str], object]:
    connection = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute(TABLE.format(type="integer"))
    statement = "insert into raw (content) values (?)"
    return lambda content: connection.execute(statement, (content,))


def _postgresql(address: str) -> Callable[[str], object]:
    connection = psycopg.connect(address, autocommit=True)
    # Two may want to make it at once.
    connection.execute("select pg_advisory_lock(1)")
    connection.execute(TABLE.format(type="bigserial"))
    connection.execute("select pg_advisory_unlock(1)")
    statement = "insert into raw (content) values (%s)"
    return lambda content: connection.execute(statement, (content,), prepare=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
