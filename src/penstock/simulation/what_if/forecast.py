"""What may come of a stream with a change and without it, in many plays with the same luck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.measurement.flow.workload import Workload
from penstock.measurement.trends.fan import Fan, FanWeek, Spread, spread_of
from penstock.simulation.what_if.changes import NOTHING, Change, measured_crews, setting_of
from penstock.simulation.what_if.playing import Played, play
from penstock.simulation.what_if.refusing import (
    LEAST_CLOSED,
    TooFewCasesError,
    TooManyCasesError,
)
from penstock.simulation.what_if.slots import Crew

_MOST_RUNS, _LEAST_RUNS = 40, 8
# About as many visits are played while somebody waits.
_VISITS = 50_000
# How far the middle and the long cases of the plays may lie off those that were measured.
_NEAR_MIDDLE, _NEAR_LONG = 0.10, 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What may come of a stream.

    Args:
        runs: How many plays there were of each.
        crews: How each stage is worked, as it was measured.
        on_the_way: How many cases are open at the end of each week, of all plays.
        lead: How long cases took that are closed in each week, of all plays together.
        changed: How long the cases take that are closed in all weeks, with the change.
        baseline: The same without it.
        measured: How long the cases took that were closed before.
    """

    runs: int
    crews: dict[str, Crew]
    on_the_way: Fan
    lead: Fan
    changed: Spread | None
    baseline: Spread | None
    measured: Spread

    @property
    def middle_off(self) -> float | None:
        """How far the middle case without the change lies off the measured one, of that one."""
        return _off(self.baseline, self.measured, "p50")

    @property
    def is_calibrated(self) -> bool:
        """Tell whether plays without the change take as long as cases really took."""
        middle, long = self.middle_off, _off(self.baseline, self.measured, "p90")
        if middle is None or long is None:
            return False
        return abs(middle) <= _NEAR_MIDDLE and abs(long) <= _NEAR_LONG


def forecast(load: Workload, change: Change, *, weeks: int, seed: int) -> Forecast:
    """Return what may come of a stream in so many weeks.

    Raises:
        TooFewCasesError: Too few cases were closed.
        TooManyCasesError: There are too many cases to be played at once.
    """
    measured = spread_of(load.lead_days)
    if measured is None or len(load.lead_days) < LEAST_CLOSED:
        raise TooFewCasesError(load.stream_id, closed=len(load.lead_days), days=load.days)
    runs, crews = _runs(load, change, weeks), measured_crews(load)
    plays = {
        each: [
            play(setting_of(load, crews, each), days=weeks * 7, seed=seed, run=run)
            for run in range(runs)
        ]
        for each in {change, NOTHING}
    }
    with_it, without = plays[change], plays[NOTHING]
    return Forecast(
        runs=runs,
        crews=crews,
        on_the_way=_fan(load, "Cases on the way", "cases", _open(with_it), _open(without)),
        lead=_fan(load, "Lead time", "days", _leads(with_it, weeks), _leads(without, weeks)),
        changed=spread_of(_all_leads(with_it)),
        baseline=spread_of(_all_leads(without)),
        measured=measured,
    )


def _runs(load: Workload, change: Change, weeks: int) -> int:
    """Return how many plays fit into the time that somebody waits."""
    new = sum(load.arrivals) * weeks * max(100, change.arrivals_percent) / 100
    cases = len(load.under_way) + new
    left = sum(sum(there.values()) for there in load.moves.values())
    visits = cases * max(1.0, left / max(1, len(load.lead_days)))
    if visits * _LEAST_RUNS > _VISITS:
        raise TooManyCasesError(load.stream_id, cases=round(cases))
    return min(_MOST_RUNS, int(_VISITS / max(1.0, visits)))


def _open(plays: Sequence[Played]) -> list[list[float]]:
    """Return how many cases were open at the end of each week, in each play."""
    weeks = len(plays[0].on_the_way) // 7
    return [sorted(each.on_the_way[7 * week + 6] for each in plays) for week in range(weeks)]


def _leads(plays: Sequence[Played], weeks: int) -> list[list[float]]:
    found: list[list[float]] = [[] for _ in range(weeks)]
    for each in plays:
        for at, lead in each.closed:
            found[int(at // 7)].append(lead)
    return [sorted(each) for each in found]


def _all_leads(plays: Sequence[Played]) -> list[float]:
    return sorted(lead for each in plays for _, lead in each.closed)


def _fan(
    load: Workload,
    measure: str,
    unit: str,
    changed: Sequence[Sequence[float]],
    baseline: Sequence[Sequence[float]],
) -> Fan:
    weeks = tuple(_weeks(changed, baseline))
    return Fan(measure=measure, unit=unit, begins=load.as_of, weeks=weeks)


def _weeks(
    changed: Sequence[Sequence[float]], baseline: Sequence[Sequence[float]]
) -> Iterator[FanWeek]:
    for one, other in zip(changed, baseline, strict=True):
        yield FanWeek(changed=spread_of(one), baseline=spread_of(other))


def _off(found: Spread | None, measured: Spread, name: str) -> float | None:
    wanted: float = getattr(measured, name)
    if found is None or wanted == 0:
        return None
    return float(getattr(found, name) / wanted - 1)
