"""penstock serve and penstock worker, killed while people work: all cases come to their end."""

import sys
from pathlib import Path

import pytest

from tests.chaos.serving import served

KILLS = 20
SEED = 20_261_120
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="groups of processes, and /proc")


def test_a_served_site_that_is_killed_loses_nothing_and_doubles_nothing(
    address: str, tmp_path: Path
) -> None:
    verdict, house = served(address, tmp_path, kills=KILLS, seed=SEED)

    again = f"python3 dev.py chaos --kills 0 --serve-kills {KILLS} --seed {SEED}"
    assert verdict.wrong == [], f"'{again}' sends the same commands again"
    # Less would say that nobody had anything to do when it was killed.
    assert verdict.answered > 10 * KILLS
    assert house.calls > KILLS
    assert house.left > 0


def test_kills_of_a_served_site_find_answers_that_are_kept_apart(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'cases.db'}"

    verdict, _ = served(address, tmp_path, kills=8, seed=SEED, fault="answer-apart")

    assert verdict.wrong != []
