"""What a case's log says of each visit of a stage: how long it waited, who worked, how it ended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from hashlib import blake2b

from penstock.delivery import events as ev
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import outputs_missing
from penstock.delivery.ports import Logged

ModelOf = Callable[[str], StreamModel]


class Outcome(StrEnum):
    """How a case left a stage."""

    PASSED = "passed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


class Deviation(StrEnum):
    """How a case came to a stage otherwise than the documents say."""

    REOPENED = "reopened"
    SKIPPED = "skipped"
    UNDOCUMENTED = "undocumented"


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
        way: The stages so far, this one included, as they were called when the case came to them.
        on_documented_path: Whether each step up to here was the one that the documents say.
        deviation: What led off the documented path with this visit; None when nothing did.
        criteria_met: Whether all that is asked before the stage may be left was there when it was
            left: the stream's entry criteria, what the stage gives out, and for the last visit of
            a closed case the exit criteria. None while the case is in the stage.
        closes: Whether the case was closed after it.
        settled_by: The number of the event since which no event changes the visit: it brought the
            case to its next stage, closed it or cancelled it. None while there is none.
        recorded_at: When that happened.
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
    way: tuple[str, ...]
    on_documented_path: bool
    deviation: Deviation | None = None
    criteria_met: bool | None = None
    closes: bool = False
    settled_by: int | None = None
    recorded_at: datetime | None = None


_OUTCOMES: dict[type, Outcome] = {
    ev.GatePassed: Outcome.PASSED,
    ev.StageReopened: Outcome.REOPENED,
    ev.CaseCancelled: Outcome.CANCELLED,
}


SETTLING = (ev.StageEntered, ev.CaseClosed, ev.CaseCancelled)


def visits(log: Iterable[Logged], model_of: ModelOf) -> tuple[Visit, ...]:
    """Return the visits that a case's log tells of, in their order.

    Args:
        log: The case's events, from its opening.
        model_of: Returns the model with a fingerprint.
    """
    case: Case | None = None
    made: list[Visit] = []
    for each in log:
        before, case = case, evolve(case, each.event, each.stamp)
        if made and before:
            made[-1] = _after(made[-1], each, before, model_of)
        if isinstance(each.event, ev.StageEntered):
            last = made[-1] if made else None
            made.append(_entered(case, each, last, model_of(case.fingerprint)))
        elif made:
            made[-1] = _worked_by(made[-1], case, each)
    return tuple(made)


def _entered(case: Case, logged: Logged, last: Visit | None, model: StreamModel) -> Visit:
    deviation = deviation_of(case.stage_id, after=last.stage_id if last else "", model=model)
    return Visit(
        case_id=case.case_id,
        stream_id=case.stream_id,
        stage_id=case.stage_id,
        seq=last.seq + 1 if last else 1,
        visit=case.visit,
        prev_stage_id=last.stage_id if last else "",
        entered=logged.stamp.at,
        prev_resource=last.resource if last else "",
        path=longer_path(last.path if last else "", case.stage_id),
        way=(*(last.way if last else ()), case.stage_id),
        on_documented_path=deviation is None and (last is None or last.on_documented_path),
        deviation=deviation,
    )


def path_of(way: Iterable[str]) -> str:
    """Return the hash of a way through stages: each step's is made of the one before."""
    return reduce(longer_path, way, "")


def longer_path(path: str, stage_id: str) -> str:
    """Return the hash of a way with one more stage; that of no way is empty."""
    return blake2b(f"{path}/{stage_id}".encode(), digest_size=8).hexdigest()


def deviation_of(stage_id: str, *, after: str, model: StreamModel) -> Deviation | None:
    """Return how a step differs from the order of a model's stages; the first is after none."""
    order = [stage.id for stage in model.stages]
    if stage_id not in order or (after and after not in order):
        return Deviation.UNDOCUMENTED
    step = order.index(stage_id) - (order.index(after) if after else -1)
    if step == 1:
        return None
    return Deviation.SKIPPED if step > 1 else Deviation.REOPENED


def _after(visit: Visit, logged: Logged, before: Case, model_of: ModelOf) -> Visit:
    """Return a visit after an event of its case that may end it."""
    visit = _happened(visit, logged)
    outcome = _OUTCOMES.get(type(logged.event))
    if outcome is not None and visit.exited is None:
        met = _is_ready(before, model_of(before.fingerprint))
        visit = replace(visit, exited=logged.stamp.at, outcome=outcome, criteria_met=met)
    if isinstance(logged.event, ev.CaseClosed):
        met = _has_value(before, model_of(before.fingerprint))
        visit = replace(visit, closes=True, criteria_met=visit.criteria_met and met)
    if isinstance(logged.event, SETTLING):
        return replace(visit, settled_by=logged.seq, recorded_at=logged.stamp.at)
    return visit


def _happened(visit: Visit, logged: Logged) -> Visit:
    match logged.event:
        case ev.StageStarted():
            return replace(visit, started=visit.started or logged.stamp.at)
        case ev.ModelMigrated(stages=renamed):
            return replace(visit, stage_id=renamed.get(visit.stage_id, visit.stage_id))
        case _:
            return visit


def _is_ready(case: Case, model: StreamModel) -> bool:
    """Tell whether all is there that is asked before the case may leave its stage."""
    stage = model.stage(case.stage_id)
    return case.attested.issuperset(model.entry_criteria) and not outputs_missing(case, stage)


def _has_value(case: Case, model: StreamModel) -> bool:
    return case.attested.issuperset(model.exit_criteria)


def _worked_by(visit: Visit, case: Case, logged: Logged) -> Visit:
    resource = visit.resource
    if case.task is not None:
        resource = case.task.assignee
    elif isinstance(logged.event, ev.StageWorked):
        resource = resource or logged.stamp.actor
    return visit if resource == visit.resource else replace(visit, resource=resource)
