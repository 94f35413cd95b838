"""Home Assistant takes what our devices announce, and what we find no fault with."""

import json
import random
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from penstock.casework.device.discovery import abbreviations, announced
from penstock.casework.device.discovery.components import COMPONENTS
from penstock.casework.device.identity import heard
from penstock.simulation.homes.drawing import drawn_homes
from penstock.simulation.homes.playing import PlayedHome
from tests.conftest import ROOT, miss
from tests.oracles.homeassistant import source
from tests.oracles.homeassistant.drawing import drawn
from tests.oracles.homeassistant.install import NEWER, PYTHON

TAKING = ROOT / "tests" / "oracles" / "homeassistant" / "taking.py"
NOW = datetime(2026, 6, 12, 12, tzinfo=UTC)
Message = tuple[str, bytes]

CLASSES = {
    "binary_sensor": ("binary_sensor/__init__.py", "BinarySensorDeviceClass"),
    "button": ("button/__init__.py", "ButtonDeviceClass"),
    "cover": ("cover/__init__.py", "CoverDeviceClass"),
    "event": ("event/__init__.py", "EventDeviceClass"),
    "humidifier": ("humidifier/__init__.py", "HumidifierDeviceClass"),
    "number": ("number/const.py", "NumberDeviceClass"),
    "sensor": ("sensor/const.py", "SensorDeviceClass"),
    "switch": ("switch/__init__.py", "SwitchDeviceClass"),
    "update": ("update/__init__.py", "UpdateDeviceClass"),
    "valve": ("valve/__init__.py", "ValveDeviceClass"),
}
# What came after the release that is read.
LATER_KEYS = {"def_ent_id"}
LATER_CLASSES = {"energy_distance", "wind_direction"}


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    if not NEWER.exists():
        miss("Home Assistant is not installed; run: python3 -m tests.oracles.homeassistant.install")


def refusals(messages: Sequence[Message]) -> list[str]:
    """Return why Home Assistant does not take each message; an empty text where it does."""
    asked = [(topic, raw.decode()) for topic, raw in messages]
    done = subprocess.run(
        [str(PYTHON), str(TAKING)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("table", "ours"),
    [
        ("ABBREVIATIONS", abbreviations.OF_ENTITY),
        ("DEVICE_ABBREVIATIONS", abbreviations.OF_DEVICE),
        ("ORIGIN_ABBREVIATIONS", abbreviations.OF_ORIGIN),
    ],
)
def test_short_keys_are_those_of_its_source(table: str, ours: dict[str, str]) -> None:
    known = {short: key for short, key in ours.items() if short not in LATER_KEYS}

    assert known == source.short_keys(table)


def test_components_are_those_of_its_source() -> None:
    assert frozenset(COMPONENTS) == source.components()


@pytest.mark.parametrize("component", sorted(COMPONENTS))
def test_a_component_requires_what_its_schema_requires(component: str) -> None:
    assert COMPONENTS[component].required == source.required(component)


@pytest.mark.parametrize("component", sorted(CLASSES))
def test_device_classes_are_those_of_its_source(component: str) -> None:
    ours = COMPONENTS[component].choices["device_class"]

    assert ours - LATER_CLASSES == source.words(*CLASSES[component])


def test_it_takes_all_that_played_devices_announce() -> None:
    homes = drawn_homes(seed=1, homes=3, devices=8)
    messages = [
        (each.topic, each.payload)
        for home in homes
        for each in PlayedHome(home, seed=1, begins_at=NOW).introduction()
        if each.topic.startswith("homeassistant/")
    ]

    assert len(messages) >= 24
    assert set(refusals(messages)) == {""}


def test_it_takes_all_that_we_find_no_fault_with() -> None:
    messages = [drawn(random.Random(seed)) for seed in range(1500)]

    theirs = refusals(messages)

    ours = [announced(heard(topic), raw) for topic, raw in messages]
    missed = [
        f"{raw.decode()} {why}"
        for (_, raw), why, found in zip(messages, theirs, ours, strict=True)
        if why and not found.faults
    ]
    assert missed == []
    assert min(theirs.count(""), len([why for why in theirs if why])) > 200
