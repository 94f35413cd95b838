"""What played devices measure: a room that is heated, and what is plugged in."""

import json
import math
from dataclasses import dataclass
from random import Random
from typing import Any

from penstock.simulation.homes.kinds import DeviceKind

_DAY_S = 86_400.0
_OUTSIDE_C, _SWING_C = 6.0, 5.0
_INERTIA_S = 7_200.0
_HEATER_C_PER_S = 0.001
_LOWEST_TARGET_C, _HIGHEST_TARGET_C = 5.0, 30.0


class RefusedSettingError(ValueError):
    """A device cannot do what it is told."""


@dataclass(slots=True, kw_only=True)
class Room:
    """A room or a socket, as it is at a moment.

    Args:
        dice: For what nobody can foresee.
        temperature_c: Of its air. [°C]
        target_c: What it is heated to. [°C]
        is_on: Whether what is plugged in runs.
        load_w: What it draws then. [W]
        energy_kwh: What was drawn so far. [kWh]
        battery_percent: What is left in the device's battery. [%]
        at_s: The moment, since the play began. [s]
    """

    dice: Random
    temperature_c: float
    target_c: float = 20.0
    is_on: bool = True
    load_w: float = 60.0
    energy_kwh: float = 0.0
    battery_percent: float = 90.0
    at_s: float = 0.0

    @property
    def is_heating(self) -> bool:
        """Whether the heating runs."""
        return self.temperature_c < self.target_c - 0.2

    def go_on(self, at_s: float) -> None:
        """Let time pass until a moment."""
        step_s = max(0.0, at_s - self.at_s)
        outside_c = _OUTSIDE_C - _SWING_C * math.cos(2 * math.pi * at_s / _DAY_S)
        share = 1 - math.exp(-step_s / _INERTIA_S)
        self.temperature_c += (outside_c - self.temperature_c) * share
        if self.is_heating or self.temperature_c < self.target_c:
            heated_c = self.temperature_c + _HEATER_C_PER_S * 4 * step_s
            self.temperature_c = min(self.target_c + 0.3, heated_c)
        if self.is_on:
            self.energy_kwh += self.load_w * step_s / 3.6e6
        self.at_s = at_s

    def measured(self, kind: DeviceKind) -> dict[str, Any]:
        """Return what a device of a kind says of it."""
        noise_c = self.dice.gauss(0.0, 0.05)
        warm = round(self.temperature_c + noise_c, 2)
        humid = round(45.0 + self.dice.gauss(0.0, 1.0), 1)
        match kind:
            case DeviceKind.HUB:
                return {"signal": round(-60.0 + self.dice.gauss(0.0, 3.0), 1)}
            case DeviceKind.THERMOSTAT:
                return {
                    "temperature": warm,
                    "target_temperature": self.target_c,
                    "humidity": humid,
                    "mode": "heat" if self.is_on else "off",
                    "action": "heating" if self.is_heating else "idle",
                }
            case DeviceKind.PLUG:
                power_w = self.load_w + self.dice.gauss(0.0, 2.0) if self.is_on else 0.0
                return {
                    "on": self.is_on,
                    "power": round(max(0.0, power_w), 1),
                    "energy": round(self.energy_kwh, 4),
                }
            case DeviceKind.SENSOR:
                battery = round(self.battery_percent, 1)
                return {"temperature": warm, "humidity": humid, "battery": battery}

    def set(self, kind: DeviceKind, wanted: dict[str, Any]) -> None:
        """Do what a device is told.

        Raises:
            RefusedSettingError: It cannot.
        """
        for name, value in wanted.items():
            self._set(kind, name, value)

    def _set(self, kind: DeviceKind, name: str, value: object) -> None:
        match (kind, name, value):
            case (DeviceKind.THERMOSTAT, "target_temperature", int() | float()) if (
                not isinstance(value, bool) and _LOWEST_TARGET_C <= value <= _HIGHEST_TARGET_C
            ):
                self.target_c = float(value)
            case (DeviceKind.THERMOSTAT, "mode", "heat" | "off"):
                self.is_on = value == "heat"
            case (DeviceKind.PLUG, "on", bool()):
                self.is_on = value
            case _:
                said = json.dumps(value, ensure_ascii=False, default=str)[:40]
                raise RefusedSettingError(f"a {kind} cannot set {name[:40]} to {said}")
