"""How sure a yield is: P50, P90, and what the doubt is made of."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from penstock.engineering.solar.errors import SolarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason why a year can differ from its best estimate.

    Args:
        name: The reason.
        share: Its standard deviation, as a share of the year.
        is_yearly: Whether it falls anew each year, so that it averages out over many.
    """

    name: str
    share: float
    is_yearly: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.share < 0.5:
            raise SolarError(
                f"The doubt “{self.name}” is {self.share:g}; expected a share from 0 up to 0.5."
            )


# Assumed, each to be replaced where one knows better. Together 8.0 % for a single year, near the
# 8.7 % of D. Thevenard and S. Pelland, "Estimating the uncertainty in long-term photovoltaic yield
# predictions", Solar Energy 91, 2013.
ASSUMED = (
    Doubt(name="Light of the long term at the station", share=0.05),
    Doubt(name="Weather of a single year", share=0.04, is_yearly=True),
    Doubt(name="Light on the tilted plane", share=0.025),
    Doubt(name="Rating of the modules", share=0.02),
    Doubt(name="Losses of the system", share=0.035),
)


def deviation(doubts: tuple[Doubt, ...] = ASSUMED, *, years: int = 1) -> float:
    """Return the standard deviation of the mean of some years, as a share of it.

    s = √(Σ s_i² + Σ s_j² / n): reasons are independent, and yearly ones j average out.

    Example:
        >>> round(deviation(), 4), round(deviation(years=20), 4)
        (0.0797, 0.0695)
    """
    if years < 1:
        raise SolarError(f"A mean of {years} years was asked for; expected 1 at least.")
    return sqrt(sum(each.share**2 / (years if each.is_yearly else 1) for each in doubts))


def exceeded_share(
    probability: float, doubts: tuple[Doubt, ...] = ASSUMED, *, years: int = 1
) -> float:
    """Return what share of the best estimate (P50) is exceeded with a probability.

    P_p = P50 (1 - z_p s), with s normally distributed.

    Example:
        >>> round(exceeded_share(0.5), 4), round(exceeded_share(0.9), 4)
        (1.0, 0.8979)
    """
    if not 0 < probability < 1:
        raise SolarError(f"A probability is {probability:g}; expected more than 0 and less than 1.")
    return 1 - NormalDist().inv_cdf(probability) * deviation(doubts, years=years)


def degraded_share(year: int, *, degradation_per_year: float = 0.005) -> float:
    """Return what is left of the first year's energy in a later one.

    (1 - d)^(n - 1). The default is the median of D. Jordan and S. Kurtz, "Photovoltaic degradation
    rates", Progress in Photovoltaics 21, 2013.

    Example:
        >>> round(degraded_share(25), 4)
        0.8867
    """
    if year < 1 or not 0 <= degradation_per_year < 0.1:
        raise SolarError(
            f"Year {year} with {degradation_per_year:.2%} a year cannot be; expected a year from 1 "
            "on, and 0 % up to 10 %."
        )
    return float((1 - degradation_per_year) ** (year - 1))
