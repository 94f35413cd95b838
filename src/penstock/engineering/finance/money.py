"""The one place where amounts become whole cents."""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto

_CENT = Decimal(1)


class Rounding(Enum):
    """Whether amounts are of money that is paid, or of a model that knows no cents."""

    CENTS = auto()
    """Every line of every year is whole cents, so that all sums are exact. What is published."""
    NONE = auto()
    """Nothing is rounded, to be held against models that do not round either."""


def settled(cents: Decimal, rounding: Rounding) -> Decimal:
    """Return an amount as it is paid: to the cent, a half away from nothing.

    Example:
        >>> settled(Decimal("-10.5"), Rounding.CENTS)
        Decimal('-11')
    """
    return cents if rounding is Rounding.NONE else cents.quantize(_CENT, ROUND_HALF_UP)


def whole_cents(cents: Decimal) -> int:
    """Return an amount as an integer, a half away from nothing."""
    return int(cents.quantize(_CENT, ROUND_HALF_UP))
