"""Announcements of devices, held against what Home Assistant would take."""

import json
from typing import Any

import pytest

from penstock.casework.device.discovery import Announced, announced
from penstock.casework.device.discovery.components import COMPONENTS
from penstock.casework.device.identity import config_topic, heard
from tests.smart_devices import HALL, thing


def on(component: str, raw: bytes) -> Announced:
    return announced(heard(config_topic(HALL, component=component, thing="t")), raw)


def words(component: str, **fields: object) -> str:
    return " ".join(each.words for each in on(component, thing(**fields)).faults)


def test_short_keys_and_the_base_topic_are_written_out() -> None:
    (found,) = on("sensor", thing()).things

    assert (found.quantity, found.unit, found.name) == ("temperature", "°C", "temperature")
    assert (found.model, found.serial, found.firmware) == ("T-100", "TH-1", "1.2")


def test_long_keys_say_the_same() -> None:
    raw = json.dumps(
        {
            "unique_id": "x",
            "state_topic": f"penstock/{HALL}/state",
            "device_class": "temperature",
            "unit_of_measurement": "°F",
            "expire_after": 120,
            "device": {"identifiers": "x", "serial_number": "TH-1"},
        }
    ).encode()

    (found,) = on("sensor", raw).things

    assert (found.quantity, found.unit, found.every_s, found.serial) == (
        "temperature",
        "°F",
        120,
        "TH-1",
    )


@pytest.mark.parametrize(
    "component", sorted(each for each in COMPONENTS if COMPONENTS[each].required)
)
def test_a_component_says_which_key_it_lacks(component: str) -> None:
    raw = json.dumps({"unique_id": "x"}).encode()

    found = on(component, raw)

    assert found.things == ()
    for key in COMPONENTS[component].required:
        assert any(f"lacks {key};" in each.words for each in found.faults)


@pytest.mark.parametrize(
    ("component", "fields", "told"),
    [
        ("toaster", {}, "“toaster” is no component"),
        ("sensor", {"dev_cla": "mood"}, "device_class is “mood”; expected one of apparent_power"),
        ("sensor", {"stat_cla": "always"}, "state_class is “always”"),
        ("image", {}, "The image lacks image_topic and url_topic; it needs one of both"),
        ("device_tracker", {"stat_t": None}, "lacks state_topic and json_attributes_topic"),
        ("number", {"cmd_t": "~/set", "dev_cla": "timestamp"}, "device_class is “timestamp”"),
        ("climate", {"modes": ["heat", "melt"]}, "modes is “melt”; expected one of auto"),
        ("climate", {"temp_unit": "K"}, "temperature_unit is “K”; expected one of C, F"),
        ("sensor", {"ent_cat": "secret"}, "entity_category is “secret”"),
        ("sensor", {"ent_cat": {"config": 1}}, "entity_category is “{'config': 1}”"),
        ("sensor", {"exp_aft": "soon"}, "expire_after is “soon”; expected a number"),
        ("sensor", {"qos": 3}, "qos is “3”; expected 0, 1 or 2"),
        ("switch", {"cmd_t": "~/set", "opt": "yes"}, "optimistic is “yes”; expected true or false"),
        ("sensor", {"stat_t": "penstock/oak_1/safe/state"}, "is not this device's"),
        ("sensor", {"stat_t": "penstock/#"}, "expected a topic without + and #"),
        ("sensor", {"dev": {"name": "Hall"}}, "neither identifiers nor connections"),
        ("sensor", {"uniq_id": None}, "device is given without unique_id"),
        ("sensor", {"o": {}}, "origin has no name"),
        ("sensor", {"avty": [{"t": "x"}]}, "exclude each other"),
        ("sensor", {"avty_t": None, "avty": ["x"]}, "no list of objects with a topic"),
    ],
)
def test_a_fault_is_a_sentence(component: str, fields: dict[str, Any], told: str) -> None:
    assert told in words(component, **fields)


def test_an_empty_number_is_a_fault_and_no_failure() -> None:
    raw = json.dumps({"uniq_id": "x", "stat_t": f"penstock/{HALL}/state", "exp_aft": None})

    assert [each.words for each in on("sensor", raw.encode()).faults] == [
        "t: expire_after is “None”; expected a number."
    ]


@pytest.mark.parametrize(
    ("component", "fields"),
    [
        ("climate", {"modes": ["off", "heat_cool"]}),
        ("sensor", {"dev_cla": "conductivity"}),
        ("climate", {"mode_cmd_t": "~/set", "temp_cmd_t": "~/set"}),
    ],
)
def test_what_home_assistant_takes_is_no_fault(component: str, fields: dict[str, Any]) -> None:
    assert words(component, **fields) == ""


def test_its_short_keys_are_written_out_whatever_they_are_about() -> None:
    raw = json.dumps({"~": f"penstock/{HALL}", "uniq_id": "x", "swing_mode_cmd_t": "#"}).encode()

    assert [each.words for each in on("climate", raw).faults] == [
        "t: swing_mode_command_topic is “#”; expected a topic without + and #."
    ]


def test_a_whole_device_announces_its_things_in_one_message() -> None:
    raw = json.dumps(
        {
            "dev": {"ids": "x", "sn": "TH-1"},
            "o": {"name": "hub"},
            "stat_t": f"penstock/{HALL}/state",
            "cmps": {
                "t": {"p": "sensor", "uniq_id": "a", "dev_cla": "temperature"},
                "s": {"p": "switch", "uniq_id": "b", "cmd_t": f"penstock/{HALL}/set"},
                "bad": {"p": "switch", "uniq_id": "c"},
                "worse": 7,
            },
        }
    ).encode()
    found = announced(heard(f"homeassistant/device/{HALL.node}/config"), raw)

    assert [(each.component, each.is_commanded) for each in found.things] == [
        ("sensor", False),
        ("switch", True),
    ]
    assert [each.words.split(":")[0] for each in found.faults] == ["bad", "“worse” is no object."]


def test_an_announcement_names_the_hub_that_it_is_there_with() -> None:
    own, hub = (f"penstock/elm_7/{each}/availability" for each in ("hall", "hub"))
    both = [{"t": own}, {"t": hub}, {"t": "penstock/oak_1/hub/availability"}]

    (found,) = on("sensor", thing(avty_t=None, avty=both)).things

    assert found.through == "hub"


def test_an_empty_message_takes_an_announcement_back() -> None:
    assert on("sensor", b"").is_withdrawn


@pytest.mark.parametrize("raw", [b"\xff", b"[]", b'{"dev": 7, "uniq_id": "x", "stat_t": "~"}'])
def test_garbage_announces_nothing(raw: bytes) -> None:
    found = on("sensor", raw)

    assert found.things == ()
    assert found.faults


def update(**fields: object) -> str:
    said = {"cmd_t": f"penstock/{HALL}/set", "pl_inst": "INSTALL", "dev_cla": "firmware"}
    found = on("update", thing(val_tpl=None, unit_of_meas=None, **{**said, **fields}))
    return found.things[0].install


def test_an_update_says_how_it_is_installed() -> None:
    assert update() == "INSTALL"


@pytest.mark.parametrize("fields", [{"cmd_t": f"penstock/{HALL}/install"}, {"pl_inst": None}])
def test_an_update_that_the_device_would_not_hear_cannot_be_installed(
    fields: dict[str, object],
) -> None:
    assert not update(**fields)
