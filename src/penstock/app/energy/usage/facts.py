"""Facts of a report that intervals and bills have in common."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np

from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.reading import UsageRead
from penstock.app.energy.usage.report import Estimated, Meter, Shown
from penstock.engineering.usage.analysis.profiles import Profile
from penstock.engineering.usage.analysis.summaries import base_load_kw, load_factor, peak, seasons
from penstock.engineering.usage.analysis.times_of_use import times_of_use
from penstock.engineering.usage.analysis.weather import Used, WeatherModel, weather_model
from penstock.engineering.usage.channels import Channel
from penstock.engineering.usage.cleaning.values import CleanUsage, Method
from penstock.engineering.usage.intervals import local


def meter_of(channel: Channel, read: UsageRead) -> Meter:
    """Return what a series of the file holds, for the list of them."""
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


def estimated_in(clean: CleanUsage) -> tuple[Estimated, ...]:
    """Return what was not measured, by the method it was estimated by."""
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


def shown_by(profile: Profile, asked: Asked, *, feeds: bool) -> Shown:
    """Return what intervals tell of powers and times."""
    return Shown(
        minutes=profile.minutes,
        base_load_kw=None if feeds else base_load_kw(profile),
        mean_kw=float(profile.power_kw.mean()),
        peak=peak(profile),
        load_factor=load_factor(profile),
        seasons=seasons(profile),
        time_of_use=times_of_use(profile, asked.hours),
    )


def days_used(profile: Profile) -> list[Used]:
    """Return what each day used."""
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


def weather_by(
    used: Sequence[Used], temperatures: Mapping[date, float] | None
) -> WeatherModel | None:
    """Return what the weather does, where temperatures are known."""
    return None if temperatures is None else weather_model(used, temperatures)
