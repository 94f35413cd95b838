"""Names of homes and devices, and the topics on which they are heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.device.identity import (
    Channel,
    DeviceId,
    ForeignTopicError,
    UnfitNameError,
    config_topic,
    device_id,
    heard,
)
from tests.smart_devices import HALL

NAMES = st.from_regex(r"[a-z0-9_]{1,40}", fullmatch=True)


@given(NAMES, NAMES, st.sampled_from([Channel.STATE, Channel.AVAILABILITY, Channel.ACK]))
def test_whoever_speaks_is_told_from_the_topic(home: str, device: str, channel: Channel) -> None:
    found = heard(DeviceId(home, device).topic(channel))

    assert (found.id.home, found.id.device, found.channel) == (home, device, channel)


@given(NAMES, NAMES)
def test_an_announcement_names_its_device_and_its_thing(home: str, device: str) -> None:
    found = heard(config_topic(DeviceId(home, device), component="sensor", thing="t-1"))

    assert found.id == DeviceId(home, device)
    assert (found.channel, found.component, found.object) == (Channel.CONFIG, "sensor", "t-1")


@pytest.mark.parametrize(
    "topic",
    [
        "penstock/elm_7/hall/set",
        "penstock/Elm/hall/state",
        "penstock/elm_7/hall/state/more",
        "homeassistant/sensor/elm_7/t/config",
        "homeassistant/sensor/elm_7-hall/t t/config",
        "zigbee2mqtt/hall",
        "",
        "/" * 1000,
    ],
)
def test_other_topics_are_refused_in_a_sentence(topic: str) -> None:
    with pytest.raises(ForeignTopicError, match="is no topic of a device; expected penstock/HOME"):
        heard(topic)


@pytest.mark.parametrize(
    "name", ["elm-7/hall", "elm_7", "elm_7/", f"{'a' * 41}/b", "+/hall", "ä/b"]
)
def test_a_name_that_would_make_another_topic_is_none(name: str) -> None:
    with pytest.raises(UnfitNameError, match="small letters, digits and low lines"):
        device_id(name)


def test_a_device_is_written_as_its_home_and_its_name() -> None:
    assert device_id(str(HALL)) == HALL
