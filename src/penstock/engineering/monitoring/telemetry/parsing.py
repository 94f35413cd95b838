"""Objects and rows as readings: names, units and clocks of many devices become one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.telemetry.readings import Reading

_MOMENTS = ("at", "time", "timestamp", "ts", "datetime", "date_time")
_SERIALS = ("serial", "serial_number", "sn", "device", "device_id")
_Change = Callable[[float], float]


def _same(value: float) -> float:
    return value


def _thousandth(value: float) -> float:
    return value / 1000


def _celsius(value: float) -> float:
    return (value - 32) / 1.8


# What devices call it, by what it is here, with what makes our unit of theirs.
_NAMES: dict[str, tuple[str, _Change]] = {
    "power_kw": ("power_kw", _same),
    "ac_power_kw": ("power_kw", _same),
    "power_w": ("power_kw", _thousandth),
    "ac_power_w": ("power_kw", _thousandth),
    "ac_power": ("power_kw", _thousandth),
    "irradiance_w_m2": ("irradiance_w_m2", _same),
    "poa_irradiance": ("irradiance_w_m2", _same),
    "irradiance": ("irradiance_w_m2", _same),
    "module_c": ("module_c", _same),
    "module_temperature_c": ("module_c", _same),
    "module_f": ("module_c", _celsius),
    "module_temperature_f": ("module_c", _celsius),
    "air_c": ("air_c", _same),
    "ambient_c": ("air_c", _same),
    "air_temperature_c": ("air_c", _same),
    "air_f": ("air_c", _celsius),
    "ambient_f": ("air_c", _celsius),
    "voltage_v": ("voltage_v", _same),
    "ac_voltage": ("voltage_v", _same),
    "grid_v": ("voltage_v", _same),
}
_NUMBER = re.compile(r"-?\d{1,20}(\.\d+)?")
_MOST_DIGITS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How a device tells the time.

    Args:
        zone: Of times that name none; None where nobody said it.
    """

    zone: str | None = None

    def moment(self, said: Any) -> datetime:
        """Return the moment that a device means, by UTC: ISO 8601, or seconds of Unix time.

        Raises:
            MonitoringError: It is no moment, or names no zone where nobody said one.
        """
        if isinstance(said, int | float) and not isinstance(said, bool):
            return _unix(said)
        words = str(said).strip()[:_MOST_DIGITS]
        if _NUMBER.fullmatch(words):
            return _unix(float(words))
        try:
            found = datetime.fromisoformat(words)
        except ValueError:
            raise MonitoringError(
                f"“{words}” is no moment; expected one such as 2026-06-12T13:15:00-04:00"
            ) from None
        return self._placed(found, words).astimezone(UTC)

    def _placed(self, found: datetime, words: str) -> datetime:
        if found.tzinfo is not None:
            return found
        if self.zone is None:
            raise MonitoringError(
                f"{words} names no time zone; say the device's, such as --zone America/New_York"
            )
        return found.replace(tzinfo=ZoneInfo(self.zone))


def _unix(seconds: float) -> datetime:
    try:
        # In the year 5138, seconds will be as many as thousandths are today.
        whole = seconds / 1000 if seconds > 1e11 else seconds
        return datetime.fromtimestamp(whole, tz=UTC)
    except (OverflowError, OSError, ValueError):
        raise MonitoringError(f"{str(seconds)[:30]} is no moment of Unix time") from None


def reading_of(said: Mapping[str, Any], clock: Clock) -> Reading:
    """Return the reading that an object or a row holds; names may be in any letter case.

    Raises:
        MonitoringError: It names no moment, nothing that was read, or no number.
    """
    found = {str(name).strip().casefold(): value for name, value in said.items()}
    moment = next((found[name] for name in _MOMENTS if _is_said(found.get(name))), None)
    if moment is None:
        raise MonitoringError(f"it names no moment; expected one of {', '.join(_MOMENTS)}")
    serial = next((str(found[name]) for name in _SERIALS if found.get(name)), "")
    values = {
        ours: change(_number(found[name], name))
        for name, (ours, change) in _NAMES.items()
        if _is_said(found.get(name))
    }
    reading = Reading(at=clock.moment(moment), serial=serial, **values)
    if reading.is_empty():
        known = ", ".join(_NAMES)
        raise MonitoringError(f"it holds nothing that is known; expected one of {known}")
    return reading


def _is_said(value: Any) -> bool:
    # What came may be a list or an object, which no set of values holds.
    return value is not None and value != ""


def _number(said: Any, name: str) -> float:
    try:
        if isinstance(said, int | float) and not isinstance(said, bool):
            return float(said)
        return float(str(said)[:_MOST_DIGITS].replace(",", ""))
    except (OverflowError, ValueError):
        raise MonitoringError(f"{name} is “{str(said)[:40]}”; expected a number") from None
