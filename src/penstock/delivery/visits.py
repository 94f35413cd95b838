"""What a case's log says of each visit of a stage: how long it waited, who worked, how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.ports import Logged


class Outcome(StrEnum):
    """How a case left a stage."""

    PASSED = "passed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of a stage by a case.

    Args:
        case_id: The case.
        stream_id: Its value stream.
        stage_id: The stage.
        seq: The number among all visits of the case, from 1.
        visit: The number among its visits of this stage, from 1.
        prev_stage_id: The stage before; empty for the first.
        entered: When the case came to it.
        started: When its work began.
        exited: When it was left: passed, given up for an earlier stage, or cancelled.
        resource: Who worked: who had the task, or the worker.
        prev_resource: Who worked in the visit before.
        outcome: How it was left; None while the case is in it.
        path: Hash of the stages so far, this one included: equal for equal ways.
        on_documented_path: Whether the case came here without going back.
        deviation: What led off the documented path with this visit; empty when nothing did.
        closes: Whether the case was closed after it.
    """

    case_id: str
    stream_id: str
    stage_id: str
    seq: int
    visit: int
    prev_stage_id: str
    entered: datetime
    started: datetime | None = None
    exited: datetime | None = None
    resource: str = ""
    prev_resource: str = ""
    outcome: Outcome | None = None
    path: str
    on_documented_path: bool
    deviation: str = ""
    closes: bool = False


_OUTCOMES: dict[type, Outcome] = {
    ev.GatePassed: Outcome.PASSED,
    ev.StageReopened: Outcome.REOPENED,
    ev.CaseCancelled: Outcome.CANCELLED,
}


def visits(log: Iterable[Logged]) -> tuple[Visit, ...]:
    """Return the visits that a case's log tells of, in their order."""
    case: Case | None = None
    made: list[Visit] = []
    reopened = False
    for each in log:
        case = evolve(case, each.event, each.stamp)
        if isinstance(each.event, ev.StageEntered):
            made.append(_entered(case, each, made[-1] if made else None, reopened=reopened))
        elif made:
            made[-1] = _worked_by(_after(made[-1], each), case, each)
        reopened = isinstance(each.event, ev.StageReopened)
    return tuple(made)


def _entered(case: Case, logged: Logged, last: Visit | None, *, reopened: bool) -> Visit:
    first = Visit(
        case_id=case.case_id,
        stream_id=case.stream_id,
        stage_id=case.stage_id,
        seq=1,
        visit=case.visit,
        prev_stage_id="",
        entered=logged.stamp.at,
        path=_longer("", case.stage_id),
        on_documented_path=True,
    )
    if last is None:
        return first
    return replace(
        first,
        seq=last.seq + 1,
        prev_stage_id=last.stage_id,
        prev_resource=last.resource,
        path=_longer(last.path, case.stage_id),
        on_documented_path=last.on_documented_path and not reopened,
        deviation=Outcome.REOPENED.value if reopened else "",
    )


def _longer(path: str, stage_id: str) -> str:
    return blake2b(f"{path}/{stage_id}".encode(), digest_size=8).hexdigest()


def _after(visit: Visit, logged: Logged) -> Visit:
    outcome = _OUTCOMES.get(type(logged.event))
    if outcome is not None:
        return _left(visit, logged, outcome)
    match logged.event:
        case ev.StageStarted():
            return replace(visit, started=visit.started or logged.stamp.at)
        case ev.CaseClosed():
            return replace(visit, closes=True)
        case ev.ModelMigrated(stages=renamed):
            return replace(visit, stage_id=renamed.get(visit.stage_id, visit.stage_id))
        case _:
            return visit


def _left(visit: Visit, logged: Logged, outcome: Outcome) -> Visit:
    return visit if visit.exited else replace(visit, exited=logged.stamp.at, outcome=outcome)


def _worked_by(visit: Visit, case: Case, logged: Logged) -> Visit:
    if case.task is not None:
        return replace(visit, resource=case.task.assignee)
    if isinstance(logged.event, ev.StageWorked) and not visit.resource:
        return replace(visit, resource=logged.stamp.actor)
    return visit
