"""The stores that every contract is tried on."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from penstock.delivery.ports import Store
from penstock.store import open_store
from tests.conftest import miss
from tests.contract.desk import Desk
from tests.contract.places import SERVER, Place, empty, own_database


@pytest.fixture(scope="session")
def server() -> str:
    """Return the address of a PostgreSQL; skip what needs it where none answers."""
    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError as error:
        miss(f"no PostgreSQL answers at {SERVER} ({' '.join(str(error).split())})")
    return SERVER


@pytest.fixture(scope="session")
def database(server: str) -> Iterator[str]:
    """Yield the address of a database of this run's own, its tables made."""
    with own_database(server, f"penstock_test_{os.getpid()}") as address:
        open_store(address).close()
        yield address


@pytest.fixture
def sqlite(tmp_path: Path) -> Place:
    """Return a SQLite file that is not there yet."""
    return Place(f"sqlite:///{tmp_path / 'cases.db'}")


@pytest.fixture
def postgresql(database: str) -> Place:
    """Return an empty PostgreSQL database."""
    empty(database)
    return Place(database)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Yield a place where no tables are yet."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    server = request.getfixturevalue("server")
    with own_database(server, f"penstock_fresh_{os.getpid()}") as address:
        yield Place(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    """Return where cases are kept for good."""
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Yield an empty store."""
    place = Place("memory:")
    if request.param != "memory":
        place = request.getfixturevalue(request.param)
    with place.opened() as store:
        yield store


@pytest.fixture
def desk(store: Store) -> Desk:
    """Return somebody who hands in commands."""
    return Desk(store)
