"""What goes wrong when a battery is dispatched, aged or sized."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class StorageError(ValueError):
    """A battery, a year or a limit that no dispatch can be found for; the text says which."""


def require_number(
    value: float, name: str, *, low: float = 0.0, high: float = math.inf, unit: str = ""
) -> None:
    """Refuse a number that is not finite or lies outside its range, by its name."""
    if math.isfinite(value) and low <= value <= high:
        return
    space = " " if unit else ""
    expected = (
        f"{low:g}{space}{unit} or more" if math.isinf(high) else f"{low:g} to {high:g}{space}{unit}"
    )
    raise StorageError(f"The {name} is {value:g}{space}{unit}; expected {expected}.")


def series(values: object, name: str, *, count: int, low: float = -math.inf, unit: str) -> Floats:
    """Return a yearly series as a frozen float64 array, or say which step is at fault.

    Args:
        values: Anything that numpy makes an array of.
        name: What a sentence calls it.
        count: How many steps the year has.
        low: The lowest value that makes sense.
        unit: Its unit, for the sentence.
    """
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise StorageError(f"The {name} holds something that is not a number: {error}.") from error
    if array.shape != (count,):
        found = " x ".join(map(str, array.shape)) or "a single one"
        raise StorageError(
            f"The {name} has {found} values; the year has {count:,} steps, one value for each."
        )
    _require_all(array, name, low=low, unit=unit)
    array.setflags(write=False)
    return array


def _require_all(array: Floats, name: str, *, low: float, unit: str) -> None:
    bad = np.flatnonzero(~np.isfinite(array) | (array < low))
    if bad.size:
        expected = "a finite number" if math.isinf(low) else f"{low:g} {unit} or more"
        raise StorageError(
            f"The {name} is {array[bad[0]]:g} {unit} in step {bad[0]:,}"
            f"{f' and {bad.size - 1:,} more' if bad.size > 1 else ''}; expected {expected}."
        )
