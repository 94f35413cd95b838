"""How far a solution is from each limit, at the place where it is worst."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from penstock.engineering.network.snapshots import Snapshot
from penstock.engineering.network.study.limits import LIMITS, Criterion, Limit

_LOW_VOLTAGE_STEP_PERCENT = 5.0
_SWINGS, _SHAPE, _WINDOW_S = 10, 0.2, 600.0
# What a solver's tolerance may move is no worsening of what was already beyond a limit.
_NOISE_PU, _NOISE_PERCENT, _NOISE_KW = 2e-4, 0.05, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The worst value of a criterion.

    Args:
        criterion: What was looked at.
        before: The value at the same place without the generator; None where it has no meaning.
        value: The value with it.
        limit: What it is held against.
        place: Where it is worst.
        margin: How far from the limit; negative beyond it, and judged as `is_caused` says.
        is_caused: Whether the generator makes it worse than it was.
    """

    criterion: Criterion
    before: float | None
    value: float
    limit: Limit
    place: str
    margin: float
    is_caused: bool = True

    @property
    def passed(self) -> bool:
        """Tell whether the limit is kept, or was already broken to the same extent."""
        return self.margin >= 0 or not self.is_caused

    @property
    def was_broken(self) -> bool:
        """Tell whether the limit is broken without the generator as well."""
        return self.before is not None and self.limit.margin(self.before) < 0


def readings(
    before: Snapshot, after: Snapshot, limits: Mapping[Criterion, Limit] = LIMITS
) -> Iterator[Reading]:
    """Yield voltage, loading and direction of flow of a solution, each at its worst place."""
    yield _voltage(Criterion.HIGH_VOLTAGE, before, after, limits)
    yield _voltage(Criterion.LOW_VOLTAGE, before, after, limits)
    if len(after.loading_percent):
        yield _loading(before, after, limits)
    flows, old = after.one_way_kw, before.one_way_kw
    if flows:
        worst = min(flows, key=lambda name: flows[name] - min(0.0, old[name]))
        yield _flow(Criterion.REVERSE_REGULATOR, old[worst], flows[worst], worst, limits)
    yield _flow(
        Criterion.REVERSE_SUBSTATION,
        before.substation_kw,
        after.substation_kw,
        "substation",
        limits,
    )


def unbalance(
    before: Snapshot, after: Snapshot, limits: Mapping[Criterion, Limit] = LIMITS
) -> Iterator[Reading]:
    """Yield the unbalance of the bus where it is largest, if any bus has three phases."""
    now, old = after.unbalance_percent(), before.unbalance_percent()
    if now:
        worst = max(now, key=lambda bus: now[bus])
        limit = limits[Criterion.UNBALANCE]
        yield _judged(Criterion.UNBALANCE, old[worst], now[worst], limit, f"bus {worst}")


def rapid_change(
    *, percent: float, bus: str, is_low_voltage: bool, limits: Mapping[Criterion, Limit] = LIMITS
) -> Iterator[Reading]:
    """Yield the step of voltage where the generator is, and the flicker it would make in clouds."""
    limit = limits[Criterion.RAPID_CHANGE]
    if is_low_voltage and limit is LIMITS[Criterion.RAPID_CHANGE]:
        limit = replace(limit, value=_LOW_VOLTAGE_STEP_PERCENT)
    yield _judged(Criterion.RAPID_CHANGE, None, percent, limit, f"bus {bus}")
    flicker = limits[Criterion.FLICKER]
    yield _judged(Criterion.FLICKER, None, flicker_pst(percent), flicker, f"bus {bus}")


def flicker_pst(percent: float) -> float:
    """Return short-term flicker severity of ten slow swings of voltage in ten minutes [Pst].

    Pst = (Σ t_f / T)^(1/3.2), t_f = 2.3 · (F · d)^3.2, with d in percent, F = 0.2, T = 600 s.

    An estimate for changes that are seconds apart; it replaces no measurement.

    Example:
        >>> round(flicker_pst(3.0), 3)
        0.216

    References:
        IEC 61000-3-3:2013, 4.2.3.3 (analytical method).
    """
    impression_s = 2.3 * (_SHAPE * abs(percent)) ** 3.2
    return float((_SWINGS * impression_s / _WINDOW_S) ** (1 / 3.2))


def fault_contribution(
    *, percent: float, bus: str, before: float, limits: Mapping[Criterion, Limit] = LIMITS
) -> Reading:
    """Return what all generators give of the fault current at the primary bus."""
    limit = limits[Criterion.FAULT_CURRENT]
    return _judged(Criterion.FAULT_CURRENT, before, percent, limit, f"bus {bus}")


def _voltage(
    criterion: Criterion, before: Snapshot, after: Snapshot, limits: Mapping[Criterion, Limit]
) -> Reading:
    limit = limits[criterion]
    sign = 1.0 if limit.is_least else -1.0
    # What lay beyond the limit before may stay where it was, but go no further.
    bound = np.minimum(sign * limit.value, sign * before.pu - _NOISE_PU)
    margins = sign * after.pu - bound
    worst = int(np.argmin(margins))
    node = after.layout.nodes[worst]
    return Reading(
        criterion=criterion,
        before=float(before.pu[worst]),
        value=float(after.pu[worst]),
        limit=limit,
        place=f"bus {node.bus}, phase {node.phase}",
        margin=float(margins[worst]),
    )


def _loading(before: Snapshot, after: Snapshot, limits: Mapping[Criterion, Limit]) -> Reading:
    limit = limits[Criterion.LOADING]
    bounds = np.maximum(limit.value, before.loading_percent + _NOISE_PERCENT)
    margins = bounds - after.loading_percent
    worst = int(np.argmin(margins))
    return Reading(
        criterion=Criterion.LOADING,
        before=float(before.loading_percent[worst]),
        value=float(after.loading_percent[worst]),
        limit=limit,
        place=after.layout.rated[worst].name,
        margin=float(margins[worst]),
    )


def _flow(
    criterion: Criterion,
    before: float,
    after: float,
    place: str,
    limits: Mapping[Criterion, Limit],
) -> Reading:
    limit = limits[criterion]
    return Reading(
        criterion=criterion,
        before=before,
        value=after,
        limit=limit,
        place=place,
        margin=after - min(limit.value, before - _NOISE_KW),
    )


def _judged(
    criterion: Criterion, before: float | None, value: float, limit: Limit, place: str
) -> Reading:
    return Reading(
        criterion=criterion,
        before=before,
        value=value,
        limit=limit,
        place=place,
        margin=limit.margin(value),
        is_caused=before is None or limit.margin(value) < limit.margin(before),
    )
