"""What devices measure: units, what can be, and how other units become ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A measured quantity.

    Args:
        unit: In which it is kept.
        lowest: The lowest value that can be in a home.
        highest: The highest one.
    """

    unit: str
    lowest: float
    highest: float


# What can be is wide: it tells a broken sensor from a cold house, not a good one from a bad one.
QUANTITIES: Mapping[str, Quantity] = {
    "temperature": Quantity(unit="°C", lowest=-60.0, highest=85.0),
    "target_temperature": Quantity(unit="°C", lowest=4.0, highest=40.0),
    "humidity": Quantity(unit="%", lowest=0.0, highest=100.0),
    "battery": Quantity(unit="%", lowest=0.0, highest=100.0),
    "signal": Quantity(unit="dBm", lowest=-130.0, highest=20.0),
    "power": Quantity(unit="W", lowest=-50_000.0, highest=50_000.0),
    "energy": Quantity(unit="kWh", lowest=0.0, highest=10_000_000.0),
    "voltage": Quantity(unit="V", lowest=0.0, highest=600.0),
    "current": Quantity(unit="A", lowest=-400.0, highest=400.0),
    "illuminance": Quantity(unit="lx", lowest=0.0, highest=200_000.0),
    "co2": Quantity(unit="ppm", lowest=0.0, highest=40_000.0),
}

WORDS = frozenset({"mode", "action", "on", "contact", "motion", "leak", "lock", "update"})
"""What devices say that is no number."""


def _celsius(fahrenheit: float) -> float:
    return (fahrenheit - 32.0) / 1.8


def _per_thousand(value: float) -> float:
    return value / 1000.0


def _times_thousand(value: float) -> float:
    return value * 1000.0


_INTO: Mapping[tuple[str, str], Callable[[float], float]] = {
    ("°F", "°C"): _celsius,
    ("Wh", "kWh"): _per_thousand,
    ("kW", "W"): _times_thousand,
    ("mV", "V"): _per_thousand,
    ("mA", "A"): _per_thousand,
}


class UnknownUnitError(ValueError):
    """A device measures in a unit that nothing converts."""

    def __init__(self, name: str, *, unit: str) -> None:
        self.name = name
        self.unit = unit
        known = sorted({QUANTITIES[name].unit, *_other_units(name)})
        super().__init__(
            f"{name} comes in “{unit[:20]}”; expected one of {', '.join(known)}. "
            "Announce it in such a unit."
        )


def in_our_unit(name: str, value: float, *, unit: str) -> float:
    """Return a value in the unit in which its quantity is kept.

    Args:
        name: The quantity.
        value: What was measured.
        unit: In which unit; empty for ours.

    Raises:
        UnknownUnitError: Nothing converts the unit.
    """
    ours = QUANTITIES[name].unit
    if unit in {"", ours}:
        return value
    convert = _INTO.get((unit, ours))
    if convert is None:
        raise UnknownUnitError(name, unit=unit)
    return convert(value)


def temperature_in_words(celsius: float | Decimal) -> str:
    """Return a temperature as households of the United States read it.

    Example:
        >>> temperature_in_words(15.5)
        '59.9 °F (15.5 °C)'
    """
    return f"{float(celsius) * 1.8 + 32.0:.1f} °F ({celsius:.1f} °C)"


def _other_units(name: str) -> set[str]:
    return {theirs for theirs, ours in _INTO if ours == QUANTITIES[name].unit}
