"""What comes next: one list, which `explain` prints and the runner executes."""

from collections.abc import Iterator
from dataclasses import dataclass

from penstock.delivery import commands as do
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import (
    before_close,
    before_start,
    is_last,
    outputs_missing,
    unanswered,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happens next, or that the case waits for.

    Args:
        sentence: What it is, for people.
        who: Who does it: a role, a person, a stream; empty for the program itself.
        command: What the runner does now by itself; None where it has to wait.
    """

    sentence: str
    who: str = ""
    command: do.Command | None = None


def plan(
    case: Case, model: StreamModel, *, bound: frozenset[str] = frozenset()
) -> tuple[Step, ...]:
    """Return what happens next, what can be done now first.

    Args:
        case: Where the case stands.
        model: The model it runs on.
        bound: Stages whose work a worker does.
    """
    return tuple(_steps(case, model, bound))


def automatic(
    case: Case, model: StreamModel, *, bound: frozenset[str] = frozenset()
) -> do.Command | None:
    """Return the command that the runner gives next by itself, or None when it has to wait."""
    if case.phase in _DONE_BY_OTHERS:
        return None
    # What can be done now comes first, so that nothing behind it has to be worked out.
    first = next(_steps(case, model, bound), None)
    return first.command if first else None


_DONE_BY_OTHERS = (Phase.WORKING, Phase.WORKED)


def _steps(case: Case, model: StreamModel, bound: frozenset[str]) -> Iterator[Step]:
    if case.ended:
        return
    if case.status is Status.HELD:
        yield Step(sentence=f"The case is on hold: {case.reason}")
        return
    if case.phase is Phase.WAITING:
        yield from _waiting(case, model, bound)
    elif case.phase is Phase.WORKING:
        yield from _working(case, model)
    elif case.phase is Phase.WORKED:
        who = model.stage(case.stage_id).accountable
        yield Step(sentence=f"Stage {case.stage_id} waits for its gate", who=who)
    elif is_last(case, model):
        yield from _closing(case, model)


def _waiting(case: Case, model: StreamModel, bound: frozenset[str]) -> Iterator[Step]:
    missing = [
        Step(sentence=f"Stage {case.stage_id} starts when {each}")
        for each in before_start(case, model)
    ]
    yield from missing
    if not missing:
        command = do.Start(by_worker=case.stage_id in bound)
        yield Step(sentence=f"Stage {case.stage_id} starts", command=command)


def _working(case: Case, model: StreamModel) -> Iterator[Step]:
    stage = model.stage(case.stage_id)
    who = " or ".join(stage.responsible)
    if case.task is None:
        yield Step(sentence=f"A worker does stage {stage.id}", who="worker")
    elif not case.task.assignee:
        yield Step(sentence=f"Somebody claims the task of stage {stage.id}", who=who)
    for item in outputs_missing(case, stage):
        yield Step(sentence=f"Stage {stage.id} ends when “{item}” is recorded", who=who)
    for each in unanswered(case):
        yield Step(sentence=f"Stage {stage.id} ends when {each}")
    if case.task is not None and case.task.assignee:
        who = case.task.assignee
        yield Step(sentence=f"Whoever has the task of stage {stage.id} completes it", who=who)


def _closing(case: Case, model: StreamModel) -> Iterator[Step]:
    missing = [Step(sentence=f"The case closes when {each}") for each in before_close(case, model)]
    yield from missing
    if not missing:
        yield Step(sentence="The case closes", command=do.Close())
