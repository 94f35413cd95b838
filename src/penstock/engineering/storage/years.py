"""A site's year: what is used, what the sun gives, what a kWh costs and earns, and peaks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.storage.errors import Floats, StorageError, require_number, series
from penstock.kernel.years import YearSteps

Steps = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratchet:
    """A share of another period's peak that is charged at least, whatever this period's peak is.

    Args:
        period: The place of the other period in the year's `demand`.
        share: Of its peak, 0 to 1.
    """

    period: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPeriod:
    """Steps whose highest import is charged once: a month, or a window of its days.

    The peak is the mean import of a step, so steps should be as long as the tariff's demand
    interval.

    Args:
        name: What people call it in every month, such as `on peak`.
        month: Its month, 1 to 12.
        steps: Which steps count, by their places in the year. Shape (k,).
        dollars_per_kw: The price of a kW of its peak. [$/kW]
        ratchets: Shares of other peaks that are charged at least.
    """

    name: str
    month: int
    steps: Steps
    dollars_per_kw: float
    ratchets: tuple[Ratchet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteYear:
    """What a battery meets in a year; every series has a value for each step.

    Args:
        steps: The year.
        load_kwh: What is used. Shape (n,), >= 0. [kWh per step]
        yield_kwh: What the array gives at the AC side. Shape (n,), >= 0. [kWh per step]
        buy_dollars_per_kwh: The price of imported energy. Shape (n,). [$/kWh]
        sell_dollars_per_kwh: What exported energy earns; with net metering, the price that it
            offsets. Shape (n,). [$/kWh]
        demand: Peaks that are charged.
        export_limit_kw: The most that the site may export, if there is a limit. [kW]
        import_limit_kw: The most that it may import, if there is a limit. [kW]

    Raises:
        StorageError: A series of another length, with a gap, or below zero; a period whose steps
            are not in the year; a limit below zero.
    """

    steps: YearSteps
    load_kwh: Floats
    yield_kwh: Floats
    buy_dollars_per_kwh: Floats
    sell_dollars_per_kwh: Floats
    demand: tuple[DemandPeriod, ...] = ()
    export_limit_kw: float | None = None
    import_limit_kw: float | None = None

    def __post_init__(self) -> None:
        self._hold("load_kwh", "load", low=0.0, unit="kWh")
        self._hold("yield_kwh", "yield", low=0.0, unit="kWh")
        self._hold("buy_dollars_per_kwh", "price of imported energy", low=-np.inf, unit="$/kWh")
        self._hold("sell_dollars_per_kwh", "price of exported energy", low=-np.inf, unit="$/kWh")
        for limit, name in ((self.export_limit_kw, "export"), (self.import_limit_kw, "import")):
            if limit is not None:
                require_number(limit, f"{name} limit", unit="kW")
        object.__setattr__(self, "demand", tuple(self.demand))
        for period in self.demand:
            self._require_period(period)

    def _hold(self, field: str, name: str, *, low: float, unit: str) -> None:
        values = series(getattr(self, field), name, count=self.steps.count, low=low, unit=unit)
        object.__setattr__(self, field, values)

    def _require_period(self, period: DemandPeriod) -> None:
        require_number(period.dollars_per_kw, f"demand price of “{period.name}”", unit="$/kW")
        if period.steps.size and not 0 <= period.steps.min() <= period.steps.max() < len(
            self.buy_dollars_per_kwh
        ):
            raise StorageError(
                f"The demand period “{period.name}” has steps {period.steps.min()} to "
                f"{period.steps.max()}; the year has {self.steps.count:,}, counted from 0."
            )
        for ratchet in period.ratchets:
            require_number(ratchet.share, f"ratchet of “{period.name}”", high=1.0)
            require_number(
                ratchet.period,
                f"period of the ratchet of “{period.name}”",
                high=len(self.demand) - 1,
            )

    def moment(self, step: int) -> str:
        """Return when a step begins, as the place's clocks show it."""
        start = self.steps.start + step * timedelta(minutes=self.steps.minutes)
        return f"{start.astimezone(ZoneInfo(self.steps.zone)):%Y-%m-%d %H:%M}"


def month_starts(steps: YearSteps) -> tuple[int, ...]:
    """Return the first step of each month by the place's clock, and the year's number of steps."""
    zone, step = ZoneInfo(steps.zone), timedelta(minutes=steps.minutes)
    firsts = (datetime(steps.year, month, 1, tzinfo=zone) for month in range(1, 13))
    return (*((first - steps.start) // step for first in firsts), steps.count)


def bill_dollars(site: SiteYear, *, import_kwh: Floats, export_kwh: Floats) -> float:
    """Return what imports, exports and peaks cost at the year's prices, in dollars.

    cost = sum(buy * import) - sum(sell * export) + sum over periods of price * billed peak

    Fixed charges, minimum bills, tiers and the rolling of credits are the tariff's affair; this is
    what a dispatch can change.

    Args:
        site: The year with its prices.
        import_kwh: Shape (n,). [kWh]
        export_kwh: Shape (n,). [kWh]
    """
    energy = float(site.buy_dollars_per_kwh @ import_kwh - site.sell_dollars_per_kwh @ export_kwh)
    return energy + float(
        sum(
            period.dollars_per_kw * peak
            for period, peak in zip(site.demand, billed_peaks_kw(site, import_kwh), strict=True)
        )
    )


def billed_peaks_kw(site: SiteYear, import_kwh: Floats) -> list[float]:
    """Return the demand that each period is charged for: its peak, or what a ratchet holds up."""
    peaks = [
        float(import_kwh[period.steps].max(initial=0.0)) / site.steps.hours
        for period in site.demand
    ]
    return [
        max([peak, *(ratchet.share * peaks[ratchet.period] for ratchet in period.ratchets)])
        for period, peak in zip(site.demand, peaks, strict=True)
    ]
