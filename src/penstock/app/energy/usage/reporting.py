"""Reports on usage files made: cleaned, laid onto a year, analysed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.facts import days_used, estimated_in, meter_of, shown_by, weather_by
from penstock.app.energy.usage.files import Watch, opened, text_of
from penstock.app.energy.usage.on_bills import report_on_bills
from penstock.app.energy.usage.reading import UsageRead, Wanted, read_usage
from penstock.app.energy.usage.report import Bar, UsageReport
from penstock.engineering.usage.analysis.profiles import profile_of
from penstock.engineering.usage.analysis.summaries import monthly_kwh
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.cleaning.values import CleanUsage
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.tables.temperatures import read_temperatures
from penstock.engineering.usage.years import YearLoad, usual_year, year_load
from penstock.kernel.years import YearSteps

__all__ = ["Asked", "report_on", "usage_year"]

_EPOCH = date(1970, 1, 1)


def report_on(
    path: Path, wanted: Wanted, asked: Asked, *, watch: Watch | None = None
) -> UsageReport:
    """Read a usage file and tell what is in it.

    Args:
        path: The file.
        wanted: What a person says about it.
        asked: What the report shall tell.
        watch: What is told how much of the file is read, 0 to 1.

    Raises:
        UsageError: The file cannot be read, or its intervals contradict each other.
    """
    read = read_usage(path, wanted, watch=watch)
    temperatures = None if asked.weather is None else _temperatures(asked.weather)
    made = report_on_bills if read.bills else _on_intervals
    return made(path.name, read, asked, temperatures)


def usage_year(path: Path, wanted: Wanted, asked: Asked) -> YearLoad:
    """Return the load of a year that a usage file gives.

    Raises:
        UsageError: The file cannot be read, or gives no year.
    """
    report = report_on(path, wanted, asked)
    if report.year is None:
        raise UsageError(report.why_no_year)
    return report.year


def _temperatures(path: Path) -> Mapping[date, float]:
    with opened(path) as stream:
        return read_temperatures(text_of(stream))


def _on_intervals(
    name: str, read: UsageRead, asked: Asked, temperatures: Mapping[date, float] | None
) -> UsageReport:
    assert read.chosen is not None, "intervals belong to a channel"
    assert read.zone is not None, "intervals are of a place"
    clean = cleaned(read.chosen.intervals, zone=read.zone, flow=read.chosen.flow)
    clean, split = _came_in(clean, read)
    year, why = _year_of(clean, asked)
    profile = profile_of(year or clean)
    first, end = (_EPOCH + timedelta(days=int(profile.days[at])) for at in (0, -1))
    months = monthly_kwh(profile)
    return UsageReport(
        file=name,
        form=read.form,
        service=read.service,
        unit=read.unit,
        zone=read.zone,
        of=str(year.steps.year) if year else f"{first} to {end}",
        total=float(profile.energy_kwh.sum()),
        meters=tuple(meter_of(each, read) for each in read.channels),
        findings=tuple(each.words for each in clean.findings),
        notes=(*split, *read.notes, *(year.notes if year else ())),
        estimated=estimated_in(clean),
        steps=len(clean),
        bars=tuple(Bar(name=month, amount=amount) for month, amount in months.items()),
        shown=shown_by(profile, asked, feeds=_feeds(read)) if read.unit == "kWh" else None,
        weather=weather_by(days_used(profile_of(clean)), temperatures),
        lowest_per_day=None,
        first=first,
        end=end + timedelta(days=1),
        year=year,
        why_no_year=why,
    )


def _came_in(clean: CleanUsage, read: UsageRead) -> tuple[CleanUsage, tuple[str, ...]]:
    """Return what came in of a net series, step by step, and a note that tells what went out."""
    assert read.chosen is not None, "intervals belong to a channel"
    if read.chosen.flow is not Flow.NET:
        return clean, ()
    came, went = np.maximum(clean.energy_kwh, 0), np.maximum(-clean.energy_kwh, 0)
    note = (
        f"The series is net: in steps of {clean.minutes} minutes, {came.sum():,.0f} {read.unit} "
        f"came in, which this is about, and {went.sum():,.0f} {read.unit} were fed into the "
        "network. What was made and used behind the meter is in no file of the utility."
    )
    return replace(clean, energy_kwh=came), (note,)


def _feeds(read: UsageRead) -> bool:
    """Tell whether the meter also feeds into the network, so that its lowest hours tell nothing."""
    chosen = read.chosen
    return chosen is not None and (
        chosen.flow is Flow.NET
        or any(
            each.point == chosen.point and each.flow is Flow.RECEIVED and each.intervals.total > 0
            for each in read.channels
        )
    )


def _year_of(clean: CleanUsage, asked: Asked) -> tuple[YearLoad | None, str]:
    year = asked.year or usual_year(clean)
    steps = YearSteps(year=year, zone=clean.zone, minutes=asked.minutes)
    try:
        return year_load(clean, steps, fill_months=asked.fill_months), ""
    except UsageError as error:
        return None, str(error)
