"""Homes that are played find the broker of their machine."""

from pathlib import Path

import pytest

from penstock.app.devices.broker.running import address_file
from penstock.app.devices.simulating.running import Cast, play_out
from penstock.app.telemetry.broker import BrokerError


def test_homes_go_where_the_broker_of_the_folder_says_it_is(tmp_path: Path) -> None:
    address_file(tmp_path).write_text("mqtts://nowhere:0", encoding="utf-8")

    with pytest.raises(BrokerError, match="mqtts://nowhere:0"):
        play_out(Cast(homes=1, devices=1), address=None, folder=tmp_path)
