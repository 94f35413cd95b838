"""The one place where money is rounded: a line's quantity times its price, to the cent."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MILLIONTH = Decimal("0.000001")
# Nearer to half a cent than this, floats do not decide.
_DOUBT = 1e-6


def quantity_of(amount: float) -> Decimal:
    """Return an amount as a bill shows and prices it: to six decimals."""
    return Decimal(repr(float(amount))).quantize(_MILLIONTH)


def line_cents(quantity: Decimal, price: Decimal) -> int:
    """Return what a line costs: quantity x price, half a cent away from zero [cents]."""
    return int((quantity * price * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def cents(quantities: NDArray[np.float64], prices: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return what many lines cost, each exactly as `line_cents` says.

    Args:
        quantities: Any shape. [kWh, kW, therm or such]
        prices: A shape that goes with it. [$ for each]
    """
    rounded = np.round(quantities, 6)
    exact = rounded * prices * 100
    size = np.abs(exact)
    found = np.copysign(np.floor(size + 0.5), exact).astype(np.int64)
    doubtful = np.abs(size - np.floor(size) - 0.5) < _DOUBT + size * 1e-13
    if doubtful.any():
        _decide(found, doubtful, rounded, np.broadcast_to(prices, exact.shape))
    return found


def _decide(
    found: NDArray[np.int64],
    doubtful: NDArray[np.bool_],
    quantities: NDArray[np.float64],
    prices: NDArray[np.float64],
) -> None:
    quantities = np.broadcast_to(quantities, found.shape)
    for place in zip(*np.nonzero(doubtful), strict=True):
        price = Decimal(repr(float(prices[place])))
        found[place] = line_cents(quantity_of(quantities[place]), price)


def price_array(prices: Any) -> NDArray[np.float64]:
    """Return nested lists of exact prices as floats."""
    return np.array(prices, dtype=object).astype(np.float64)
