"""A server that stops as in a power cut: what was answered is there, once, and clients go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.own_server import NoServerError, OwnServer, own_server
from tests.chaos.stopping import stopped
from tests.conftest import miss

STOPS = 5
SEED = 20_261_120
# The server then answers before what it answers is on the disk.
CARELESS = "?options=-c%20synchronous_commit%3Doff"


@pytest.fixture
def server() -> Iterator[OwnServer]:
    try:
        with own_server() as server:
            yield server
    except NoServerError as error:
        miss(str(error))


def test_a_server_that_stops_at_once_loses_nothing_and_doubles_nothing(
    server: OwnServer, tmp_path: Path
) -> None:
    verdict = stopped(server, tmp_path, stops=STOPS, seed=SEED)

    assert verdict.wrong == []
    assert verdict.answered > STOPS


def test_stops_find_what_was_answered_before_it_was_on_the_disk(
    server: OwnServer, tmp_path: Path
) -> None:
    verdict = stopped(server, tmp_path, stops=STOPS, seed=SEED, settings=CARELESS)

    assert verdict.wrong != []
