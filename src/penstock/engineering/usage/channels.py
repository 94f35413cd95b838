"""Channels: the series of a Green Button file in units that people know, and the choice of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import (
    CENTS_PER_COST,
    COMMODITIES,
    ESTIMATED_QUALITIES,
    FLOWS,
    REGISTERS,
    SERVICES,
    UNITS,
    Flow,
    Unit,
)
from penstock.engineering.usage.espi.values import Feed, MeterReading, ReadingType, UsagePoint
from penstock.engineering.usage.intervals import Intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One series of a usage point.

    Args:
        point: The name of the usage point.
        name: That of the series; may be empty.
        service: `electricity`, `gas`, `water`, or what else is delivered; empty if unknown.
        unit: `kWh`, `therm`, `ft3`, `m3`, `gal`, `L`; empty if the file does not say.
        flow: Which way it went.
        intervals: What was metered; in the file's own numbers where the unit is not known.
    """

    point: str
    name: str
    service: str
    unit: str
    flow: Flow
    intervals: Intervals

    @property
    def label(self) -> str:
        """The point's name and what is measured, for people."""
        what = " ".join(filter(None, (self.service or "something", self.flow.value)))
        return f"{self.point} ({what}{f', {self.unit}' if self.unit else ''})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a person states where a file does not: a unit's code, and a power of ten."""

    unit_code: int | None = None
    power_of_ten: int | None = None


def channels(feed: Feed, stated: Stated | None = None) -> tuple[Channel, ...]:
    """Return the series of a feed that hold readings.

    Raises:
        UsageError: The feed has no reading at all, or a series has a unit that is no amount.
    """
    made = tuple(
        _channel(point, series, stated or Stated())
        for point in feed.points
        for series in point.series
        if len(series.readings)
    )
    if not made:
        names = ", ".join(f"“{point.name}”" for point in feed.points)
        raise UsageError(f"The file has usage points ({names}) and no interval reading.")
    return made


def choose(found: Sequence[Channel], *, service: str, meter: str | None = None) -> Channel:
    """Return the one channel that tells what was delivered of a service.

    Of several series of one usage point, that with the shortest intervals is meant, delivered
    before net before total.

    Args:
        found: The channels of a file.
        service: `electricity`, `gas` or another.
        meter: A part of the usage point's name, where there are several.

    Raises:
        UsageError: There is none, or more than one usage point has one; the sentence names them.
    """
    right = [each for each in found if each.service == service]
    named = [each for each in right if meter is None or meter.casefold() in each.point.casefold()]
    if not named:
        raise UsageError(_none(found, service=service, meter=meter if right else None))
    points = sorted({each.point for each in named})
    if len(points) > 1:
        listed = ", ".join(f"“{point}”" for point in points)
        raise UsageError(
            f"The file has {len(points)} usage points of {service}: {listed}. Choose one, such as: "
            f"--meter “{points[0]}”"
        )
    order = (Flow.DELIVERED, Flow.NET, Flow.TOTAL, Flow.RECEIVED)
    return min(
        named,
        key=lambda each: (order.index(each.flow), float(np.median(each.intervals.duration_s))),
    )


def _none(found: Sequence[Channel], *, service: str, meter: str | None) -> str:
    listed = "; ".join(dict.fromkeys(each.label for each in found))
    wanted = f"No usage point of {service}"
    if meter is not None:
        return f"{wanted} is called “{meter}”. The file has: {listed}."
    if any(not each.service for each in found):
        return (
            f"{wanted} is in the file. It has: {listed}. What the file does not say, state, such "
            "as: --unit therm --multiplier -3"
        )
    return f"{wanted} is in the file. It has: {listed}."


def _channel(point: UsagePoint, series: MeterReading, stated: Stated) -> Channel:
    kind = series.type
    if stated != Stated():
        kind = _as_stated(point, series, stated)
    if kind.accumulation in REGISTERS:
        raise UsageError(
            f"“{point.name}”: the series “{series.name}” holds the stand of a register "
            f"(accumulationBehaviour {kind.accumulation}), not what each interval used. Ask the "
            "utility for interval data."
        )
    unit = None if kind.unit_code is None else UNITS.get(kind.unit_code)
    if unit is None and kind.unit_code is not None:
        raise UsageError(
            f"“{point.name}”: the series “{series.name}” is in unit {kind.unit_code} of ESPI; "
            f"expected one of {', '.join(f'{code} ({each.name})' for code, each in UNITS.items())}."
        )
    return Channel(
        point=point.name,
        name=series.name,
        service=_service(point, kind, unit),
        unit=unit.name if unit else "",
        flow=FLOWS.get(kind.flow or 0, Flow.DELIVERED),
        intervals=_intervals(series, kind, unit),
    )


def _as_stated(point: UsagePoint, series: MeterReading, stated: Stated) -> ReadingType:
    """Return what a person states of a series; what the file says itself is not overruled."""
    kind = series.type
    if kind.unit_code is not None:
        raise UsageError(
            f"“{point.name}”: the file says that the series “{series.name}” is in unit "
            f"{kind.unit_code} of ESPI with the multiplier {kind.power_of_ten}. --unit and "
            "--multiplier are for files that do not say it."
        )
    power = kind.power_of_ten if stated.power_of_ten is None else stated.power_of_ten
    return replace(kind, unit_code=stated.unit_code, power_of_ten=power)


def _service(point: UsagePoint, kind: ReadingType, unit: Unit | None) -> str:
    """Return what is delivered: by the unit, else the commodity, else the point's own word."""
    if unit is not None and unit.service:
        return unit.service
    coded = SERVICES.get(point.service, "") if point.service is not None else ""
    return COMMODITIES.get(kind.commodity or 0, coded)


def _intervals(series: MeterReading, kind: ReadingType, unit: Unit | None) -> Intervals:
    readings = series.readings
    amount = readings.value * 10.0**kind.power_of_ten * (unit.factor if unit else 1.0)
    if unit is not None and unit.power:
        amount = amount * readings.duration_s / 3600
    return Intervals(
        start_s=readings.start_s,
        duration_s=readings.duration_s,
        amount=amount,
        estimated=np.isin(readings.quality, ESTIMATED_QUALITIES),
        cost_cents=readings.cost * CENTS_PER_COST,
    )
