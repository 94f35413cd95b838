"""What a tariff bills for periods that are no calendar months, as printed bills have them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, MonthBill
from penstock.engineering.tariffs.billing import bill_of
from penstock.engineering.tariffs.charging import charge_meters
from penstock.engineering.tariffs.clock import dates_of
from penstock.engineering.tariffs.tariff import Tariff
from penstock.kernel.years import YearSteps

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBill:
    """What a tariff bills for a period.

    Args:
        start: Its first day.
        end: The day after its last.
        cents: What lines of each kind come to; the kinds that are there. [cents]
    """

    start: date
    end: date
    cents: Counter[LineKind]

    @property
    def total_cents(self) -> int:
        """All of them together [cents]."""
        return self.cents.total()


def period_bills(
    tariff: Tariff, steps: YearSteps, use_kwh: Floats, periods: Sequence[tuple[date, date]]
) -> list[PeriodBill]:
    """Return what a tariff bills for periods of one calendar year, without what flows out.

    A month's fixed charge counts by the share of its days that the period has; tiers fill anew in
    each calendar month of a period, which its bill may do otherwise. Minimum bills are left out.

    Args:
        tariff: The tariff, for electricity.
        steps: The steps of the year.
        use_kwh: What is used, shape (steps,).
        periods: First day, and the day after the last; days of other years use nothing.

    Raises:
        TariffError: The tariff sells gas, or the array does not fit the steps.
    """
    if not periods:
        return []
    days = dates_of(steps)
    bounds = np.array([[each.toordinal() for each in period] for period in periods])
    inside = (days >= bounds[:, :1]) & (days < bounds[:, 1:])
    charges = charge_meters(tariff, steps, np.where(inside, use_kwh, 0.0))
    return [
        _of_period(bill_of(charges, tariff, steps, meter=number).months, steps.year, *period)
        for number, period in enumerate(periods)
    ]


def _of_period(months: Sequence[MonthBill], year: int, start: date, end: date) -> PeriodBill:
    found: Counter[LineKind] = Counter()
    for month in months:
        share = _share(year, month.month, start, end)
        for line in month.lines:
            if share and line.kind is not LineKind.MINIMUM:
                part = share if line.kind is LineKind.FIXED else 1.0
                found[line.kind] += round(line.cents * part)
    return PeriodBill(start=start, end=end, cents=found)


def _share(year: int, month: int, start: date, end: date) -> float:
    """Return which share of a month's days a period has."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    days = (min(end, after) - max(start, first)).days
    return max(0, days) / (after - first).days
