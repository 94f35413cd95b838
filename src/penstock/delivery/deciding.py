"""What a command makes happen. Pure: the case, the command, the model and nothing else."""

from collections.abc import Callable, Mapping
from typing import Any

from penstock.delivery import commands as do
from penstock.delivery import events as ev
from penstock.delivery.acting import acted, recorded
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.changing_models import migrated
from penstock.delivery.clocks import reminded
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import before_close, before_end, before_start, is_last
from penstock.delivery.refusals import RefusedError, UnknownNameError

Events = tuple[ev.Event, ...]


def decide(case: Case | None, command: do.Command, model: StreamModel) -> Events:
    """Return the events that a command causes.

    Raises:
        RefusedError: The case does not allow it now.
        UnknownNameError: It names something that the stream does not have.
    """
    if isinstance(command, do.Open):
        return _open(case, command, model)
    if case is None:
        raise RefusedError("(none)", because="it does not exist yet", instead=["open"])
    if case.ended:
        raise RefusedError(case.case_id, because=f"it is {case.status} and stays so")
    if case.status is Status.HELD and not isinstance(command, _WHILE_HELD):
        because = f"it is on hold: {case.reason}"
        raise RefusedError(case.case_id, because=because, instead=["resume", "cancel"])
    return _DECISIONS[type(command)](case, command, model)


_WHILE_HELD = (do.Resume, do.Cancel, do.Answer, do.Migrate, do.Remind)


def _open(case: Case | None, command: do.Open, model: StreamModel) -> Events:
    if case is not None:
        raise RefusedError(case.case_id, because="it is open already")
    if model.products and command.product and command.product not in model.products:
        raise UnknownNameError("product", command.product, known=model.products)
    opened = ev.CaseOpened(
        case_id=command.case_id,
        stream_id=model.stream_id,
        fingerprint=model.fingerprint,
        product=command.product,
        customer=command.customer,
        premise=command.premise,
        account=command.account,
    )
    return opened, ev.StageEntered(stage_id=model.stages[0].id, visit=1)


def _attest(case: Case, command: do.Attest, model: StreamModel) -> Events:
    known = (*model.entry_criteria, *model.exit_criteria)
    if command.criterion not in known:
        raise UnknownNameError("criterion", command.criterion, known=known)
    if command.criterion in case.attested:
        raise RefusedError(case.case_id, because=f"“{command.criterion}” is attested already")
    return (ev.CriterionAttested(criterion=command.criterion, evidence=command.evidence),)


def _record(case: Case, command: do.Record, model: StreamModel) -> Events:
    if command.item not in model.items:
        raise UnknownNameError("information item", command.item, known=sorted(model.items))
    return (recorded(case, command.item, command.sha256),)


def _start(case: Case, command: do.Start, model: StreamModel) -> Events:
    _require(case, Phase.WAITING, "start")
    _require_nothing(case, list(before_start(case, model)), "start")
    started = ev.StageStarted(stage_id=case.stage_id, by_worker=command.by_worker)
    return (started,) if command.by_worker else (started, _task(case, model))


def _task(case: Case, model: StreamModel, because: str = "") -> ev.TaskOpened:
    roles = model.stage(case.stage_id).responsible
    return ev.TaskOpened(stage_id=case.stage_id, roles=roles, because=because)


def _claim(case: Case, command: do.Claim, _model: StreamModel) -> Events:
    if case.task is None:
        raise RefusedError(case.case_id, because="it has no open task")
    if case.task.assignee:
        because = f"{case.task.assignee} has the task already"
        raise RefusedError(case.case_id, because=because, instead=["release"])
    return (ev.TaskClaimed(assignee=command.person),)


def _release(case: Case, _command: do.Release, _model: StreamModel) -> Events:
    if case.task is None or not case.task.assignee:
        raise RefusedError(case.case_id, because="nobody has a task of it")
    return (ev.TaskReleased(assignee=case.task.assignee),)


def _complete(case: Case, _command: do.Complete, model: StreamModel) -> Events:
    _require(case, Phase.WORKING, "complete")
    _require_nothing(case, list(before_end(case, model)), "complete")
    return (ev.StageWorked(stage_id=case.stage_id),)


def _fail(case: Case, command: do.Fail, model: StreamModel) -> Events:
    _require(case, Phase.WORKING, "fail")
    if case.task is not None:
        raise RefusedError(case.case_id, because="a person does its work already")
    return (_task(case, model, because=command.error),)


def _pass(case: Case, command: do.Pass, model: StreamModel) -> Events:
    _require(case, Phase.WORKED, "pass")
    _require_role(case, command.role, model)
    passed = ev.GatePassed(stage_id=case.stage_id, role=command.role, evidence=command.evidence)
    following = model.after(case.stage_id)
    if following is None:
        return (passed,)
    visit = case.visits.get(following.id, 0) + 1
    return passed, ev.StageEntered(stage_id=following.id, visit=visit)


def _send_back(case: Case, command: do.SendBack, model: StreamModel) -> Events:
    _require(case, Phase.WORKED, "send back")
    _require_role(case, command.role, model)
    failed = ev.GateFailed(stage_id=case.stage_id, role=command.role, reason=command.reason)
    return failed, _task(case, model, because=command.reason)


