"""Who looks after homes is killed amid it: no ticket twice, none missing, each command done."""

import sys
from pathlib import Path

import pytest

from tests.chaos.tending import HOMES, tended
from tests.chaos.town import DEVICES

KILLS = 3
SEED = 20_261_122
pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked")


def test_whoever_looks_after_homes_and_is_killed_loses_nothing_and_doubles_nothing(
    address: str, tmp_path: Path
) -> None:
    verdict = tended(address, tmp_path, kills=KILLS, seed=SEED)

    again = f"python3 dev.py chaos --kills 0 --serve-kills 0 --tend-kills {KILLS} --seed {SEED}"
    assert verdict.wrong == [], f"'{again}' does the same again"
    assert verdict.answered == HOMES * len(DEVICES)
