"""By what a connection is judged: limits as a table, each with its reason and its source."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from penstock.engineering.network.errors import NetworkError


class Criterion(StrEnum):
    """What is looked at."""

    HIGH_VOLTAGE = "high voltage"
    LOW_VOLTAGE = "low voltage"
    RAPID_CHANGE = "rapid voltage change"
    FLICKER = "flicker"
    UNBALANCE = "voltage unbalance"
    LOADING = "thermal loading"
    REVERSE_REGULATOR = "reverse flow at a regulator"
    REVERSE_SUBSTATION = "reverse flow at the substation"
    FAULT_CURRENT = "fault current contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How far a quantity may go.

    Args:
        value: The limit.
        unit: `pu`, `%` or `kW`.
        is_least: Whether the quantity must not fall below it; else not rise above it.
        basis: Why, in a sentence that an applicant may read.
        source: Where it is written down.
    """

    value: float
    unit: str
    basis: str
    source: str
    is_least: bool = False

    def margin(self, value: float) -> float:
        """Return how far a value is from the limit; negative beyond it."""
        return value - self.value if self.is_least else self.value - value


LIMITS: Mapping[Criterion, Limit] = {
    Criterion.HIGH_VOLTAGE: Limit(
        value=1.05,
        unit="pu",
        basis="Power that flows back raises the voltage; equipment of all customers on the feeder "
        "is built for at most 105 % of nominal.",
        source="ANSI C84.1-2020, range A",
    ),
    Criterion.LOW_VOLTAGE: Limit(
        value=0.95,
        unit="pu",
        is_least=True,
        basis="A regulator that sees less current lowers its tap, and customers behind it may then "
        "have less than 95 % of nominal.",
        source="ANSI C84.1-2020, range A",
    ),
    Criterion.RAPID_CHANGE: Limit(
        value=3.0,
        unit="%",
        basis="When the generator trips or starts, the voltage steps before any regulator moves; "
        "3 % of nominal at medium voltage, 5 % at low voltage.",
        source="IEEE 1547-2018, 7.2.2",
    ),
    Criterion.FLICKER: Limit(
        value=0.35,
        unit="Pst",
        basis="Estimated from ten full swings of output in ten minutes, as clouds make them: slow "
        "ramps, shape factor 0.2, memory time 2.3 (100 F d)^3.2 s.",
        source="IEEE 1547-2018, 7.2.3; IEC 61000-3-3, 4.2.3",
    ),
    Criterion.UNBALANCE: Limit(
        value=3.0,
        unit="%",
        basis="A generator on one phase makes the three voltages unlike, which heats motors.",
        source="ANSI C84.1-2020, polyphase voltage unbalance",
    ),
    Criterion.LOADING: Limit(
        value=100.0,
        unit="%",
        basis="No line or transformer carries more than its normal rating in either direction.",
        source="ratings of the feeder's own script",
    ),
    Criterion.REVERSE_REGULATOR: Limit(
        value=0.0,
        unit="kW",
        is_least=True,
        basis="A regulator whose control knows one direction runs to the end of its taps when "
        "power flows back through it.",
        source="IEEE C57.15, reverse power operation",
    ),
    Criterion.REVERSE_SUBSTATION: Limit(
        value=0.0,
        unit="kW",
        is_least=True,
        basis="Protection and the tap changer of the substation are set for power that leaves it; "
        "more than the feeder's least load would flow back.",
        source="FERC SGIP 2.4.4.1, minimum load",
    ),
    Criterion.FAULT_CURRENT: Limit(
        value=10.0,
        unit="%",
        basis="Generators that give more than a tenth of the fault current make relays see less "
        "of it, and trip late.",
        source="FERC SGIP 2.2.1.4",
    ),
}
"""Limits that hold where nobody names others."""


def with_limits(changed: Mapping[Criterion, float]) -> Mapping[Criterion, Limit]:
    """Return the limits with other values for some criteria.

    Raises:
        NetworkError: A value is no number.
    """
    for criterion, value in changed.items():
        if not math.isfinite(value):
            raise NetworkError(f"The limit of {criterion} is {value}; expected a number.")
    return {
        criterion: replace(limit, value=changed[criterion], source="chosen by the user")
        if criterion in changed
        else limit
        for criterion, limit in LIMITS.items()
    }
