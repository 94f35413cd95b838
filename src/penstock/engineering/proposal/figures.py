"""Numbers as people read them: with units, grouped, a minus that is one."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
# A number is not parted from its unit at the end of a line.
GAP = "\u00a0"


def whole(value: float, unit: str = "") -> str:
    r"""Return a number without decimals.

    Example:
        >>> whole(-1234.5, "kWh")
        '−1,235\xa0kWh'
    """
    return _with_unit(_grouped(Decimal(repr(float(value))), places=0), unit)


def decimals(value: float, places: int, unit: str = "") -> str:
    """Return a number with decimals."""
    return _with_unit(_grouped(Decimal(repr(float(value))), places=places), unit)


def dollars(cents: int | Decimal) -> str:
    """Return an amount in whole dollars.

    Example:
        >>> dollars(-123_450)
        '−$1,235'
    """
    return _money(_grouped(Decimal(cents) / 100, places=0))


def dollars_and_cents(cents: int | Decimal) -> str:
    """Return an amount to the cent."""
    return _money(_grouped(Decimal(cents) / 100, places=2))


def percent(share: float | Decimal, places: int = 0) -> str:
    """Return a share as percent.

    Example:
        >>> percent(0.0694, 2)
        '6.94%'
    """
    return f"{_grouped(Decimal(str(share)) * 100, places=places)}%"


def _grouped(value: Decimal, *, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    words = f"{abs(rounded):,}"
    return f"{MINUS}{words}" if rounded < 0 else words


def _with_unit(words: str, unit: str) -> str:
    return f"{words}{GAP}{unit}" if unit else words


def _money(words: str) -> str:
    return f"{MINUS}${words[1:]}" if words.startswith(MINUS) else f"${words}"
