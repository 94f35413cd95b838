"""Strings as they were designed, and what was measured at each."""

from dataclasses import dataclass

from penstock.engineering.commissioning.conditions import Conditions
from penstock.engineering.commissioning.errors import CommissioningError, require_number


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignedString:
    """A string of the drawing.

    Args:
        name: As it is labelled.
        plane: On which plane its modules lie.
        modules: How many are in series.
    """

    name: str
    plane: str
    modules: int

    def __post_init__(self) -> None:
        require_number(self.modules, f"number of modules of string {self.name}", low=1, high=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class StringReading:
    """What was measured at one string, the array being open toward the inverter.

    Args:
        string: As it is labelled.
        conditions: Light and heat at that moment.
        open_circuit_v: Between its ends; below 0 when plus and minus are swapped. [V]
        short_circuit_a: Of the shorted string; None where nobody measured it. [A]
    """

    string: str
    conditions: Conditions
    open_circuit_v: float
    short_circuit_a: float | None = None

    def __post_init__(self) -> None:
        require_number(
            self.open_circuit_v, f"voltage of string {self.string}", low=-2500, high=2500, unit="V"
        )
        if self.short_circuit_a is not None:
            require_number(
                self.short_circuit_a, f"current of string {self.string}", low=0, high=200, unit="A"
            )


def paired(
    strings: tuple[DesignedString, ...], readings: tuple[StringReading, ...]
) -> tuple[tuple[DesignedString, StringReading | None], ...]:
    """Return each string of the drawing with its reading, or None where it was not measured.

    Raises:
        CommissioningError: A reading is of no string of the drawing, or a string was read twice.
    """
    found = {each.string: each for each in readings}
    unknown = [each for each in found if each not in {one.name for one in strings}]
    if unknown or len(found) < len(readings):
        names = ", ".join(each.name for each in strings)
        odd = ", ".join(unknown) or "one string twice"
        raise CommissioningError(
            f"There are readings of {odd}; expected one of each string of the drawing: {names}."
        )
    return tuple((each, found.get(each.name)) for each in strings)
