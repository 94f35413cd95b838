"""Where time goes: what the visits of each stage spent waiting, and what they spent in work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from penstock.measurement.flow.scope import rows, waited_visits
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """What the visits of a stage took that are over; sums of parts may be added.

    Args:
        stage_id: The stage.
        visits: How many visits there were.
        wait_us: Their time before work began, and on hold, added up, in microseconds.
        work_us: The rest of their time.
    """

    stage_id: str
    visits: int
    wait_us: int
    work_us: int

    @property
    def whole_us(self) -> int:
        """Return the time of all its visits."""
        return self.wait_us + self.work_us

    @property
    def mean_us(self) -> int:
        """Return the mean time of a visit, rounded down to whole microseconds; 0 without visits."""
        return self.whole_us // self.visits if self.visits else 0


def stage_times(log: Log, stream_id: str, stages: Sequence[str]) -> tuple[StageTime, ...]:
    """Return the times of a stream's stages in their order, then those of others by their id."""
    inside = waited_visits(log, stream_id)
    sums = inside.group_by("stage").aggregate(
        visits=inside.count(),
        wait_us=inside.wait_us.sum(),
        work_us=inside.work_us.fill_null(0).sum(),
    )
    found = {row["stage"]: row for row in rows(sums)}
    others = sorted(set(found) - set(stages))
    return tuple(_time(stage, found.get(stage, {})) for stage in (*stages, *others))


def _time(stage: str, row: Mapping[str, Any]) -> StageTime:
    return StageTime(
        stage_id=stage,
        visits=row.get("visits", 0),
        wait_us=int(row.get("wait_us") or 0),
        work_us=int(row.get("work_us") or 0),
    )
