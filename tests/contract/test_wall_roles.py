"""Walls on a PostgreSQL where Penstock connects as somebody who may not do everything."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from penstock.delivery.ports import Wanted
from penstock.kernel.sides import Side
from penstock.store import open_store
from penstock.store.errors import NoWallsError
from penstock.store.walls import ROLES
from tests.contract.desk import Desk
from tests.contract.places import Place, own_database

NAME = f"penstock_clerk_{os.getpid()}"


@contextmanager
def clerk(server: str) -> Iterator[Place]:
    """Yield a database that belongs to a user who is no administrator."""
    role = sql.Identifier(NAME)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(sql.SQL("create role {} login").format(role))
        try:
            with own_database(server, NAME) as address:
                owned = sql.SQL("alter database {} owner to {}").format(role, role)
                administrator.execute(owned)
                with psycopg.connect(address) as inside:
                    inside.execute(sql.SQL("grant all on schema public to {}").format(role))
                yield Place(address.replace("postgres@", f"{NAME}@"))
        finally:
            administrator.execute(sql.SQL("drop role {}").format(role))


def test_who_was_given_the_roles_works_behind_forced_walls(server: str, database: str) -> None:
    assert database  # The roles are there since some database has walls.
    with clerk(server) as place:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
            for role in ROLES.values():
                given = sql.SQL("grant {} to {}").format(sql.Identifier(role), sql.Identifier(NAME))
                administrator.execute(given)

        with place.opened() as store:
            Desk(store).open()
            found = [store.seen_by(side).find(Wanted()) for side in Side]

    assert [len(cases) for cases in found] == [0, 1, 0]


def test_without_the_roles_nothing_is_kept_that_no_wall_would_part(
    server: str, database: str
) -> None:
    assert database
    with (
        clerk(server) as place,
        pytest.raises(NoWallsError, match=f"grant {ROLES[Side.REGULATED]}"),
    ):
        open_store(place.address)
