"""The least that a month and a year cost."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.columns import Cents, Column, moved
from penstock.engineering.tariffs.rounding import line_cents
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import Tariff

_ONE = Decimal(1)


def minimum_columns(tariff: Tariff, charged: Cents, days: NDArray[np.int64]) -> Iterator[Column]:
    """Yield what lifts months to the least bill, and December to the least year.

    Args:
        tariff: Its minimums.
        charged: What each month costs without them and before anything is paid out, shape
            (meters, 12). [cents]
        days: How many days each month has, shape (12,).
    """
    charged = charged.copy()
    for month in range(MONTHS):
        least = tariff.minimum_per_month + tariff.minimum_per_day * int(days[month])
        missing = np.maximum(line_cents(least, _ONE) - charged[:, month], 0)
        if least:
            what = "Up to the minimum bill of a month"
            yield from moved(LineKind.MINIMUM, what, missing, month=month + 1, sign=1)
            charged[:, month] += missing
    if tariff.minimum_per_year:
        least_cents = line_cents(tariff.minimum_per_year, _ONE)
        missing = np.maximum(least_cents - charged.sum(axis=1), 0)
        what = "Up to the minimum bill of a year"
        yield from moved(LineKind.MINIMUM, what, missing, month=MONTHS, sign=1)
