"""For how long a home runs when the grid is gone: for each hour of a year, and by season."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.errors import Floats, StorageError, require_number
from penstock.engineering.storage.years import SiteYear, month_starts


class Season(StrEnum):
    """Three months each, as meteorologists count; winter holds both ends of the year."""

    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


_SEASONS = dict(zip(Season, ((12, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """What an outage finds.

    Args:
        critical_share: The share of the load that is served, 0 to 1.
        stored_kwh: What is in the cells when it begins: one number, or one for each step, shape
            (n,); the reserve and what lies below may be used down to the lowest state of charge.
        most_hours: How long is looked ahead; who lasts so long, lasts `most_hours`.
    """

    critical_share: float = 1.0
    stored_kwh: Floats | float
    most_hours: float = 14 * 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class IslandHours:
    """How long outages that begin in a season are lasted through.

    Args:
        season: The season; None for the whole year.
        least: The worst hour to begin in. [h]
        p10: One in ten outages is lasted through for less. [h]
        median: Half of them. [h]
        lasting: The share that is lasted through for as long as was looked ahead, 0 to 1.
    """

    season: Season | None
    least: float
    p10: float
    median: float
    lasting: float


def island_hours(site: SiteYear, battery: Battery, outage: Outage) -> Floats:
    """Return for each step how long an outage that begins with it is lasted through. Shape (n,).

    In each step the array serves the critical load, its surplus charges, and the cells give the
    rest, until a step needs more energy or power than there is. The array runs only with a battery.
    After 31 December comes 1 January of the same year.

    Args:
        site: The year; prices are not used.
        battery: The battery; its standby is served, too.
        outage: What it finds.

    Raises:
        StorageError: A share above 1, or more stored than the battery holds.
    """
    stored = _stored(site, battery, outage)
    load = site.load_kwh * outage.critical_share + battery.standby_kw * site.steps.hours
    walk = np.arange(site.steps.count)
    served = np.zeros(site.steps.count)
    alive = np.ones(site.steps.count, dtype=bool) & (battery.capacity_kwh > 0)
    for _ in range(round(outage.most_hours / site.steps.hours)):
        stored, holds = _step(battery, stored, load[walk] - site.yield_kwh[walk], site.steps.hours)
        alive &= holds
        if not alive.any():
            break
        served += alive
        walk = (walk + 1) % site.steps.count
    return served * site.steps.hours


def _step(
    battery: Battery, stored: Floats, net_kwh: Floats, hours: float
) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    lowest_kwh = battery.min_soc * battery.capacity_kwh
    short, surplus = np.maximum(net_kwh, 0.0), np.maximum(-net_kwh, 0.0)
    after = stored - short / battery.gain_out
    holds = (after >= lowest_kwh - 1e-9) & (short <= battery.discharge_kw * hours + 1e-9)
    charged = np.minimum(surplus, battery.charge_kw * hours) * battery.gain_from_pv
    return np.minimum(after + charged, battery.ceiling_kwh), holds


def _stored(site: SiteYear, battery: Battery, outage: Outage) -> Floats:
    require_number(outage.critical_share, "share of critical load", high=1.0)
    require_number(outage.most_hours, "time looked ahead", unit="h")
    stored = np.array(np.broadcast_to(outage.stored_kwh, site.steps.count), dtype=np.float64)
    most = float(stored.max())
    if not most <= battery.ceiling_kwh + 1e-6 or float(stored.min()) < 0:
        raise StorageError(
            f"An outage would find between {stored.min():g} and {most:g} kWh in a battery that "
            f"holds {battery.ceiling_kwh:g} kWh. Give what is in the cells when it begins."
        )
    return stored


def by_season(site: SiteYear, hours: Floats, *, most_hours: float) -> tuple[IslandHours, ...]:
    """Return how long outages are lasted through in each season, and in the whole year.

    Args:
        site: The year, for its months.
        hours: What `island_hours` gives. Shape (n,). [h]
        most_hours: How long was looked ahead. [h]
    """
    months = np.repeat(np.arange(1, 13), np.diff(month_starts(site.steps)))
    rows: list[tuple[Season | None, Floats]] = [
        (season, hours[np.isin(months, _SEASONS[season])]) for season in Season
    ]
    rows.append((None, hours))
    return tuple(
        IslandHours(
            season=season,
            least=float(each.min()),
            p10=float(np.quantile(each, 0.1, method="lower")),
            median=float(np.quantile(each, 0.5, method="lower")),
            lasting=float((each >= most_hours - 1e-9).mean()),
        )
        for season, each in rows
    )


def reserve_for(
    site: SiteYear, battery: Battery, *, hours: float, critical_share: float = 1.0
) -> float:
    """Return what has to be held back to serve any such time of the year without sun, in kWh.

    reserve = the highest energy that so many hours in a row need / gain_out

    Args:
        site: The year.
        battery: The battery, for its losses and its standby.
        hours: Of backup, rounded up to steps. [h]
        critical_share: The share of the load that is served, 0 to 1.
    """
    require_number(hours, "backup", high=24 * 365.0, unit="h")
    require_number(critical_share, "share of critical load", high=1.0)
    steps = int(np.ceil(hours / site.steps.hours - 1e-9))
    load = site.load_kwh * critical_share + battery.standby_kw * site.steps.hours
    sums = np.concatenate([[0.0], np.cumsum(np.concatenate([load, load[:steps]]))])
    return float((sums[steps:] - sums[: len(sums) - steps]).max()) / battery.gain_out
