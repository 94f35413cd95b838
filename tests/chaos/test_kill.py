"""Real processes, killed at random moments: what was answered is there, once."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.chaos.killing import killed
from tests.conftest import miss
from tests.contract.places import SERVER, own_database

KILLS = 200
SEED = 20_261_120


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


def test_killed_clients_lose_nothing_and_double_nothing(address: str, tmp_path: Path) -> None:
    verdict = killed(address, tmp_path, kills=KILLS, seed=SEED)

    again = f"python3 dev.py chaos --kills {KILLS} --seed {SEED}"
    assert verdict.wrong == [], f"'{again}' sends the same commands again"
    # Less would say that the clients were killed before they did anything.
    assert verdict.answered > KILLS
