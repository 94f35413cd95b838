"""Sizes of copper conductors by the National Electrical Code."""

from bisect import bisect_left
from dataclasses import dataclass

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.overcurrent import next_standard_a

CODE = "NEC 2023 (NFPA 70), 690.8(B), 705.28, 110.14(C), 240.4, 310.15, tables 310.16 and 250.122"
_CONTINUOUS = 1.25
# Table 310.16: copper, not more than three in a raceway, 30 °C; terminals of 75 °C, insulation of
# 90 °C such as THWN-2 or PV wire.
_SIZES: tuple[tuple[str, int, int], ...] = (
    ("14 AWG", 20, 25), ("12 AWG", 25, 30), ("10 AWG", 35, 40), ("8 AWG", 50, 55),
    ("6 AWG", 65, 75), ("4 AWG", 85, 95), ("3 AWG", 100, 115), ("2 AWG", 115, 130),
    ("1 AWG", 130, 145), ("1/0 AWG", 150, 170), ("2/0 AWG", 175, 195), ("3/0 AWG", 200, 225),
    ("4/0 AWG", 230, 260), ("250 kcmil", 255, 290), ("300 kcmil", 285, 320),
    ("350 kcmil", 310, 350), ("400 kcmil", 335, 380), ("500 kcmil", 380, 430),
)  # fmt: skip
# 240.4(D): the most that protects a small conductor.
_SMALL_A = {"14 AWG": 15, "12 AWG": 20, "10 AWG": 30}
# Conductors are run in parallel from this size on (310.10(G)(1)).
_PARALLEL = "1/0 AWG"
# Table 310.15(B)(1)(1), insulation of 90 °C: the factor up to an ambient temperature [°C].
_AMBIENT: tuple[tuple[float, float], ...] = (
    (10, 1.15), (15, 1.12), (20, 1.08), (25, 1.04), (30, 1.0), (35, 0.96), (40, 0.91), (45, 0.87),
    (50, 0.82), (55, 0.76), (60, 0.71), (65, 0.65), (70, 0.58), (75, 0.50), (80, 0.41),
)  # fmt: skip
# Table 310.15(C)(1): the factor up to a number of conductors in a raceway.
_TOGETHER = ((3, 1.0), (6, 0.8), (9, 0.7), (20, 0.5), (30, 0.45), (40, 0.4))
# Table 250.122: copper that grounds equipment, by the rating of what protects the circuit [A].
_GROUND: tuple[tuple[int, str], ...] = (
    (15, "14 AWG"), (20, "12 AWG"), (60, "10 AWG"), (100, "8 AWG"), (200, "6 AWG"),
    (300, "4 AWG"), (400, "3 AWG"), (500, "2 AWG"), (600, "1 AWG"), (800, "1/0 AWG"),
    (1000, "2/0 AWG"), (1200, "3/0 AWG"), (1600, "4/0 AWG"), (2000, "250 kcmil"),
    (2500, "350 kcmil"), (3000, "400 kcmil"), (4000, "500 kcmil"),
)  # fmt: skip
_MOST_SETS = 8


class NoConductorError(SolarError):
    """No conductor of the tables bears a current."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """What a conductor has to bear.

    Args:
        current_a: The circuit's maximum current (690.8(A), 705.28(A)). [A]
        breaker_a: The rating of what protects it; None where nothing does. [A]
        ambient_c: The highest temperature of the air around it. [°C]
        together: Conductors with current in the same raceway.
    """

    current_a: float
    breaker_a: int | None = None
    ambient_c: float = 30.0
    together: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Conductor:
    """A conductor that bears a circuit.

    Args:
        size: Its size, such as `8 AWG`.
        sets: How many run in parallel, each in a raceway of its own.
        ampacity_a: What they bear together under their conditions. [A]
        ground: The size of the equipment grounding conductor, in each raceway.
    """

    size: str
    sets: int
    ampacity_a: float
    ground: str


def conductor_for(circuit: Circuit) -> Conductor:
    """Return the least copper conductor that bears a circuit and that its breaker protects.

    Before any correction it bears 125 % of the current at terminals of 75 °C (690.8(B)(1),
    110.14(C)); after correction for heat and neighbours it bears the current (690.8(B)(2)); and the
    breaker protects it (240.4(B) to (D)).

    Raises:
        NoConductorError: It is hotter, or more of them lie together, than the tables know; or eight
            sets of the largest size are not enough.

    Example:
        >>> conductor_for(Circuit(current_a=31.7, breaker_a=40)).size
        '8 AWG'
    """
    factor = _ambient(circuit.ambient_c) * _together(circuit.together)
    for sets in range(1, _MOST_SETS + 1):
        for size, at_75_a, at_90_a in _SIZES[_first(sets) :]:
            bears_a = sets * min(float(at_75_a), at_90_a * factor)
            if _bears(circuit, sets * at_75_a, sets * at_90_a * factor) and _is_protected(
                size, bears_a, circuit.breaker_a
            ):
                ground = _ground(circuit.breaker_a or next_standard_a(circuit.current_a))
                return Conductor(size=size, sets=sets, ampacity_a=bears_a, ground=ground)
    raise NoConductorError(
        f"{circuit.current_a:,.0f} A are more than {_MOST_SETS} conductors of {_SIZES[-1][0]} in "
        "parallel bear. Share the power among several circuits."
    )


def _first(sets: int) -> int:
    """Return the place of the least size that may be run in so many sets."""
    return 0 if sets == 1 else [size for size, *_ in _SIZES].index(_PARALLEL)


def _bears(circuit: Circuit, at_75_a: float, corrected_a: float) -> bool:
    return at_75_a >= _CONTINUOUS * circuit.current_a and corrected_a >= circuit.current_a


def _is_protected(size: str, ampacity_a: float, breaker_a: int | None) -> bool:
    """Tell whether a breaker is not too large: the next standard rating above is allowed."""
    if breaker_a is None:
        return True
    most_a = next_standard_a(ampacity_a) if ampacity_a <= 800 else ampacity_a
    return breaker_a <= min(most_a, _SMALL_A.get(size, most_a))


def _ambient(celsius: float) -> float:
    at = bisect_left(_AMBIENT, celsius, key=lambda each: each[0])
    if at == len(_AMBIENT):
        raise NoConductorError(
            f"Insulation of 90 °C is not for air of {celsius:g} °C (table 310.15(B)(1)(1) ends at "
            f"{_AMBIENT[-1][0]:g} °C). Lead the conductors where it is cooler."
        )
    return _AMBIENT[at][1]


def _together(count: int) -> float:
    at = bisect_left(_TOGETHER, count, key=lambda each: each[0])
    if at == len(_TOGETHER):
        raise NoConductorError(
            f"{count} conductors with current in a raceway are more than the {_TOGETHER[-1][0]} "
            "that table 310.15(C)(1) is used for here. Use more raceways."
        )
    return _TOGETHER[at][1]


def _ground(rating_a: float) -> str:
    at = bisect_left(_GROUND, rating_a, key=lambda each: each[0])
    return _GROUND[min(at, len(_GROUND) - 1)][1]
