"""Ratings of breakers and disconnects by the National Electrical Code."""

from math import sqrt

from penstock.engineering.solar.errors import SolarError

CODE = "NEC 2023 (NFPA 70), 690.9(B), 705.30 and table 240.6(A)"
_CONTINUOUS = 1.25
# Table 240.6(A): standard ampere ratings of fuses and inverse-time circuit breakers.
_STANDARD_A = (
    15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 225, 250, 300,
    350, 400, 450, 500, 600, 700, 800, 1000, 1200, 1600, 2000, 2500, 3000, 4000, 5000, 6000,
)  # fmt: skip


class NoStandardRatingError(SolarError):
    """A current is larger than any standard rating."""


def output_current_a(*, power_kw: float, voltage_v: float, phases: int) -> float:
    """Return the current at an inverter's output, at its rated power and power factor 1 [A].

    I = P / U on one phase, I = P / (√3 U) on three, with U between lines.

    Example:
        >>> output_current_a(power_kw=7.6, voltage_v=240, phases=1)
        31.666666666666668
    """
    return power_kw * 1000 / (voltage_v * (sqrt(3) if phases == 3 else 1.0))


def overcurrent_rating_a(current_a: float) -> int:
    """Return the standard rating that protects a continuous current [A].

    At least 125 % of it (690.9(B)(1), 705.30(B)), and the next standard one above (240.6(A)).

    Args:
        current_a: What flows without end. [A]

    Raises:
        NoStandardRatingError: It is more than the largest one bears.

    Example:
        >>> overcurrent_rating_a(31.7)
        40
    """
    # A millionth less, so that what is exactly a rating does not ask for the next one.
    return next_standard_a(current_a * _CONTINUOUS * (1 - 1e-6))


def next_standard_a(current_a: float) -> int:
    """Return the least standard rating of a current or more [A] (240.6(A)).

    Raises:
        NoStandardRatingError: It is more than the largest one.

    Example:
        >>> next_standard_a(55)
        60
    """
    for each in _STANDARD_A:
        if each >= current_a:
            return each
    raise NoStandardRatingError(
        f"{current_a:,.0f} A are more than the largest standard rating of {_STANDARD_A[-1]:,} A "
        "(NEC 240.6(A)). Share the power among several services."
    )
