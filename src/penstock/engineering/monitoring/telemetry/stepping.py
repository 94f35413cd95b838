"""Readings of all devices of a site as steps of one length: the means of what was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.sun import Floats
from penstock.engineering.monitoring.systems import Observations
from penstock.engineering.monitoring.telemetry.readings import RANGES, Reading

_QUARTER_S, _HOUR_S = 900.0, 3600.0
_MOST_STEPS = 1_200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which nothing was read, in seconds of Unix time: half-open."""

    begins_s: float
    ends_s: float

    @property
    def hours(self) -> float:
        """How long it is [h]."""
        return (self.ends_s - self.begins_s) / 3600


def stepped(readings: Sequence[Reading]) -> Observations:
    """Return readings as steps: of a quarter of an hour where devices read so often, else an hour.

    The powers of several devices are added; of everything else the mean counts. A step in which a
    device that reads power is silent has no power: a part is not the whole.

    Args:
        readings: Of one site, in any order.

    Raises:
        MonitoringError: There are none, or they span more than thirty years.
    """
    if not readings:
        raise MonitoringError("There are no readings; expected those of a day at least.")
    at_s = np.array([each.at.timestamp() for each in readings])
    step_s = _step_s(at_s)
    first = np.floor(at_s.min() / step_s)
    step = (np.floor(at_s / step_s) - first).astype(np.int64)
    count = int(step.max()) + 1
    if count > _MOST_STEPS:
        raise MonitoringError("The readings span more than thirty years; look at their clocks.")
    means = {
        name: _mean(step, _values(readings, name), count) for name in RANGES if name != "power_kw"
    }
    return Observations(
        begins_s=(first + np.arange(count)) * step_s,
        step_s=step_s,
        power_kw=_power(readings, step, count),
        **means,
    )


def gaps(seen: Observations) -> tuple[Gap, ...]:
    """Return the stretches in which no power was read."""
    silent = np.concatenate(([0], np.isnan(seen.power_kw).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(silent))
    return tuple(
        Gap(
            begins_s=float(seen.begins_s[begin]),
            ends_s=float(seen.begins_s[end - 1] + seen.step_s),
        )
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    )


def _step_s(at_s: Floats) -> float:
    moments = np.unique(at_s)
    usual = float(np.median(np.diff(moments))) if len(moments) > 1 else _HOUR_S
    return _QUARTER_S if usual <= _QUARTER_S else _HOUR_S


def _values(readings: Iterable[Reading], name: str) -> Floats:
    found = (getattr(each, name) for each in readings)
    return np.array([np.nan if value is None else value for value in found])


def _mean(step: np.ndarray, values: Floats, count: int) -> Floats:
    known = np.isfinite(values)
    number = np.bincount(step[known], minlength=count)
    total = np.bincount(step[known], weights=values[known], minlength=count)
    return np.asarray(np.divide(total, number, out=np.full(count, np.nan), where=number > 0))


def _power(readings: Sequence[Reading], step: np.ndarray, count: int) -> Floats:
    serials = np.array([each.serial for each in readings])
    power = _values(readings, "power_kw")
    devices = np.unique(serials[np.isfinite(power)])
    means = [_mean(step[serials == each], power[serials == each], count) for each in devices]
    return np.asarray(sum(means)) if means else np.full(count, np.nan)
