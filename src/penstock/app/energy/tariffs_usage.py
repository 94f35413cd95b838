"""A year to be billed out of a usage file: Green Button, a table of intervals, or bills."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from penstock.app.energy.tariffs_year import MeteredYear
from penstock.app.energy.usage.reading import UsageRead, Wanted, read_usage
from penstock.engineering.usage.bills.spreading import year_from_bills
from penstock.engineering.usage.channels import Channel
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.cleaning.values import CleanUsage
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.shapes import Shape
from penstock.engineering.usage.years import YearLoad, usual_year, year_load
from penstock.kernel.years import YearSteps


def year_of_usage(
    path: Path,
    wanted: Wanted,
    *,
    zone: str,
    year: int | None = None,
    shape: Shape = "residential",
    fill_months: bool = False,
) -> MeteredYear:
    """Return the year that a usage file gives.

    Args:
        path: The file.
        wanted: What a person says about it.
        zone: Whose clock it is where neither person nor file says it.
        year: The calendar year; by default the last that was metered whole, or else the one in
            which the readings end.
        shape: How bills are spread over hours.
        fill_months: Whether missing months are estimated.

    Raises:
        UsageError: The file cannot be read, or gives no year.
        FileNotFoundError: There is no such file.
    """
    read = _read(path, wanted, zone)
    if read.bills:
        return _from_bills(read, read.zone or zone, year, shape)
    assert read.chosen is not None, "intervals belong to a channel"
    clean = _clean(read, read.chosen)
    steps = YearSteps(
        year=year or usual_year(clean), zone=clean.zone, minutes=max(clean.minutes, 5)
    )
    load = year_load(clean, steps, fill_months=fill_months)
    notes = (*read.notes, *load.notes, *_estimated(load))
    metered = MeteredYear(steps=steps, flows_in=load.load_kwh, unit=read.unit, notes=notes)
    if read.chosen.flow is Flow.NET:
        out, flows_in = np.maximum(-load.load_kwh, 0), np.maximum(load.load_kwh, 0)
        return replace(metered, flows_in=flows_in, flows_out=out if out.any() else None)
    received = _received(read)
    if received is None:
        return metered
    out = year_load(_clean(read, received), steps, fill_months=True).load_kwh
    return replace(metered, flows_out=out)


def _read(path: Path, wanted: Wanted, zone: str) -> UsageRead:
    """Read a file; a table of times without a zone is of the tariff's place."""
    try:
        return read_usage(path, wanted)
    except UsageError:
        if wanted.zone is not None:
            raise
    return read_usage(path, replace(wanted, zone=zone))


def _from_bills(read: UsageRead, zone: str, year: int | None, shape: Shape) -> MeteredYear:
    # The year in which most of the last twelve months lie.
    usual = (read.bills[-1].end - timedelta(days=182)).year
    steps = YearSteps(year=year or usual, zone=zone)
    load = year_from_bills(read.bills, steps, shape=shape)
    notes = (*read.notes, *load.notes)
    if read.unit != "kWh":
        notes = (
            *notes,
            "Within each bill gas is spread like a home's electricity; where a price changes "
            "within a bill, the shares before and after are estimates.",
        )
    return MeteredYear(steps=steps, flows_in=load.load_kwh, unit=read.unit, notes=notes)


def _clean(read: UsageRead, channel: Channel) -> CleanUsage:
    assert read.zone is not None, "intervals are of a place"
    return cleaned(channel.intervals, zone=read.zone, flow=channel.flow)


def _received(read: UsageRead) -> Channel | None:
    assert read.chosen is not None, "intervals belong to a channel"
    found = (
        each
        for each in read.channels
        if each.point == read.chosen.point and each.flow is Flow.RECEIVED and each.intervals.total
    )
    return next(found, None)


def _estimated(load: YearLoad) -> tuple[str, ...]:
    count = int(load.estimated.sum())
    if not count:
        return ()
    share = float(load.load_kwh[load.estimated].sum()) / max(load.total_kwh, 1e-9)
    return (f"{count:,} of {load.steps.count:,} steps are estimated, {share:.1%} of the energy.",)
