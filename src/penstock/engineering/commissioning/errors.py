"""What cannot be a measurement, or a data sheet to hold it against."""

import math


class CommissioningError(ValueError):
    """A reading or a rating makes no sense; the text says which and what was expected."""


def require_number(
    value: float, name: str, *, low: float = -math.inf, high: float = math.inf, unit: str = ""
) -> None:
    """Refuse a number that is not finite or lies outside its range, by its name."""
    if math.isfinite(value) and low <= value <= high:
        return
    space = f" {unit}" if unit else ""
    raise CommissioningError(
        f"The {name} is {value:g}{space}; expected {low:g} to {high:g}{space}."
    )
