"""IEC 62446-1, 6.2 and 6.4: polarity, and the voltage of each string without load."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from penstock.engineering.commissioning.modules import DIMMEST_W_M2, ModuleRating
from penstock.engineering.commissioning.strings import DesignedString, StringReading
from penstock.engineering.commissioning.verdicts import Outcome, Verdict, outcome_of

TOLERANCE = 0.03
"""Of the expected voltage; ours: less than one module of the longest usual string, 32."""
AMONG_EQUALS = 0.015
"""Of the median of like strings, each over its expectation; ours, where the standard has 5 %."""
_NAME = "open-circuit voltage"
_BASIS = "IEC 62446-1:2016, 6.4; within 3 % of the data sheet and 1.5 % of like strings (ours)"
_DEAD_SHARE = 0.05
# How near to whole modules, or whole parts behind a diode, a difference has to be to be called so.
_NEAR_MODULE, _NEAR_DIODE = 0.2, 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCircuit:
    """A string's voltage beside what it should be.

    Args:
        string: Which.
        measured_v: What was read. [V]
        module_v: What one module has in that light and heat. [V]
        diodes: How many bypass diodes a module has.
    """

    string: DesignedString
    measured_v: float
    module_v: float
    diodes: int

    @property
    def expected_v(self) -> float:
        """Of a sound string [V]."""
        return self.string.modules * self.module_v

    @property
    def ratio(self) -> float:
        """Measured over expected."""
        return self.measured_v / self.expected_v

    @property
    def lacking_modules(self) -> float:
        """How many modules' worth of voltage is not there; below 0 when there is too much."""
        return (self.expected_v - self.measured_v) / self.module_v


def open_circuit_verdicts(
    module: ModuleRating, pairs: Sequence[tuple[DesignedString, StringReading]]
) -> Iterator[Verdict]:
    """Yield polarity and open-circuit voltage of each string.

    Args:
        module: Of which all strings are.
        pairs: Each string with what was measured at it.
    """
    found = [_compared(module, *pair) for pair in pairs if _has_light(pair[1])]
    for (string, reading), each in _with_found(pairs, found):
        if each is None:
            yield _too_dark(string, reading)
        else:
            yield _polarity(each)
            yield _voltage(each, found)


def _with_found(
    pairs: Sequence[tuple[DesignedString, StringReading]], found: Sequence[OpenCircuit]
) -> Iterator[tuple[tuple[DesignedString, StringReading], OpenCircuit | None]]:
    by_name = {each.string.name: each for each in found}
    return ((pair, by_name.get(pair[0].name)) for pair in pairs)


def _has_light(reading: StringReading) -> bool:
    return reading.conditions.irradiance_w_m2 >= DIMMEST_W_M2


def _compared(module: ModuleRating, string: DesignedString, reading: StringReading) -> OpenCircuit:
    module_v = module.open_circuit_v(
        irradiance_w_m2=reading.conditions.irradiance_w_m2, cell_c=reading.conditions.cell_c
    )
    return OpenCircuit(
        string=string,
        measured_v=reading.open_circuit_v,
        module_v=module_v,
        diodes=module.bypass_diodes,
    )


def _too_dark(string: DesignedString, reading: StringReading) -> Verdict:
    return Verdict(
        test=_NAME,
        subject=string.name,
        outcome=Outcome.NOT_JUDGED,
        measured=reading.open_circuit_v,
        unit="V",
        reason=f"{reading.conditions.irradiance_w_m2:g} W/m² are too little to tell the voltage; "
        f"measure again in {DIMMEST_W_M2:g} W/m² or more.",
        basis=_BASIS,
    )


def _polarity(each: OpenCircuit) -> Verdict:
    right = each.measured_v >= 0
    return Verdict(
        test="polarity",
        subject=each.string.name,
        outcome=outcome_of(passed=right),
        measured=each.measured_v,
        lowest=0.0,
        unit="V",
        reason="Plus is plus."
        if right
        else "The string is reversed: plus and minus are swapped. Do not close it onto others.",
        basis="IEC 62446-1:2016, 6.2",
    )


def _voltage(each: OpenCircuit, all_: Sequence[OpenCircuit]) -> Verdict:
    common = _common_ratio(each, all_)
    low, high = 1 - TOLERANCE, 1 + TOLERANCE
    if common is not None:
        low, high = max(low, common - AMONG_EQUALS), min(high, common + AMONG_EQUALS)
    passed = low <= each.ratio <= high
    return Verdict(
        test=_NAME,
        subject=each.string.name,
        outcome=outcome_of(passed=passed),
        expected=each.expected_v,
        measured=each.measured_v,
        lowest=low * each.expected_v,
        highest=high * each.expected_v,
        unit="V",
        reason=f"As {each.string.modules} modules have it." if passed else _why(each, all_),
        basis=_BASIS,
    )


def _common_ratio(each: OpenCircuit, all_: Sequence[OpenCircuit]) -> float | None:
    """Return what like strings have over their expectation; None where most are off themselves."""
    ratios = [one.ratio for one in all_ if one.string.plane == each.string.plane]
    if len(ratios) < 3:
        return None
    common = median(ratios)
    return common if abs(common - 1) <= TOLERANCE else None


def _why(each: OpenCircuit, all_: Sequence[OpenCircuit]) -> str:
    if abs(each.ratio) < _DEAD_SHARE:
        return "There is no voltage: a connector is open, a fuse is out or the string is shorted."
    if each.measured_v < 0:
        return "Plus and minus are swapped; measure the voltage again when they are not."
    lacking = each.lacking_modules
    whole = round(lacking)
    if whole and abs(lacking - whole) <= _NEAR_MODULE:
        return _whole_modules(each, whole, all_)
    parts = round(lacking * each.diodes)
    if parts > 0 and abs(lacking * each.diodes - parts) <= _NEAR_DIODE * each.diodes:
        return (
            f"The voltage of {parts} of a module's {each.diodes} parts is missing: a bypass diode "
            "conducts, or cells are shorted."
        )
    return (
        f"It is {each.ratio - 1:+.1%} off, which is no whole number of modules: look at the "
        "module's type, and measure its temperature again."
    )


def _whole_modules(each: OpenCircuit, whole: int, all_: Sequence[OpenCircuit]) -> str:
    found = each.string.modules - whole
    swapped = [
        one.string.name
        for one in all_
        if one.string.modules == found and abs(one.lacking_modules + whole) <= _NEAR_MODULE
    ]
    if swapped:
        return (
            f"It has the {found} modules of {swapped[0]} instead of its own {each.string.modules}: "
            "the two are swapped."
        )
    if whole < 0:
        return (
            f"There are {found} modules instead of {each.string.modules}: the string is too long"
            " for the drawing."
        )
    if whole == 2:
        return "Two modules' voltage is missing: two are not connected, or one is reversed."
    many = "One module is" if whole == 1 else f"{whole} modules are"
    return f"{many} missing or not connected: the voltage is that of {found}."
