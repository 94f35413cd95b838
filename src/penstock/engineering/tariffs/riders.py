"""Charges beside the prices: by energy, by demand, by month, and as a share of the rest."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.columns import Column, priced, share_of
from penstock.engineering.tariffs.rules import Rider, RiderUnit
from penstock.engineering.tariffs.tariff import Tariff

Floats = NDArray[np.float64]


def rider_columns(
    tariff: Tariff, *, energy: Floats, billed_kw: Floats, before: Sequence[Column]
) -> Iterator[Column]:
    """Yield the riders of a tariff.

    Args:
        tariff: Its riders.
        energy: What each month is billed for, shape (meters, 12). [kWh or therm]
        billed_kw: The demand that each month is billed for, the same shape.
        before: All charges before riders, which a rider in percent is a share of.
    """
    quantities = {
        RiderUnit.ENERGY: energy,
        RiderUnit.THERM: energy,
        RiderUnit.POWER: billed_kw,
        RiderUnit.MONTH: np.ones_like(energy),
    }
    for rider in tariff.riders:
        if rider.unit is RiderUnit.PERCENT:
            yield from _shares(rider, before)
        else:
            yield from priced(
                LineKind.RIDER,
                rider.name,
                quantities[rider.unit],
                str(rider.unit),
                rider.rate,
                months=rider.months,
            )


def _shares(rider: Rider, before: Sequence[Column]) -> Iterator[Column]:
    for month in rider.months:
        base = [column.cents for column in before if column.month == month]
        if base:
            yield from share_of(
                LineKind.RIDER, rider.name, np.sum(base, axis=0), rider.rate / 100, month=month
            )
