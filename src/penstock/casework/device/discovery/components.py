"""What Home Assistant's MQTT discovery asks of each kind of entity: a table.

https://www.home-assistant.io/integrations/mqtt/ and the page of each component.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Choices = Mapping[str, frozenset[str]]

SENSOR_CLASSES = frozenset(
    [
        "apparent_power",
        "aqi",
        "area",
        "atmospheric_pressure",
        "battery",
        "blood_glucose_concentration",
        "carbon_dioxide",
        "carbon_monoxide",
        "conductivity",
        "current",
        "data_rate",
        "data_size",
        "date",
        "distance",
        "duration",
        "energy",
        "energy_distance",
        "energy_storage",
        "enum",
        "frequency",
        "gas",
        "humidity",
        "illuminance",
        "irradiance",
        "moisture",
        "monetary",
        "nitrogen_dioxide",
        "nitrogen_monoxide",
        "nitrous_oxide",
        "ozone",
        "ph",
        "pm1",
        "pm10",
        "pm25",
        "power",
        "power_factor",
        "precipitation",
        "precipitation_intensity",
        "pressure",
        "reactive_power",
        "signal_strength",
        "sound_pressure",
        "speed",
        "sulphur_dioxide",
        "temperature",
        "timestamp",
        "volatile_organic_compounds",
        "volatile_organic_compounds_parts",
        "voltage",
        "volume",
        "volume_flow_rate",
        "volume_storage",
        "water",
        "weight",
        "wind_direction",
        "wind_speed",
    ]
)
BINARY_CLASSES = frozenset(
    [
        "battery",
        "battery_charging",
        "carbon_monoxide",
        "cold",
        "connectivity",
        "door",
        "garage_door",
        "gas",
        "heat",
        "light",
        "lock",
        "moisture",
        "motion",
        "moving",
        "occupancy",
        "opening",
        "plug",
        "power",
        "presence",
        "problem",
        "running",
        "safety",
        "smoke",
        "sound",
        "tamper",
        "update",
        "vibration",
        "window",
    ]
)
COVER_CLASSES = frozenset(
    ["awning", "blind", "curtain", "damper", "door", "garage", "gate", "shade", "shutter", "window"]
)

# What somebody sets is never a moment or one of some words.
NUMBER_CLASSES = SENSOR_CLASSES - {"date", "enum", "timestamp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A kind of entity.

    Args:
        required: The keys that it needs.
        one_of: The keys of which it needs one; none where it needs none.
        choices: The keys that take one of some words, or a list of them.
    """

    required: frozenset[str] = frozenset()
    one_of: tuple[str, ...] = ()
    choices: Choices = field(default_factory=dict)


def _of(*required: str, one_of: tuple[str, ...] = (), **choices: frozenset[str]) -> Component:
    return Component(required=frozenset(required), one_of=one_of, choices=choices)


_HVAC_MODES = frozenset({"auto", "off", "cool", "heat", "heat_cool", "dry", "fan_only"})
_EVENT_CLASSES = frozenset({"button", "doorbell", "motion"})
_UNITS = frozenset({"C", "F"})
_STATE_CLASSES = frozenset({"measurement", "measurement_angle", "total", "total_increasing"})

COMPONENTS: Mapping[str, Component] = {
    "alarm_control_panel": _of("command_topic", "state_topic"),
    "binary_sensor": _of("state_topic", device_class=BINARY_CLASSES),
    "button": _of("command_topic", device_class=frozenset({"identify", "restart", "update"})),
    "camera": _of("topic"),
    "climate": _of(modes=_HVAC_MODES, temperature_unit=_UNITS),
    "cover": _of(device_class=COVER_CLASSES),
    "device_automation": _of("automation_type", "device", "topic", "type", "subtype"),
    "device_tracker": _of(one_of=("state_topic", "json_attributes_topic")),
    "event": _of("state_topic", "event_types", device_class=_EVENT_CLASSES),
    "fan": _of("command_topic"),
    "humidifier": _of(
        "command_topic",
        "target_humidity_command_topic",
        device_class=frozenset({"dehumidifier", "humidifier"}),
    ),
    "image": _of(one_of=("image_topic", "url_topic")),
    "lawn_mower": _of(),
    "light": _of("command_topic"),
    "lock": _of("command_topic"),
    "notify": _of("command_topic"),
    "number": _of("command_topic", device_class=NUMBER_CLASSES),
    "scene": _of("command_topic"),
    "select": _of("command_topic", "options"),
    "sensor": _of("state_topic", device_class=SENSOR_CLASSES, state_class=_STATE_CLASSES),
    "siren": _of("command_topic"),
    "switch": _of("command_topic", device_class=frozenset({"outlet", "switch"})),
    "tag": _of("topic"),
    "text": _of("command_topic"),
    "update": _of("state_topic", device_class=frozenset({"firmware"})),
    "vacuum": _of(),
    "valve": _of(device_class=frozenset({"gas", "water"})),
    "water_heater": _of(temperature_unit=_UNITS),
}

COMMON: Choices = {
    "availability_mode": frozenset({"all", "any", "latest"}),
    "entity_category": frozenset({"config", "diagnostic"}),
}
"""The same for every kind."""