def _require_role(case: Case, role: str, model: StreamModel) -> None:
    accountable = model.stage(case.stage_id).accountable
    if accountable and role != accountable:
        because = f"stage {case.stage_id} is closed by {accountable}, not by {role}"
        raise RefusedError(case.case_id, because=because)


def _reopen(case: Case, command: do.Reopen, model: StreamModel) -> Events:
    ids = [stage.id for stage in model.stages]
    if command.stage_id not in ids:
        raise UnknownNameError("stage", command.stage_id, known=ids)
    target, current = model.position(command.stage_id), model.position(case.stage_id)
    if target > current or (target == current and case.phase is Phase.WAITING):
        because = f"stage {command.stage_id} has not been worked yet"
        raise RefusedError(case.case_id, because=because)
    redone = {item for stage in model.stages[target:] for item in stage.outputs}
    gone = tuple(sorted(item for item in redone if case.has(item)))
    reopened = ev.StageReopened(stage_id=command.stage_id, reason=command.reason, superseded=gone)
    visit = case.visits.get(command.stage_id, 0) + 1
    return reopened, ev.StageEntered(stage_id=command.stage_id, visit=visit)


def _link(case: Case, command: do.LinkTo, _model: StreamModel) -> Events:
    _require_new_link(case, command)
    if command.other_case_id == case.case_id:
        raise RefusedError(case.case_id, because="a case cannot wait for itself")
    if case.phase in {Phase.WORKED, Phase.PASSED}:
        because = f"the work of stage {case.stage_id} is done, so it waits for no other case"
        raise RefusedError(case.case_id, because=because)
    linked = ev.CaseLinked(
        other_case_id=command.other_case_id,
        other_stream_id=command.other_stream_id,
        stage_id=case.stage_id,
        until=command.until,
    )
    return (linked,)


def _require_new_link(case: Case, command: do.LinkTo) -> None:
    """Look whether a case is not linked already: one that was told may wait for the next stage."""
    before = case.links.get(command.other_case_id)
    if before is None or (before.answer and before.until and before.until != command.until):
        return
    because = f"it is linked to {command.other_case_id} already"
    raise RefusedError(case.case_id, because=because)


def _answer(case: Case, command: do.Answer, _model: StreamModel) -> Events:
    link = case.links.get(command.other_case_id)
    if link is None:
        raise UnknownNameError("linked case", command.other_case_id, known=sorted(case.links))
    if link.answer:
        because = f"{command.other_case_id} has answered already: {link.answer}"
        raise RefusedError(case.case_id, because=because)
    return (ev.LinkAnswered(other_case_id=command.other_case_id, answer=command.answer),)


def _hold(_case: Case, command: do.Hold, _model: StreamModel) -> Events:
    return (ev.CaseHeld(reason=command.reason),)


def _resume(case: Case, command: do.Resume, _model: StreamModel) -> Events:
    if case.status is not Status.HELD:
        raise RefusedError(case.case_id, because="it is not on hold")
    return (ev.CaseResumed(reason=command.reason),)


def _cancel(_case: Case, command: do.Cancel, _model: StreamModel) -> Events:
    return (ev.CaseCancelled(reason=command.reason),)


def _close(case: Case, _command: do.Close, model: StreamModel) -> Events:
    if not is_last(case, model):
        because = f"stage {case.stage_id} is not its last"
        raise RefusedError(case.case_id, because=because)
    _require_nothing(case, list(before_close(case, model)), "close")
    return (ev.CaseClosed(),)


def _undo(case: Case, _command: do.Undo, _model: StreamModel) -> Events:
    if case.undoable is None:
        because = "its last act cannot be taken back"
        raise RefusedError(case.case_id, because=because, instead=["reopen with a reason"])
    return (ev.Undone(seq=case.undoable.seq),)


def _require(case: Case, phase: Phase, verb: str) -> None:
    if case.phase is not phase:
        because = f"stage {case.stage_id} is {case.phase}, so there is nothing to {verb}"
        raise RefusedError(case.case_id, because=because)


def _require_nothing(case: Case, missing: list[str], verb: str) -> None:
    if missing:
        because = f"stage {case.stage_id} cannot {verb} before {', and '.join(missing)}"
        raise RefusedError(case.case_id, because=because)


_DECISIONS: Mapping[type, Callable[[Case, Any, StreamModel], Events]] = {
    do.Attest: _attest,
    do.Record: _record,
    do.Start: _start,
    do.Claim: _claim,
    do.Release: _release,
    do.Complete: _complete,
    do.Fail: _fail,
    do.Pass: _pass,
    do.SendBack: _send_back,
    do.Reopen: _reopen,
    do.LinkTo: _link,
    do.Answer: _answer,
    do.Hold: _hold,
    do.Resume: _resume,
    do.Cancel: _cancel,
    do.Close: _close,
    do.Undo: _undo,
    do.Migrate: migrated,
    do.Remind: reminded,
    do.DoAct: acted,
}
