"""Reports on usage files made: cleaned, laid onto a year, analysed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from penstock.app.energy.usage.files import opened, text_of
from penstock.app.energy.usage.reading import UsageRead, Wanted, read_usage
from penstock.app.energy.usage.report import Bar, Estimated, Meter, Shown, UsageReport
from penstock.engineering.usage.analysis.profiles import Profile, profile_of
from penstock.engineering.usage.analysis.summaries import (
    base_load_kw,
    load_factor,
    monthly_kwh,
    peak,
    seasons,
)
from penstock.engineering.usage.analysis.times_of_use import PeakHours, times_of_use
from penstock.engineering.usage.analysis.weather import Used, WeatherModel, weather_model
from penstock.engineering.usage.bills.spreading import year_from_bills
from penstock.engineering.usage.bills.values import Bill
from penstock.engineering.usage.channels import Channel
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.cleaning.values import CleanUsage, Method
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import local
from penstock.engineering.usage.shapes import Shape
from penstock.engineering.usage.tables.temperatures import read_temperatures
from penstock.engineering.usage.years import YearLoad, year_load
from penstock.kernel.years import YearSteps

_EPOCH = date(1970, 1, 1)

_AFTER_WORK = PeakHours(first=16, last=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks of a report.

    Args:
        year: The year of the load; by default the one that the file ends in.
        minutes: The length of its steps.
        hours: The peak hours of the time-of-use split.
        shape: How bills are spread over hours.
        fill_months: Whether missing months are estimated.
        weather: A table of temperatures, for what the weather does.
    """

    year: int | None = None
    minutes: int = 60
    hours: PeakHours = _AFTER_WORK
    shape: Shape = "residential"
    fill_months: bool = False
    weather: Path | None = None


def report_on(path: Path, wanted: Wanted, asked: Asked) -> UsageReport:
    """Read a usage file and tell what is in it.

    Raises:
        UsageError: The file cannot be read, or its intervals contradict each other.
    """
    read = read_usage(path, wanted)
    temperatures = None if asked.weather is None else _temperatures(asked.weather)
    made = _on_bills if read.bills else _on_intervals
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
        meters=tuple(_meter(each, read) for each in read.channels),
        findings=tuple(each.words for each in clean.findings),
        notes=(*read.notes, *(year.notes if year else ())),
        estimated=_estimated(clean),
        steps=len(clean),
        bars=tuple(Bar(name=month, amount=amount) for month, amount in months.items()),
        shown=_shown(profile, asked) if read.unit == "kWh" else None,
        weather=_weather(_days_used(profile_of(clean)), temperatures),
        lowest_per_day=None,
        first=first,
        end=end + timedelta(days=1),
        year=year,
        why_no_year=why,
    )


def _year_of(clean: CleanUsage, asked: Asked) -> tuple[YearLoad | None, str]:
    last = local(clean.moments_s[-1], clean.zone).year
    steps = YearSteps(year=asked.year or last, zone=clean.zone, minutes=asked.minutes)
    try:
        return year_load(clean, steps, fill_months=asked.fill_months), ""
    except UsageError as error:
        return None, str(error)


def _on_bills(
    name: str, read: UsageRead, asked: Asked, temperatures: Mapping[date, float] | None
) -> UsageReport:
    bills, zone = read.bills, read.zone or "UTC"
    # A shape of electricity says nothing of when gas is burnt.
    electric = read.service == "electricity"
    year, why = _year_of_bills(bills, zone, asked) if electric else (None, "")
    return UsageReport(
        file=name,
        form=read.form,
        service=read.service,
        unit=read.unit,
        zone=read.zone or "",
        of=f"{bills[0].start} to {bills[-1].end}",
        total=sum(bill.amount for bill in bills),
        meters=tuple(_meter(each, read) for each in read.channels),
        findings=(),
        notes=(*read.notes, *(year.notes if year else ())),
        estimated=(),
        steps=0,
        bars=tuple(
            Bar(name=f"{bill.start} to {bill.end}", amount=bill.amount, cost_cents=bill.cost_cents)
            for bill in bills
        ),
        shown=None,
        weather=_weather(
            [Used(start=bill.start, end=bill.end, amount=bill.amount) for bill in bills],
            temperatures,
        ),
        lowest_per_day=min(bill.amount / bill.days for bill in bills),
        first=bills[0].start,
        end=bills[-1].end,
        year=year,
        why_no_year=why,
    )


def _year_of_bills(bills: Sequence[Bill], zone: str, asked: Asked) -> tuple[YearLoad | None, str]:
    # The year in which most of the last twelve months lie.
    usual = (bills[-1].end - timedelta(days=182)).year
    steps = YearSteps(year=asked.year or usual, zone=zone, minutes=asked.minutes)
    try:
        return year_from_bills(bills, steps, shape=asked.shape), ""
    except UsageError as error:
        return None, str(error)


def _meter(channel: Channel, read: UsageRead) -> Meter:
    given, zone = channel.intervals, read.zone or "UTC"
    cost = np.nansum(given.cost_cents)
    return Meter(
        label=channel.label,
        readings=len(given),
        first=local(given.start_s.min(), zone),
        last=local(given.end_s.max(), zone),
        minutes=float(np.median(given.duration_s)) / 60,
        total=given.total,
        unit=channel.unit,
        cost_cents=None if np.isnan(given.cost_cents).all() else round(float(cost)),
        chosen=channel is read.chosen,
    )


def _estimated(clean: CleanUsage) -> tuple[Estimated, ...]:
    made = []
    for method in Method:
        inside = clean.method == method
        if method > Method.SHARED and inside.any():
            # Errors of one gap are alike, so uncertainties are added up, not their squares.
            made.append(
                Estimated(
                    method=method.words,
                    steps=int(inside.sum()),
                    amount=float(clean.energy_kwh[inside].sum()),
                    sigma=float(clean.sigma_kwh[inside].sum()),
                )
            )
    return tuple(made)


def _shown(profile: Profile, asked: Asked) -> Shown:
    return Shown(
        minutes=profile.minutes,
        base_load_kw=base_load_kw(profile),
        mean_kw=float(profile.power_kw.mean()),
        peak=peak(profile),
        load_factor=load_factor(profile),
        seasons=seasons(profile),
        time_of_use=times_of_use(profile, asked.hours),
    )


def _days_used(profile: Profile) -> list[Used]:
    day = profile.days - profile.days[0]
    first = datetime.fromtimestamp(int(profile.days[0]) * 86400, tz=UTC).date()
    sums = np.bincount(day, weights=profile.energy_kwh)
    return [
        Used(
            start=first + timedelta(days=number),
            end=first + timedelta(days=number + 1),
            amount=float(amount),
        )
        for number, amount in enumerate(sums)
    ]


def _weather(
    used: Sequence[Used], temperatures: Mapping[date, float] | None
) -> WeatherModel | None:
    return None if temperatures is None else weather_model(used, temperatures)
