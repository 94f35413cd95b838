"""Announcements drawn by dice: some right, some wrong in a way that devices are wrong."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from penstock.casework.device.discovery.components import COMPONENTS
from penstock.casework.device.identity import config_topic
from tests.smart_devices import HALL

# The camera wants packages that are larger than all the rest; messages to people came later.
_DRAWN = sorted(COMPONENTS.keys() - {"camera", "notify"})
# Which came after the release that runs.
_LATER = frozenset(
    {"area", "blood_glucose_concentration", "conductivity", "energy_distance", "wind_direction"}
)
_ANYTHING: Mapping[str, tuple[Any, ...]] = {
    "availability": ([{"t": "~/availability"}], [{"topic": "a/+"}], [{}], "off"),
    "availability_mode": ("all", "latest", "some"),
    "availability_topic": ("~/availability", "~/#", ""),
    "device": ({"ids": ["x"]}, {"cns": [["mac", "a1"]]}, {"name": "Hall"}, {}, "hall"),
    "enabled_by_default": (True, False, 7, "perhaps"),
    "entity_category": ("config", "diagnostic", "secret"),
    "expire_after": (60, "soon", None),
    "force_update": (True, "perhaps"),
    "icon": ("mdi:home",),
    "min_temp": (7, 18.5, "cold"),
    "max_temp": (30, "warm"),
    "modes": (["heat", "off"], ["heat", "melt"]),
    "name": ("Hall", None),
    "off_delay": (3, "soon"),
    "optimistic": (True, [1]),
    "origin": ({"name": "hub", "sw": "1"}, {}, {"sw": "1"}),
    "qos": (0, 1, 2, 3, "high"),
    "retain": (False, "perhaps"),
    "state_class": ("measurement", "total_increasing", "always"),
    "state_topic": ("~/state", "~/+/state", "", 4),
    "suggested_display_precision": (2, "fine"),
    "temperature_unit": ("C", "F", "K"),
    "unique_id": ("x", "y", "", None),
    "unit_of_measurement": ("°C", None),
}
_REQUIRED: Mapping[str, Any] = {
    "automation_type": "trigger",
    "device": {"ids": ["x"]},
    "event_types": ["press"],
    "options": ["a", "b"],
    "type": "button_short_press",
    "subtype": "turn_on",
}


def drawn(dice: Random) -> tuple[str, bytes]:
    """Return the topic and the payload of an announcement."""
    component = dice.choice(_DRAWN)
    said: dict[str, Any] = {"~": f"penstock/{HALL}", "unique_id": "x"}
    kind = COMPONENTS[component]
    for key in (*sorted(kind.required), *kind.one_of[:1]):
        if dice.random() < 0.95:
            said[key] = _REQUIRED.get(key, "~/topic")
    for key in dice.sample(sorted(_ANYTHING), k=dice.randrange(4)):
        said[key] = dice.choice(_ANYTHING[key])
    classes = sorted(kind.choices.get("device_class", frozenset()) - _LATER)
    if classes and dice.random() < 0.5:
        said["device_class"] = dice.choice([*classes, "mood"])
    return config_topic(HALL, component=component, thing="t"), json.dumps(said).encode()
