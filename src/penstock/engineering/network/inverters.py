"""What a smart inverter does with its voltage: volt-var and volt-watt of IEEE 1547-2018."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from penstock.engineering.network.errors import NetworkError

_MOST_PERCENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A piecewise linear function of the voltage, flat before its first point and after its last.

    y(v) = y₁ + (v - v₁) / (v₂ - v₁) · (y₂ - y₁) between two neighbouring points.

    Args:
        name: What people call it.
        points: Pairs of a voltage in parts of nominal and a value in percent, voltages rising.
        source: Where it is written down.

    Raises:
        NetworkError: There are fewer than two points, or voltages do not rise.

    Example:
        >>> Curve(name="x", points=((1.0, 0.0), (1.1, 50.0))).at(1.05)
        25.0
    """

    name: str
    points: tuple[tuple[float, float], ...]
    source: str = ""

    def __post_init__(self) -> None:
        volts = [volt for volt, _ in self.points]
        if len(volts) < 2 or any(b <= a for a, b in pairwise(volts)):
            raise NetworkError(
                f"The curve “{self.name}” needs two points or more whose voltages rise; its "
                f"voltages are {', '.join(map(str, volts)) or 'none'}."
            )
        worst = max((value for _, value in self.points), key=abs)
        if not abs(worst) <= _MOST_PERCENT:
            raise NetworkError(f"The curve “{self.name}” has {worst} %; expected at most 100 %.")

    def at(self, pu: float) -> float:
        """Return the value at a voltage [%]."""
        if pu <= self.points[0][0]:
            return self.points[0][1]
        for (low, start), (high, end) in pairwise(self.points):
            if pu <= high:
                # Rounded to where two decimal fractions of a voltage meet without a last bit.
                return round(start + (pu - low) / (high - low) * (end - start), 12)
        return self.points[-1][1]


class Category(StrEnum):
    """Normal performance categories of IEEE 1547-2018, clause 1.4."""

    A = "A"
    B = "B"


_CLAUSE = "IEEE 1547-2018"
VOLT_VAR: Mapping[Category, Curve] = {
    Category.A: Curve(
        name="volt-var, category A",
        points=((0.9, 25.0), (1.0, 0.0), (1.1, -25.0)),
        source=f"{_CLAUSE}, 5.3.3, table 8",
    ),
    Category.B: Curve(
        name="volt-var, category B",
        points=((0.92, 44.0), (0.98, 0.0), (1.02, 0.0), (1.08, -44.0)),
        source=f"{_CLAUSE}, 5.3.3, table 8",
    ),
}
"""Reactive power in percent of the apparent power rating; positive is given to the grid."""

VOLT_WATT: Mapping[Category, Curve] = {
    category: Curve(
        name=f"volt-watt, category {category}",
        points=((1.06, 100.0), (1.1, 0.0)),
        source=f"{_CLAUSE}, 5.4.2, table 10",
    )
    for category in Category
}
"""Active power in percent of the rated active power; the least is 0 for what cannot absorb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How an inverter is set.

    Where both would exceed the rating, active power gives way (reactive power priority, 5.4.2).

    Args:
        volt_var: In percent of kVA; None where the power factor is 1.
        volt_watt: In percent of rated kW; None where it is off.
    """

    volt_var: Curve | None = None
    volt_watt: Curve | None = None

    def output(self, *, pu: float, available_kw: float, rated_kw: float, kva: float) -> "Output":
        """Return what an inverter gives at a voltage.

        Args:
            pu: Voltage at its terminals, in parts of nominal.
            available_kw: What the sun or the battery offers.
            rated_kw: Rated active power.
            kva: Rated apparent power.
        """
        kvar = self.volt_var.at(pu) / 100 * kva if self.volt_var else 0.0
        most = self.volt_watt.at(pu) / 100 * rated_kw if self.volt_watt else rated_kw
        left: float = max(0.0, kva**2 - kvar**2) ** 0.5
        return Output(kw=min(available_kw, most, left), kvar=kvar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Power that an inverter gives."""

    kw: float
    kvar: float


def default_settings(category: Category, *, volt_watt: bool = False) -> Settings:
    """Return the default settings of a category, with volt-watt off as it has it."""
    return Settings(
        volt_var=VOLT_VAR[category], volt_watt=VOLT_WATT[category] if volt_watt else None
    )


def curve_of(text: str, *, name: str) -> Curve:
    """Return the curve that a person writes as `0.92:44 0.98:0 1.02:0 1.08:-44`.

    Raises:
        NetworkError: The text is no such list.
    """
    points: Sequence[Sequence[str]] = [each.split(":") for each in text.replace(",", " ").split()]
    try:
        found = tuple((float(volt), float(value)) for volt, value in points)
    except ValueError as error:
        raise NetworkError(
            f"The curve “{name}” is “{text[:80]}”; expected pairs of pu:percent, such as "
            "0.92:44 0.98:0 1.02:0 1.08:-44."
        ) from error
    return Curve(name=name, points=found)
