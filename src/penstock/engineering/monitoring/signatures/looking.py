"""What all signatures look at: readings beside what was expected."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.monitoring.alarms import Alarm, Reason, moment
from penstock.engineering.monitoring.expecting import Expected
from penstock.engineering.monitoring.sun import Floats
from penstock.engineering.monitoring.systems import Observations, WatchedSystem

Mask = NDArray[np.bool_]
ENOUGH = 0.1
"""From this share of its rating on, a system's performance can be judged; ours."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """A system's readings beside what was expected.

    Args:
        system: As it was built.
        seen: What was read.
        expected: What should have been.
    """

    system: WatchedSystem
    seen: Observations
    expected: Expected

    @property
    def judged(self) -> Mask:
        """The steps in which performance can be judged."""
        with np.errstate(invalid="ignore"):
            bright = self.expected.power_kw >= ENOUGH * self.system.power_kw_ac
        return np.asarray(bright & np.isfinite(self.seen.power_kw))

    @property
    def ratio(self) -> Floats:
        """Power over expected power; NaN where it cannot be judged."""
        found = np.full(len(self.seen.power_kw), np.nan)
        judged = self.judged
        found[judged] = self.seen.power_kw[judged] / self.expected.power_kw[judged]
        return found

    @property
    def day(self) -> NDArray[np.int64]:
        """The solar day of each step, counted from the first."""
        local_s = self.seen.middle_s + self.system.longitude / 15 * 3600
        days = np.floor(local_s / 86_400).astype(np.int64)
        return np.asarray(days - days[0])

    @property
    def expected_kwh(self) -> float:
        """What all judged steps should have given [kWh]."""
        return float(self.expected.power_kw[self.judged].sum() * self.seen.step_h)

    def lost_kwh(self, steps: Mask) -> float:
        """Return what was expected and not given in some steps [kWh]."""
        lacking = self.expected.power_kw[steps] - self.seen.power_kw[steps]
        return float(np.nansum(np.maximum(lacking, 0)) * self.seen.step_h)

    def alarm(
        self, reason: Reason, steps: Mask, words: str, *, lost_kwh: float | None = None
    ) -> Alarm:
        """Return an alarm over the steps that show it."""
        shown = np.flatnonzero(steps)
        return Alarm(
            reason=reason,
            begins_at=moment(self.seen.begins_s[shown[0]]),
            ends_at=moment(self.seen.begins_s[shown[-1]] + self.seen.step_s),
            lost_kwh=round(self.lost_kwh(steps) if lost_kwh is None else lost_kwh, 2),
            words=words,
        )


def runs(steps: Mask) -> Iterator[slice]:
    """Yield each run of steps that follow each other."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], steps.astype(np.int8), [0]))))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        yield slice(int(begin), int(end))
