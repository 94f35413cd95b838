"""IEC 62446-1, 6.1 and 6.7: bonding that conducts, and insulation that does not."""

from dataclasses import dataclass

from penstock.engineering.commissioning.errors import CommissioningError, require_number
from penstock.engineering.commissioning.verdicts import Verdict, outcome_of

_BASIS = "IEC 62446-1:2016+A1:2018, 6.7, table of test voltages"
# Voltage of the array without load, times 1.25: up to which; test voltage; least resistance.
_TABLE = (
    (120.0, 250.0, 0.5),
    (500.0, 500.0, 1.0),
    (1000.0, 1000.0, 1.0),
    (2000.0, 1500.0, 1.0),
)
_MARGIN = 1.25
BONDING_OHM = 1.0
"""From any frame to the earthing terminal; ours, because the standard names no value. [Ω]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsulationLimit:
    """What insulation is tested with, and what it has to withstand.

    Args:
        test_v: The tester's voltage. [V]
        lowest_megaohm: The least resistance to earth. [MΩ]
    """

    test_v: float
    lowest_megaohm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InsulationReading:
    """The resistance between live conductors and earth.

    Args:
        subject: Of which string, or of the whole array.
        test_v: With which it was tested. [V]
        megaohm: What was read. [MΩ]
    """

    subject: str
    test_v: float
    megaohm: float

    def __post_init__(self) -> None:
        require_number(self.test_v, f"test voltage of {self.subject}", low=1, high=5000, unit="V")
        require_number(self.megaohm, f"insulation of {self.subject}", low=0, high=1e6, unit="MΩ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuityReading:
    """The resistance between something bonded and the earthing terminal.

    Args:
        subject: From where: a frame, a rail, an enclosure.
        ohm: What was read, without the leads. [Ω]
    """

    subject: str
    ohm: float

    def __post_init__(self) -> None:
        require_number(self.ohm, f"bonding of {self.subject}", low=0, high=1e6, unit="Ω")


def insulation_limit(*, array_voc_v: float) -> InsulationLimit:
    """Return how the insulation of an array is tested, by its voltage without load.

    Args:
        array_voc_v: Of the longest string at 1000 W/m² and 25 °C. [V]

    Raises:
        CommissioningError: The table ends before it.

    Example:
        >>> insulation_limit(array_voc_v=37.1 * 12)
        InsulationLimit(test_v=1000.0, lowest_megaohm=1.0)
    """
    for highest, test_v, lowest in _TABLE:
        if array_voc_v * _MARGIN <= highest:
            return InsulationLimit(test_v=test_v, lowest_megaohm=lowest)
    raise CommissioningError(
        f"The array has {array_voc_v:g} V without load; the table of IEC 62446-1 ends at "
        f"{_TABLE[-1][0] / _MARGIN:g} V."
    )


def insulation_verdict(reading: InsulationReading, limit: InsulationLimit) -> Verdict:
    """Return whether insulation withstands what it has to."""
    enough_v = reading.test_v >= limit.test_v
    passed = enough_v and reading.megaohm >= limit.lowest_megaohm
    return Verdict(
        test="insulation resistance",
        subject=reading.subject,
        outcome=outcome_of(passed=passed),
        measured=reading.megaohm,
        lowest=limit.lowest_megaohm,
        unit="MΩ",
        reason="It withstands." if passed else _leak(reading, limit, enough_v=enough_v),
        basis=_BASIS,
    )


def _leak(reading: InsulationReading, limit: InsulationLimit, *, enough_v: bool) -> str:
    if not enough_v:
        return f"It was tested with {reading.test_v:g} V; this array takes {limit.test_v:g} V."
    if reading.megaohm < limit.lowest_megaohm / 20:
        return "It is an earth fault: a conductor touches a frame or a rail. Keep the array open."
    return (
        "It leaks: a connector is wet or a conductor is damaged. Measure the strings one by one, "
        "and again when they are dry."
    )


def continuity_verdict(reading: ContinuityReading) -> Verdict:
    """Return whether something is bonded to earth (NEC 690.43; IEC 62446-1, 6.1)."""
    passed = reading.ohm <= BONDING_OHM
    return Verdict(
        test="continuity of bonding",
        subject=reading.subject,
        outcome=outcome_of(passed=passed),
        measured=reading.ohm,
        highest=BONDING_OHM,
        unit="Ω",
        reason="It is bonded."
        if passed
        else "It is not bonded well: a clip has not cut through the coating, or a screw is loose.",
        basis="IEC 62446-1:2016, 6.1; the value of 1 Ω is ours",
    )
