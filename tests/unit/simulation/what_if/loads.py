"""Small streams that had something to do, for tests of plays."""

from datetime import UTC, datetime

from penstock.measurement.flow.workload import CLOSED, Spell, StageLoad, UnderWay, Workload

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def load_of(
    *stages: StageLoad,
    per_day: float = 1.0,
    under_way: tuple[UnderWay, ...] = (),
    lead_days: tuple[float, ...] = (),
    days: float = 182.0,
) -> Workload:
    """Return a stream whose cases go through stages in order, and are closed after the last."""
    ids = [each.stage_id for each in stages]
    return Workload(
        stream_id="NCV-03",
        as_of=NOW,
        days=days,
        arrivals=(per_day,) * 7,
        stages={each.stage_id: each for each in stages},
        entries={ids[0]: 10},
        moves={one: {other: 10} for one, other in zip(ids, [*ids[1:], CLOSED], strict=True)},
        under_way=under_way,
        lead_days=tuple(sorted(lead_days)),
    )


def stage_of(stage_id: str, *spells: Spell, contended: float = 0.0, people: int = 4) -> StageLoad:
    """Return a stage that had these visits."""
    return StageLoad(stage_id=stage_id, spells=spells, people=people, contended=contended)
