"""One reading of a device: when, whose, and what, in one set of units."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from penstock.kernel.moments import in_utc_text

# What a reading of a rooftop can be; beyond it lies a wrong unit or a mark for "missing".
RANGES = {
    "power_kw": (-1.0, 100_000.0),
    "irradiance_w_m2": (-20.0, 2000.0),
    "module_c": (-60.0, 120.0),
    "air_c": (-70.0, 70.0),
    "voltage_v": (0.0, 50_000.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a device read at one moment; None where it says nothing.

    Args:
        at: When, by UTC.
        serial: The device's serial number; empty where it sends none.
        power_kw: Output. [kW ac]
        irradiance_w_m2: Light in the plane of the modules. [W/m²]
        module_c: Temperature of a module's back. [°C]
        air_c: Temperature of the air. [°C]
        voltage_v: At the inverter's terminals. [V]
    """

    at: datetime
    serial: str = ""
    power_kw: float | None = None
    irradiance_w_m2: float | None = None
    module_c: float | None = None
    air_c: float | None = None
    voltage_v: float | None = None

    def impossible(self) -> Iterator[str]:
        """Yield what of it cannot be, with its value."""
        for name, (low, high) in RANGES.items():
            value: float | None = getattr(self, name)
            if value is not None and not (math.isfinite(value) and low <= value <= high):
                yield f"{name} is {value:g}; expected {low:g} to {high:g}"

    def is_empty(self) -> bool:
        """Tell whether nothing was read."""
        return all(getattr(self, name) is None for name in RANGES)


COLUMNS = tuple(each.name for each in fields(Reading))


def as_row(reading: Reading) -> list[str]:
    """Return a reading as a line of a CSV file, by `COLUMNS`."""
    values = (getattr(reading, name) for name in COLUMNS[2:])
    numbers = ["" if value is None else repr(float(value)) for value in values]
    return [in_utc_text(reading.at), reading.serial, *numbers]
