"""From the course of another system's case to its visits, numbered and held against the model."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from penstock.delivery.holds import Hold
from penstock.delivery.models import StreamModel
from penstock.delivery.visits import Deviation, Outcome, Visit, deviation_of, longer_path
from penstock.measurement.foreign.faults import FaultKind
from penstock.measurement.foreign.mapping import Step
from penstock.measurement.foreign.moments import at_us
from penstock.measurement.foreign.visiting import Course, Draft

_longer = lru_cache(maxsize=65_536)(longer_path)
_BY_STEP = {Step.GIVE_UP: Outcome.REOPENED, Step.CANCEL: Outcome.CANCELLED}


@dataclass(frozen=True, slots=True)
class Settled:
    """The visits of a case.

    Args:
        visits: All of them, in their order.
        is_over: Whether the case was closed or cancelled: nothing changes its last visit any more.
    """

    visits: tuple[Visit, ...]
    is_over: bool


def settled(course: Course, model: StreamModel) -> Settled:
    """Return the visits of a case; the ends that nothing tells are taken from what follows."""
    if not course.drafts:
        return Settled((), is_over=False)
    for draft, following in pairwise(course.drafts):
        _end_before(course, draft, following, model)
    is_over = _end_last(course, course.drafts[-1], model)
    for draft in course.drafts:
        if draft.started_us is None and draft.outcome is Outcome.PASSED:
            course.faults.add(FaultKind.NO_START, f"{draft.stage} of case {course.case_id}")
    return Settled(tuple(_visits(course, model)), is_over=is_over)


def _end_before(course: Course, draft: Draft, following: Draft, model: StreamModel) -> None:
    """Say how a visit ended that another one follows."""
    if draft.exited_us is None:
        draft.exited_us = max(following.entered_us, draft.started_us or draft.entered_us)
        if course.mapping.tells_ends:
            course.faults.add(FaultKind.NO_END, f"{draft.stage} of case {course.case_id}")
    back = deviation_of(following.stage, after=draft.stage, model=model) is Deviation.REOPENED
    draft.outcome = _said(draft) or (Outcome.REOPENED if back else Outcome.PASSED)
    draft.recorded_us = _recorded_us(draft, following.entered_us)


def _end_last(course: Course, draft: Draft, model: StreamModel) -> bool:
    """Say how the last visit ended, if it did; return whether the case is over."""
    if course.cancelled_us is not None:
        draft.exited_us = draft.exited_us or course.cancelled_us
        draft.outcome = Outcome.CANCELLED
    elif draft.exited_us is not None or course.closed_us is not None:
        draft.exited_us = draft.exited_us or course.closed_us
        draft.outcome = _said(draft) or Outcome.PASSED
    draft.closes = draft.outcome is Outcome.PASSED and _is_closed(course, draft, model)
    is_over = draft.closes or draft.outcome is Outcome.CANCELLED
    if is_over:
        ends = (draft.exited_us, course.closed_us, course.cancelled_us)
        draft.recorded_us = _recorded_us(draft, max(each for each in ends if each is not None))
    return is_over


def _is_closed(course: Course, draft: Draft, model: StreamModel) -> bool:
    """Tell whether a case was closed after its last visit, which it passed."""
    if course.closed_us is not None or course.mapping.ends:
        return True
    if draft.end is not None and draft.end.closes is not None:
        return draft.end.closes
    return draft.stage == model.stages[-1].id


def _said(draft: Draft) -> Outcome | None:
    """Return how the event that ended a visit says that it did."""
    if draft.end is None:
        return None
    if draft.end.outcome:
        return Outcome(draft.end.outcome)
    return _BY_STEP.get(draft.end.step)


def _recorded_us(draft: Draft, otherwise: int) -> int:
    told = draft.end.recorded_us if draft.end else None
    return otherwise if told is None else told


def _visits(course: Course, model: StreamModel) -> Iterator[Visit]:
    """Yield the visits of a case whose drafts know their ends."""
    counts: Counter[str] = Counter()
    way: tuple[str, ...] = ()
    path, on_path, before = "", True, Draft(stage="", entered_us=0)
    for draft in course.drafts:
        counts[draft.stage] += 1
        deviation = deviation_of(draft.stage, after=before.stage, model=model)
        path, way, on_path = (
            _longer(path, draft.stage),
            (*way, draft.stage),
            on_path and not deviation,
        )
        yield Visit(
            case_id=course.case_id,
            stream_id=model.stream_id,
            stage_id=draft.stage,
            seq=len(way),
            visit=counts[draft.stage],
            prev_stage_id=before.stage,
            entered=at_us(draft.entered_us),
            started=_at(draft.started_us),
            exited=_at(draft.exited_us),
            resource=draft.resource,
            prev_resource=before.resource,
            outcome=draft.outcome,
            path=path,
            way=way,
            on_documented_path=on_path,
            deviation=deviation,
            criteria_met=draft.end.criteria_met if draft.end else None,
            closes=draft.closes,
            recorded_at=_at(draft.recorded_us),
        )
        before = draft


def holds_of(course: Course, stream_id: str) -> Iterator[Hold]:
    """Yield the times on hold of a case that are over; one that lasts is none yet."""
    for seq, draft in enumerate(course.drafts, 1):
        for pause in draft.pauses:
            yield Hold(
                case_id=course.case_id,
                stream_id=stream_id,
                stage_id=draft.stage,
                seq=seq,
                began=at_us(pause.began_us),
                ended=at_us(pause.ended_us),
                reason=pause.reason,
                ended_by=0,
            )


def _at(us: int | None) -> datetime | None:
    return None if us is None else at_us(us)
