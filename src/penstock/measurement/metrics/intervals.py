"""Intervals at 95 % for shares, means and ratios, out of sums that may be added in any order."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054

# Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom, from NIST/SEMATECH e-Handbook of
# Statistical Methods, section 1.3.6.7.2.
_T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds between which a figure lies with a confidence of 95 %."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What has to be known of pairs (x, y) for the interval of a mean or a ratio; whole numbers.

    Args:
        n: Number of pairs.
        x: Sum of the upper numbers.
        y: Sum of the lower numbers.
        xx: Sum of the squares of the upper numbers.
        xy: Sum of the products.
        yy: Sum of the squares of the lower numbers.
    """

    n: int
    x: int
    y: int
    xx: int
    xy: int
    yy: int

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            n=self.n + other.n,
            x=self.x + other.x,
            y=self.y + other.y,
            xx=self.xx + other.xx,
            xy=self.xy + other.xy,
            yy=self.yy + other.yy,
        )


def wilson(successes: int, trials: int) -> Interval | None:
    """Return Wilson's score interval of a share, without correction for continuity [1].

    centre = (k + z²/2) / (n + z²); half = z / (n + z²) · √(k (n - k) / n + z²/4)

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
    (1927). 15 of 20 give 0.531 to 0.888. None without trials.

    Args:
        successes: From 0 to the trials.
        trials: How often it could have happened.
    """
    if trials == 0:
        return None
    square = Z_95 * Z_95
    centre = (successes + square / 2) / (trials + square)
    spread = sqrt(successes * (trials - successes) / trials + square / 4)
    half = Z_95 * spread / (trials + square)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def of_mean(sums: Sums) -> Interval | None:
    """Return Student's interval of a mean, in the unit of the upper numbers.

    x̄ ± t √(s² / n), with s² = (Σx² - (Σx)²/n) / (n - 1) and n - 1 degrees of freedom.

    W. S. Gosset ("Student"), Biometrika 6 (1908). 1, 2, 3, 4 give 0.446 to 4.554. None below two.
    """
    if sums.n < 2:
        return None
    # The difference is formed of whole numbers: nothing is lost where the numbers are large.
    variance = (sums.n * sums.xx - sums.x * sums.x) / (sums.n * (sums.n - 1))
    half = student_t(sums.n - 1) * sqrt(variance / sums.n)
    mean = sums.x / sums.n
    return Interval(mean - half, mean + half)


def of_ratio(sums: Sums) -> Interval | None:
    """Return the interval of a ratio Σx / Σy of pairs, by linearisation.

    r ± t √(Σ(x - r y)² / (n (n - 1))) / ȳ, with r = Σx / Σy

    W. G. Cochran, Sampling Techniques, 3rd edition (1977), section 6.4. (1, 2), (2, 3), (3, 4) give
    0.391 to 0.943. None below two pairs, or where the lower numbers sum to nothing.
    """
    if sums.n < 2 or sums.y <= 0:
        return None
    # Times (Σy)², the sum of squares is a whole number.
    squares = sums.xx * sums.y**2 - 2 * sums.x * sums.y * sums.xy + sums.x**2 * sums.yy
    spread = sqrt(squares / sums.y**2 * sums.n / (sums.n - 1)) / sums.y
    half, ratio = student_t(sums.n - 1) * spread, sums.x / sums.y
    return Interval(ratio - half, ratio + half)


def student_t(freedom: int) -> float:
    """Return the quantile 0.975 of Student's t; 4 degrees of freedom give 2.776.

    Above 30 it is z + (z³ + z) / 4f + (5z⁵ + 16z³ + 3z) / 96f², Abramowitz and Stegun, 26.7.5.

    Args:
        freedom: Degrees of freedom, from 1.
    """
    if freedom <= len(_T_975):
        return _T_975[freedom - 1]
    z = Z_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
