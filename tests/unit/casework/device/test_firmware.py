"""Campaigns of firmware: versions, waves, and what devices are told."""

from dataclasses import replace

import pytest

from penstock.casework.device.firmware import (
    FirmwareCampaign,
    Result,
    Wave,
    campaign_named,
    has,
    install_command,
    is_behind,
    next_wave,
)
from tests.smart_devices import NOON

CAMPAIGN = FirmwareCampaign(
    name="c", model="Stat 3", firmware="2.5", because="so", begun_by="Pat", begun_at=NOON
)


@pytest.mark.parametrize(
    ("firmware", "behind", "there"),
    [("2.4.9", True, False), ("v2.10", False, True), ("2.5", False, True), ("new", False, False)],
)
def test_numbers_of_firmware_are_compared_and_what_is_none_is_neither(
    firmware: str, behind: bool, there: bool
) -> None:
    assert (is_behind(firmware, "2.5"), has(firmware, "2.5")) == (behind, there)


@pytest.mark.parametrize(
    ("stayed", "bear", "left", "wave"),
    [
        (0, 0, 9, Wave.REST),
        (1, 0, 9, Wave.HALTED),
        (1, 10, 9, Wave.REST),
        (2, 10, 9, Wave.HALTED),
        # Nobody is left whom a halt would spare.
        (2, 10, 0, Wave.DONE),
    ],
)
def test_the_rest_follows_when_few_enough_of_the_first_stayed_behind(
    stayed: int, bear: int, left: int, wave: Wave
) -> None:
    campaign = replace(CAMPAIGN, bear_percent=bear)
    results = {Result.UPDATED: 10 - stayed, Result.STAYED: stayed}

    assert next_wave(campaign, results=results, left=left).wave is wave


def test_nothing_is_decided_while_a_device_is_at_it_or_nobody_was_told() -> None:
    for results in ({Result.UPDATED: 3, Result.UNDER_WAY: 1}, {}):
        assert next_wave(CAMPAIGN, results=results, left=9) is CAMPAIGN


def test_a_payload_with_settings_is_told_with_an_id_and_any_other_as_it_is() -> None:
    assert install_command('{"set": {"update": "install"}}') == ({"update": "install"}, "")
    for other in ("INSTALL", "[]", '{"set": 1}', "null"):
        assert install_command(other) == ({"update": "install"}, other)


def test_a_campaign_is_called_by_its_model_and_firmware() -> None:
    assert campaign_named("Stat 3", "2.5.0") == "stat_3_to_2_5_0"
