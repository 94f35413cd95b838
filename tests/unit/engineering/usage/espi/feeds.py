"""Feeds to read and write in tests."""

import numpy as np

from penstock.engineering.usage.espi.values import (
    NO_QUALITY,
    Feed,
    LocalTime,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)

NEW_YEAR_2025_S = 1735707600
"""Midnight of 1 January 2025 in New York."""
EASTERN = LocalTime(
    offset_s=-18000, daylight_saving_s=3600, start_rule="360E2000", end_rule="B40E2000"
)
ELECTRICITY = ReadingType(unit_code=72, commodity=1, flow=1, accumulation=4, interval_s=3600)


def readings(
    values: list[float], *, start_s: int = NEW_YEAR_2025_S, duration_s: int = 3600
) -> Readings:
    """Return readings one after the other."""
    count = len(values)
    return Readings(
        start_s=start_s + duration_s * np.arange(count),
        duration_s=np.full(count, duration_s),
        value=np.array(values, dtype=float),
        cost=np.full(count, np.nan),
        quality=np.full(count, NO_QUALITY),
    )


def feed_of(
    values: Readings,
    *,
    kind: ReadingType = ELECTRICITY,
    service: int | None = 0,
    name: str = "Home",
) -> Feed:
    """Return a feed of one usage point with one series."""
    series = MeterReading(name="Hourly", type=kind, readings=values)
    return Feed(
        points=(UsagePoint(name=name, service=service, series=(series,)),), local_time=EASTERN
    )
