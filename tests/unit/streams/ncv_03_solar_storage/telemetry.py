"""Telemetry of the built system: its first days in June, under Greensboro's weather."""

from datetime import UTC, datetime, timedelta

import numpy as np

from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.sources import written
from tests.reference.monitoring.weather_windows import read, site

ENERGISED_AT = datetime(2026, 6, 22, 13, tzinfo=UTC)
LATER = datetime(2026, 7, 10, 12, tzinfo=UTC)
SERIAL = "SN-0077"
# The weather year is put onto 2025; one common year later it is that of the case.
_YEAR_S = 365 * 86_400
_MIDSUMMER_H = 172 * 24


def readings(
    days: int = 10, *, share: float = 1.0, serial: str = SERIAL, late_h: int = 0
) -> list[Reading]:
    """Return hourly readings from the day of energising on.

    Args:
        days: How many.
        share: Of what a sound system gives.
        serial: Of the device.
        late_h: By how much its clock, or its sun, is late. [h]
    """
    when = slice(_MIDSUMMER_H, _MIDSUMMER_H + days * 24)
    seen = read(site("greensboro", strings=2), when)
    light = np.roll(seen.irradiance_w_m2, late_h)
    power = np.roll(seen.power_kw, late_h) * share
    first = datetime.fromtimestamp(float(seen.begins_s[0]) + _YEAR_S, tz=UTC)
    return [
        Reading(
            at=first + timedelta(hours=number),
            serial=serial,
            power_kw=round(float(power[number]), 4),
            irradiance_w_m2=round(float(light[number]), 1),
            module_c=round(float(seen.module_c[number]), 1),
        )
        for number in range(len(power))
    ]


def file(days: int = 10, *, share: float = 1.0, serial: str = SERIAL, late_h: int = 0) -> bytes:
    """Return the same as a file."""
    return written(readings(days, share=share, serial=serial, late_h=late_h))
