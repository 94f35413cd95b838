"""What happened to a case, in sentences."""

from datetime import datetime
from functools import singledispatch
from zoneinfo import ZoneInfo

from penstock.app.cases.due import on_the_wall
from penstock.delivery import events as ev
from penstock.delivery.clock_events import (
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
)
from penstock.governance.service_levels.deadlines import DueBreached, DueWarned


def sentence(event: object, *, zone: ZoneInfo | None = None) -> str:
    """Return what an event says, in a sentence without the one who did it.

    Args:
        event: What happened.
        zone: Of the clock by which people are told when something is due; None for UTC.
    """
    return f"{words(event)}{_when(event, zone)}"


@singledispatch
def words(event: object) -> str:
    """Return the same without when something is due."""
    raise TypeError(f"There are no words for {type(event).__name__}.")


@words.register
def _(event: ev.CaseOpened) -> str:
    product = f" about {event.product}" if event.product else ""
    customer = f" for {event.customer}" if event.customer else ""
    return f"opened the case in {event.stream_id}{product}{customer}"


@words.register
def _(event: ev.StageEntered) -> str:
    again = f", visit {event.visit}" if event.visit > 1 else ""
    return f"came to stage {event.stage_id}{again}"


@words.register
def _(event: ev.CriterionAttested) -> str:
    return f"attested “{event.criterion}”{_said(event.evidence)}"


@words.register
def _(event: ev.ItemRecorded) -> str:
    again = f", version {event.version}" if event.version > 1 else ""
    return f"recorded “{event.item}”{again}"


@words.register
def _(event: ev.ActDone) -> str:
    return f"did “{event.act}” of stage {event.stage_id}"


@words.register
def _(event: ev.StageStarted) -> str:
    return f"stage {event.stage_id} started{' for a worker' if event.by_worker else ''}"


@words.register
def _(event: ev.TaskOpened) -> str:
    return f"task for {' or '.join(event.roles) or 'anyone'}{_said(event.because)}"


@words.register
def _(event: ev.TaskClaimed) -> str:
    return f"{event.assignee} claimed the task"


@words.register
def _(event: ev.TaskReleased) -> str:
    return f"{event.assignee} gave the task back"


@words.register
def _(event: ev.StageWorked) -> str:
    return f"the work of stage {event.stage_id} is done"


@words.register
def _(event: ev.GatePassed) -> str:
    return f"closed stage {event.stage_id}{_as(event.role)}{_said(event.evidence)}"


@words.register
def _(event: ev.GateFailed) -> str:
    return f"sent stage {event.stage_id} back{_as(event.role)}{_said(event.reason)}"


@words.register
def _(event: ev.StageReopened) -> str:
    gone = f" (counts no more: {', '.join(event.superseded)})" if event.superseded else ""
    return f"reopened stage {event.stage_id}{_said(event.reason)}{gone}"


@words.register
def _(event: ev.CaseLinked) -> str:
    until = f" to pass {event.until}" if event.until else ""
    other = f"{event.other_case_id} of {event.other_stream_id}"
    return f"stage {event.stage_id} waits for {other}{until}"


@words.register
def _(event: ev.LinkAnswered) -> str:
    has_passed = event.answer.startswith("passed ")
    return f"{event.other_case_id} has {'' if has_passed else 'ended: '}{event.answer}"


@words.register
def _(event: ev.CaseHeld) -> str:
    return f"put the case on hold{_said(event.reason)}"


@words.register
def _(event: ev.CaseResumed) -> str:
    return f"let the case go on{_said(event.reason)}"


@words.register
def _(event: ev.CaseCancelled) -> str:
    return f"cancelled the case{_said(event.reason)}"


@words.register
def _(_event: ev.CaseClosed) -> str:
    return "the case is closed"


@words.register
def _(event: ev.Undone) -> str:
    return f"took back number {event.seq}"


@words.register
def _(event: ev.ModelMigrated) -> str:
    renamed = [f"{old} is {new} now" for old, new in {**event.stages, **event.items}.items()]
    return f"goes on by the model {event.fingerprint[:12]}{_said('; '.join(renamed))}"


@words.register
def _(event: ClockStarted) -> str:
    of = f"stage {event.stage_id}" if event.stage_id else "the case"
    return f"{of} may take {event.clock.terms.level}"


@words.register
def _(event: ClockPaused) -> str:
    because = event.clock.pause.reason if event.clock.pause else ""
    return f"the clock of the {event.clock.terms.kind} stands still{_said(because)}"


@words.register
def _(event: ClockResumed) -> str:
    return f"the clock of the {event.clock.terms.kind} runs on"


@words.register
def _(event: ClockMoved) -> str:
    terms = event.clock.terms
    return f"the {terms.kind} may take {terms.level} by the new model"


@words.register
def _(event: ClockStopped) -> str:
    return f"the clock of the {event.kind} ended"


@words.register
def _(event: DueWarned) -> str:
    return f"the {event.kind} is nearly due"


@words.register
def _(event: DueBreached) -> str:
    return f"the {event.kind} is overdue"


def _when(event: object, zone: ZoneInfo | None) -> str:
    match event:
        case ClockStarted() | ClockResumed() | ClockMoved() if not event.clock.pause:
            return f": due {_moment(event.clock.deadline.due, zone)}"
        case DueWarned():
            return f": most of its time was gone at {_moment(event.at, zone)}"
        case DueBreached():
            return f" since {_moment(event.at, zone)}"
    return ""


def _moment(at: datetime, zone: ZoneInfo | None) -> str:
    return on_the_wall(zone, at) if zone else f"{at:%Y-%m-%d %H:%M}Z"


def _said(words: str) -> str:
    return f": {words}" if words else ""


def _as(role: str) -> str:
    return f" as {role}" if role else ""
