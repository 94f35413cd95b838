"""IEC 62446-1, 6.5: the current of each shorted string."""

from collections.abc import Iterator, Sequence
from statistics import median

from penstock.engineering.commissioning.modules import ModuleRating
from penstock.engineering.commissioning.strings import DesignedString, StringReading
from penstock.engineering.commissioning.verdicts import Outcome, Verdict, outcome_of

TOLERANCE = 0.10
"""Of the expected current; ours: a clean sensor is right to 5 %, a module's label to 5 %."""
AMONG_EQUALS = 0.05
"""Of the mean of strings of one plane under steady light: IEC 62446-1, 6.5.2."""
DIMMEST_W_M2 = 200.0
"""Below it clouds change light faster than two people read two instruments; ours. [W/m²]"""
_NAME = "short-circuit current"
_BASIS = "IEC 62446-1:2016, 6.5.2: 5 % among like strings; 10 % of the data sheet (ours)"


def short_circuit_verdicts(
    module: ModuleRating, pairs: Sequence[tuple[DesignedString, StringReading]]
) -> Iterator[Verdict]:
    """Yield the current of each string that was shorted.

    Args:
        module: Of which all strings are.
        pairs: Each string with what was measured at it.
    """
    ratios = {
        string.name: reading.short_circuit_a / _expected_a(module, reading)
        for string, reading in pairs
        if reading.short_circuit_a is not None and _has_light(reading)
    }
    planes = {string.name: string.plane for string, _ in pairs}
    for string, reading in pairs:
        if string.name in ratios:
            alike = [ratio for name, ratio in ratios.items() if planes[name] == planes[string.name]]
            yield _current(module, string, reading, alike=alike)
        elif reading.short_circuit_a is not None:
            yield _too_dark(string, reading)


def _has_light(reading: StringReading) -> bool:
    return reading.conditions.irradiance_w_m2 >= DIMMEST_W_M2


def _expected_a(module: ModuleRating, reading: StringReading) -> float:
    return module.short_circuit_a(
        irradiance_w_m2=reading.conditions.irradiance_w_m2, cell_c=reading.conditions.cell_c
    )


def _current(
    module: ModuleRating,
    string: DesignedString,
    reading: StringReading,
    *,
    alike: Sequence[float],
) -> Verdict:
    expected, measured = _expected_a(module, reading), reading.short_circuit_a or 0.0
    low, high = _limits(alike)
    passed = low <= measured / expected <= high
    return Verdict(
        test=_NAME,
        subject=string.name,
        outcome=outcome_of(passed=passed),
        expected=expected,
        measured=measured,
        lowest=low * expected,
        highest=high * expected,
        unit="A",
        reason="As the light has it." if passed else _why(measured / expected, common=low),
        basis=_BASIS,
    )


def _limits(alike: Sequence[float]) -> tuple[float, float]:
    low, high = 1 - TOLERANCE, 1 + TOLERANCE
    common = median(alike)
    if len(alike) < 3 or not low <= common <= high:
        return low, high
    return max(low, common - AMONG_EQUALS), min(high, common + AMONG_EQUALS)


def _why(ratio: float, *, common: float) -> str:
    if ratio < 0.05:
        return "There is no current: the string is open."
    if ratio < common:
        return (
            f"{1 - ratio:.0%} of the current is missing: part of the string is shaded or dirty, or "
            "a module of a lower class is in it."
        )
    return (
        f"There is {ratio - 1:.0%} more current than one string has: two strings are joined, or "
        "the sensor does not lie in the plane."
    )


def _too_dark(string: DesignedString, reading: StringReading) -> Verdict:
    return Verdict(
        test=_NAME,
        subject=string.name,
        outcome=Outcome.NOT_JUDGED,
        measured=reading.short_circuit_a,
        unit="A",
        reason=f"{reading.conditions.irradiance_w_m2:g} W/m² are too little and too unsteady; "
        f"measure again in {DIMMEST_W_M2:g} W/m² or more.",
        basis=_BASIS,
    )
