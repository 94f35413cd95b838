"""Where processes are killed: a SQLite file, and a PostgreSQL database."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.conftest import miss
from tests.contract.places import SERVER, own_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield where nothing is kept yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'cases.db'}"
        return
    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError as error:
        miss(f"no PostgreSQL answers at {SERVER} ({str(error).strip()})")
    with own_database(SERVER, f"penstock_chaos_{os.getpid()}") as address:
        yield address
