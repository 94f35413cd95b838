"""Kinds of devices that are played, and how they misbehave."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DeviceKind(StrEnum):
    """What a played device is."""

    HUB = "hub"
    THERMOSTAT = "thermostat"
    PLUG = "plug"
    SENSOR = "sensor"


class Temper(StrEnum):
    """How a played device conducts itself."""

    HONEST = "honest"
    DROPS_OUT = "drops out"
    NO_JSON = "sends what is no JSON"
    CLOCK_OF_1970 = "has a clock in 1970"
    FLOODS = "floods"
    HAS_A_TWIN = "shares its identity"
    DRIFTS = "drifts"
    DIES = "has a dying battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A thing that a device announces.

    Args:
        component: What Home Assistant calls such a thing.
        quantity: Its name in the device's state.
        unit: Of the quantity; empty for a word.
        device_class: Home Assistant's; empty for none.
    """

    component: str
    quantity: str
    unit: str = ""
    device_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """What a kind of device is bought as.

    Args:
        model: Its model.
        every_s: How often it says its state. [s]
        things: What it announces.
    """

    model: str
    every_s: float
    things: tuple[Announced, ...]


_TEMPERATURE = Announced(
    component="sensor", quantity="temperature", unit="°C", device_class="temperature"
)
_HUMIDITY = Announced(component="sensor", quantity="humidity", unit="%", device_class="humidity")
_BATTERY = Announced(component="sensor", quantity="battery", unit="%", device_class="battery")

MAKES: Mapping[DeviceKind, Make] = {
    DeviceKind.HUB: Make(
        model="Hub 2",
        every_s=60.0,
        things=(
            Announced(
                component="sensor", quantity="signal", unit="dBm", device_class="signal_strength"
            ),
        ),
    ),
    DeviceKind.THERMOSTAT: Make(
        model="Stat 3",
        every_s=60.0,
        things=(Announced(component="climate", quantity="temperature"), _TEMPERATURE, _HUMIDITY),
    ),
    DeviceKind.PLUG: Make(
        model="Plug 1",
        every_s=30.0,
        things=(
            Announced(component="switch", quantity="on"),
            Announced(component="sensor", quantity="power", unit="W", device_class="power"),
            Announced(component="sensor", quantity="energy", unit="kWh", device_class="energy"),
        ),
    ),
    DeviceKind.SENSOR: Make(
        model="Room 1", every_s=120.0, things=(_TEMPERATURE, _HUMIDITY, _BATTERY)
    ),
}

SHARES: Mapping[Temper, int] = {
    Temper.HONEST: 86,
    Temper.DROPS_OUT: 4,
    Temper.NO_JSON: 2,
    Temper.CLOCK_OF_1970: 2,
    Temper.FLOODS: 1,
    Temper.HAS_A_TWIN: 1,
    Temper.DRIFTS: 2,
    Temper.DIES: 2,
}
"""Of a hundred devices, how many conduct themselves so; ours, so that a hundred homes show all."""
