"""What happened to a case, in sentences."""

from datetime import datetime
from functools import singledispatch

from penstock.delivery import events as ev
from penstock.delivery.clock_events import (
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
)
from penstock.governance.service_levels.deadlines import Clock, DueBreached, DueWarned


@singledispatch
def sentence(event: object) -> str:
    """Return what an event says, in a sentence without the one who did it."""
    raise TypeError(f"There are no words for {type(event).__name__}.")


@sentence.register
def _(event: ev.CaseOpened) -> str:
    product = f" about {event.product}" if event.product else ""
    customer = f" for {event.customer}" if event.customer else ""
    return f"opened the case in {event.stream_id}{product}{customer}"


@sentence.register
def _(event: ev.StageEntered) -> str:
    again = f", visit {event.visit}" if event.visit > 1 else ""
    return f"came to stage {event.stage_id}{again}"


@sentence.register
def _(event: ev.CriterionAttested) -> str:
    return f"attested “{event.criterion}”{_said(event.evidence)}"


@sentence.register
def _(event: ev.ItemRecorded) -> str:
    again = f", version {event.version}" if event.version > 1 else ""
    return f"recorded “{event.item}”{again}"


@sentence.register
def _(event: ev.ActDone) -> str:
    return f"did “{event.act}” of stage {event.stage_id}"


@sentence.register
def _(event: ev.StageStarted) -> str:
    return f"stage {event.stage_id} started{' for a worker' if event.by_worker else ''}"


@sentence.register
def _(event: ev.TaskOpened) -> str:
    return f"task for {' or '.join(event.roles) or 'anyone'}{_said(event.because)}"


@sentence.register
def _(event: ev.TaskClaimed) -> str:
    return f"{event.assignee} claimed the task"


@sentence.register
def _(event: ev.TaskReleased) -> str:
    return f"{event.assignee} gave the task back"


@sentence.register
def _(event: ev.StageWorked) -> str:
    return f"the work of stage {event.stage_id} is done"


@sentence.register
def _(event: ev.GatePassed) -> str:
    return f"closed stage {event.stage_id}{_as(event.role)}{_said(event.evidence)}"


@sentence.register
def _(event: ev.GateFailed) -> str:
    return f"sent stage {event.stage_id} back{_as(event.role)}{_said(event.reason)}"


@sentence.register
def _(event: ev.StageReopened) -> str:
    gone = f" (counts no more: {', '.join(event.superseded)})" if event.superseded else ""
    return f"reopened stage {event.stage_id}{_said(event.reason)}{gone}"


@sentence.register
def _(event: ev.CaseLinked) -> str:
    until = f" to pass {event.until}" if event.until else ""
    other = f"{event.other_case_id} of {event.other_stream_id}"
    return f"stage {event.stage_id} waits for {other}{until}"


@sentence.register
def _(event: ev.LinkAnswered) -> str:
    has_passed = event.answer.startswith("passed ")
    return f"{event.other_case_id} has {'' if has_passed else 'ended: '}{event.answer}"


@sentence.register
def _(event: ev.CaseHeld) -> str:
    return f"put the case on hold{_said(event.reason)}"


@sentence.register
def _(event: ev.CaseResumed) -> str:
    return f"let the case go on{_said(event.reason)}"


@sentence.register
def _(event: ev.CaseCancelled) -> str:
    return f"cancelled the case{_said(event.reason)}"


@sentence.register
def _(_event: ev.CaseClosed) -> str:
    return "the case is closed"


@sentence.register
def _(event: ev.Undone) -> str:
    return f"took back number {event.seq}"


@sentence.register
def _(event: ev.ModelMigrated) -> str:
    renamed = [f"{old} is {new} now" for old, new in {**event.stages, **event.items}.items()]
    return f"goes on by the model {event.fingerprint[:12]}{_said('; '.join(renamed))}"


@sentence.register
def _(event: ClockStarted) -> str:
    of = f"stage {event.stage_id}" if event.stage_id else "the case"
    return f"{of} may take {event.clock.terms.level}{_due(event.clock)}"


@sentence.register
def _(event: ClockPaused) -> str:
    because = event.clock.pause.reason if event.clock.pause else ""
    return f"the clock of the {event.clock.terms.kind} stands still{_said(because)}"


@sentence.register
def _(event: ClockResumed) -> str:
    return f"the clock of the {event.clock.terms.kind} runs on{_due(event.clock)}"


@sentence.register
def _(event: ClockMoved) -> str:
    terms = event.clock.terms
    return f"the {terms.kind} may take {terms.level} by the new model{_due(event.clock)}"


@sentence.register
def _(event: ClockStopped) -> str:
    return f"the clock of the {event.kind} ended"


@sentence.register
def _(event: DueWarned) -> str:
    return f"the {event.kind} is nearly due: most of its time was gone at {_moment(event.at)}"


@sentence.register
def _(event: DueBreached) -> str:
    return f"the {event.kind} is overdue since {_moment(event.at)}"


def _due(clock: Clock) -> str:
    return "" if clock.pause else f": due {_moment(clock.deadline.due)}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z"


def _said(words: str) -> str:
    return f": {words}" if words else ""


def _as(role: str) -> str:
    return f" as {role}" if role else ""
