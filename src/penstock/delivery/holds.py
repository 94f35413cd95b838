"""What a case's log says of the times it was on hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.delivery import events as ev
from penstock.delivery.ports import Logged


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time on hold that is over.

    Args:
        case_id: The case.
        stream_id: Its value stream.
        stage_id: The stage it was in at the end of the hold; empty before the first.
        seq: The number of that visit among all visits of the case, from 1; 0 before the first.
        began: When it was put on hold.
        ended: When it went on, or was cancelled.
        reason: Why it was put on hold.
        ended_by: The number of the event that ended it.
    """

    case_id: str
    stream_id: str
    stage_id: str
    seq: int
    began: datetime
    ended: datetime
    reason: str
    ended_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a case is, and since when it is on hold."""

    case_id: str = ""
    stream_id: str = ""
    stage_id: str = ""
    seq: int = 0
    began: datetime | None = None
    reason: str = ""


def holds(log: Iterable[Logged]) -> Iterator[Hold]:
    """Yield the times on hold that a case's log tells of and that are over, in their order."""
    place = _Place()
    for each in log:
        if isinstance(each.event, ev.CaseResumed | ev.CaseCancelled) and place.began:
            yield Hold(
                case_id=place.case_id,
                stream_id=place.stream_id,
                stage_id=place.stage_id,
                seq=place.seq,
                began=place.began,
                ended=each.stamp.at,
                reason=place.reason,
                ended_by=each.seq,
            )
        place = _moved(place, each)


def _moved(place: _Place, logged: Logged) -> _Place:
    match logged.event:
        case ev.CaseOpened(case_id=case_id, stream_id=stream_id):
            return replace(place, case_id=case_id, stream_id=stream_id)
        case ev.StageEntered(stage_id=stage_id):
            return replace(place, stage_id=stage_id, seq=place.seq + 1)
        case ev.ModelMigrated(stages=renamed):
            return replace(place, stage_id=renamed.get(place.stage_id, place.stage_id))
        case ev.CaseHeld(reason=reason):
            return replace(place, began=logged.stamp.at, reason=reason)
        case ev.CaseResumed() | ev.CaseCancelled():
            return replace(place, began=None, reason="")
        case _:
            return place
