"""Entries put together by their links: readings to series, series to usage points."""

from collections.abc import Callable, Sequence

import numpy as np

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.entries import Entry
from penstock.engineering.usage.espi.values import (
    Feed,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)


def linked(entries: Sequence[Entry]) -> Feed:
    """Return the feed that entries make.

    What is above or beside an entry is found by its links; by the beginning of its own address
    where links are missing; and where there is only one candidate, that is it.

    Raises:
        UsageError: No entry holds a usage point, or readings belong to no series.
    """
    points = _holding(entries, "UsagePoint")
    if not points:
        raise UsageError(
            "The file has no usage point, so it is no Green Button file of a customer's usage: "
            f"{len(entries)} Atom entries were found."
        )
    clocks = [entry.local_time for entry in entries if entry.local_time is not None]
    return Feed(
        points=tuple(_point(point, points, entries) for point in points),
        local_time=clocks[0] if clocks else None,
    )


def _point(point: Entry, points: Sequence[Entry], entries: Sequence[Entry]) -> UsagePoint:
    meters = _holding(entries, "MeterReading")
    mine = [meter for meter in meters if _parent(meter, points) is point]
    return UsagePoint(
        name=point.title or point.own,
        service=point.service,
        series=tuple(_series(meter, meters, entries) for meter in mine),
    )


def _series(meter: Entry, meters: Sequence[Entry], entries: Sequence[Entry]) -> MeterReading:
    blocks = [entry for entry in entries if entry.readings is not None]
    mine = [each.readings for each in blocks if _parent(each, meters) is meter and each.readings]
    types = _holding(entries, "ReadingType")
    named = [entry for entry in types if entry.own in meter.related]
    # A reading type that nobody links to is meant for the series there is.
    chosen = named or (types if len(types) == 1 else [])
    kind = chosen[0].type if chosen else None
    return MeterReading(name=meter.title, type=kind or ReadingType(), readings=_joined(mine))


def _parent(child: Entry, candidates: Sequence[Entry]) -> Entry:
    """Return the entry above one, by its links or by its address."""
    ways: tuple[Callable[[Entry], bool], ...] = (
        lambda each: bool(child.up) and child.up in each.related,
        lambda each: bool(each.own) and child.own.startswith(f"{each.own}/"),
        lambda each: bool(each.own) and child.up.startswith(f"{each.own}/"),
        lambda _: len(candidates) == 1,
    )
    for way in ways:
        found = [each for each in candidates if way(each)]
        if found:
            return found[0]
    raise UsageError(
        f"Line {child.line}: the entry “{child.own or child.title or child.holds}” belongs to none "
        f"of the {len(candidates)} entries above it, by neither its links nor its address."
    )


def _holding(entries: Sequence[Entry], what: str) -> list[Entry]:
    return [entry for entry in entries if entry.holds == what]


def _joined(parts: Sequence[Readings]) -> Readings:
    if len(parts) == 1:
        return parts[0]
    whole, real = np.empty(0, dtype=np.int64), np.empty(0)
    return Readings(
        start_s=np.concatenate([whole, *(part.start_s for part in parts)]),
        duration_s=np.concatenate([whole, *(part.duration_s for part in parts)]),
        value=np.concatenate([real, *(part.value for part in parts)]),
        cost=np.concatenate([real, *(part.cost for part in parts)]),
        quality=np.concatenate([whole, *(part.quality for part in parts)]),
    )
