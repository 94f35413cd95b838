"""What cleaning leaves: a gapless load with a method and an uncertainty for each interval."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.usage.intervals import Flags, Floats, Integers

Methods = NDArray[np.int8]


class Method(IntEnum):
    """How the energy of a step is known, the surest way first."""

    MEASURED = 0
    SHARED = 1
    UTILITY = 2
    INTERPOLATED = 3
    LIKE_DAYS = 4
    SHAPE = 5

    @property
    def words(self) -> str:
        """The method, for people."""
        return _WORDS[self]


_WORDS = {
    Method.MEASURED: "measured",
    Method.UTILITY: "estimated by the utility",
    Method.SHARED: "an even share of a longer interval",
    Method.INTERPOLATED: "interpolated between neighbours",
    Method.LIKE_DAYS: "the mean of like days",
    Method.SHAPE: "a bill spread by a reference shape",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found in meter data and what was done about it.

    Args:
        kind: `gap`, `duplicate`, `overlap`, `negative`, `spike`, `zeros`, `clock`, `partial`,
            `unit`.
        count: How many intervals.
        words: The sentence, with the first place.
    """

    kind: str
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CleanUsage:
    """Energy on equal steps from a local midnight to another, with no gap.

    Args:
        zone: The place's zone.
        minutes: The length of a step.
        start_s: The beginning of the first step, in seconds since 1970.
        energy_kwh: Energy of each step, shape (n,); other units than kWh keep their own.
        method: How each is known: values of `Method`, shape (n,).
        sigma_kwh: Standard uncertainty of each; 0 where measured, shape (n,).
        findings: What was found and done.
    """

    zone: str
    minutes: int
    start_s: int
    energy_kwh: Floats
    method: Methods
    sigma_kwh: Floats
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.energy_kwh)

    @property
    def moments_s(self) -> Integers:
        """Beginnings of the steps, in seconds since 1970."""
        return self.start_s + 60 * self.minutes * np.arange(len(self), dtype=np.int64)

    @property
    def estimated(self) -> Flags:
        """Whether a step is neither measured nor a share of what was."""
        return np.asarray(self.method > Method.SHARED)
