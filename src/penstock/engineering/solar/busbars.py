"""What sources of power may feed a panel's busbar: NEC 705.12(B)(3)(2), the rule of 120 %."""

from math import sqrt

CODE = "NEC 2023 (NFPA 70), 705.12(B)(3)(2)"
MOST_PERCENT = 120.0
_CONTINUOUS = 1.25


def output_current_a(power_kw: float, *, voltage_v: float, phases: int = 1) -> float:
    """Return the rated current of sources at the AC side [A].

    I = P / U for one phase between two lines, and I = P / (√3 U) for three.

    Example:
        >>> round(output_current_a(7.6, voltage_v=240.0), 2)
        31.67
    """
    return power_kw * 1000 / (voltage_v * (sqrt(3) if phases == 3 else 1.0))


def busbar_use_percent(*, busbar_a: float, main_breaker_a: float, sources_a: float) -> float:
    """Return what a main breaker and sources at the opposite end take of a busbar [%].

    u = 100 (1.25 I_sources + I_main) / I_busbar; 120 is allowed.

    Args:
        busbar_a: The busbar's rating. [A]
        main_breaker_a: The breaker that protects it. [A]
        sources_a: Rated output of all inverters that feed it. [A]

    Example:
        >>> busbar_use_percent(busbar_a=200.0, main_breaker_a=200.0, sources_a=32.0)
        120.0
    """
    return 100 * (_CONTINUOUS * sources_a + main_breaker_a) / busbar_a
