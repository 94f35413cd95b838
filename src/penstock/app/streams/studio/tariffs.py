"""Tariffs by their short names, with the hash that tells their versions apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np

from penstock.app.energy.tariffs import UnfitTariffError, find_tariff
from penstock.engineering.tariffs.periods import period_bills
from penstock.engineering.tariffs.tariff import Commodity, Tariff
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.shapes import Shape, shape_weights
from penstock.engineering.usage.years import moments_of
from penstock.kernel.years import YearSteps
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError

_LONGEST_DAYS = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTariff:
    """A tariff of the book.

    Args:
        tariff: The tariff.
        sha256: Of its file.
    """

    tariff: Tariff
    sha256: str


def tariff_called(name: str, folder: Path | None) -> BookTariff:
    """Return a tariff of electricity by its short name.

    Raises:
        UnusableInputError: There is none.
    """
    try:
        found = find_tariff(name, folder)
    except (LookupError, UnfitTariffError) as error:
        raise UnusableInputError(str(error)) from error
    if found.tariff.commodity is not Commodity.ELECTRICITY:
        raise UnusableInputError(
            f"{found.tariff.name} sells gas, and modules save electricity. Name a tariff of "
            "electricity."
        )
    return BookTariff(tariff=found.tariff, sha256=sha256(found.file.read_bytes()).hexdigest())


def billed_for(
    book: BookTariff, *, start: date, end: date, use_kwh: Decimal, is_home: bool
) -> Mapping[str, int]:
    """Return what a tariff bills for a period whose use is spread by our reference shape.

    A period that reaches over New Year is billed in two parts.

    Raises:
        UnusableInputError: It is no billing period.
    """
    if not 0 < (end - start).days <= _LONGEST_DAYS:
        raise UnusableInputError(
            f"From {start} to {end} are {(end - start).days} days; expected 1 to {_LONGEST_DAYS}, "
            "with the end on the day after the last."
        )
    shape: Shape = "residential" if is_home else "commercial"
    found: dict[str, int] = {}
    for year in range(start.year, (end - timedelta(days=1)).year + 1):
        for kind, cents in _part(book.tariff, year, (start, end), float(use_kwh), shape).items():
            found[kind] = found.get(kind, 0) + cents
    return found


def _part(
    tariff: Tariff, year: int, period: tuple[date, date], use_kwh: float, shape: Shape
) -> dict[str, int]:
    steps = YearSteps(year=year, zone=tariff.zone or "America/New_York")
    days, minutes = wall_clock(moments_of(steps), steps.zone)
    dates = days + date(1970, 1, 1).toordinal()
    start, end = (each.toordinal() for each in period)
    inside = (dates >= start) & (dates < end)
    weights = shape_weights(days, minutes + 30, shape)
    weights = np.where(inside, weights, 0.0)
    # Of a period over New Year, a year has the share of its days.
    share = len(np.unique(dates[inside])) / (end - start)
    load_kwh = weights / weights.sum() * use_kwh * share
    (bill,) = period_bills(tariff, steps, load_kwh, [period])
    return {str(kind): cents for kind, cents in bill.cents.items()}
