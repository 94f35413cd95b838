"""Tariffs small enough to bill by hand."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.reading import read_urdb
from penstock.engineering.tariffs.tariff import Tariff
from penstock.kernel.years import YearSteps

# 2018 begins on a Monday, and this zone's clock never changes.
PLAIN_YEAR = YearSteps(year=2018, zone="Etc/GMT+7")
PACIFIC_YEAR = YearSteps(year=2026, zone="America/Los_Angeles")
ALL_HOURS = [[0] * 24] * 12
AFTERNOON = [[0] * 14 + [1] * 5 + [0] * 5] * 12


def by_clock(steps: YearSteps, load_kwh: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return hourly energy moved to the hours of the year that the place's clock showed."""
    zone = ZoneInfo(steps.zone)
    shown = (
        (steps.start + timedelta(hours=n)).astimezone(zone).replace(tzinfo=None)
        for n in range(steps.count)
    )
    hours = [(each - datetime(steps.year, 1, 1)) // timedelta(hours=1) for each in shown]  # noqa: DTZ001
    moved: NDArray[np.float64] = np.bincount(hours, load_kwh, steps.count).astype(np.float64)
    return moved


def document(**fields: Any) -> dict[str, Any]:
    """Return a tariff at 10 cents a kWh and 12 dollars a month, with other fields where given."""
    return {
        "label": "SMALL",
        "name": "Small tariff",
        "utility": "Small company",
        "energyratestructure": [[{"rate": 0.10, "unit": "kWh"}]],
        "energyweekdayschedule": ALL_HOURS,
        "energyweekendschedule": ALL_HOURS,
        "fixedchargefirstmeter": 12,
        "fixedchargeunits": "$/month",
    } | fields


def tariff(**fields: Any) -> Tariff:
    """Return the tariff of `document`."""
    return read_urdb(document(**fields))


def time_of_use(**fields: Any) -> Tariff:
    """Return a tariff of 10 cents, and 30 from 14:00 to 19:00 on working days."""
    structure = [[{"rate": 0.10, "sell": 0.03}], [{"rate": 0.30, "sell": 0.05}]]
    return tariff(
        **{
            "energyratestructure": structure,
            "energyweekdayschedule": AFTERNOON,
            "energytoulabels": ["Off-peak", "Peak"],
        }
        | fields
    )
