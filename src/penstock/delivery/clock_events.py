"""What happened to the clocks of a case.

Each event holds the clock as it is after it: whoever rebuilds a case counts nothing anew, whatever
calendars say by then.
"""

from dataclasses import dataclass

from penstock.governance.service_levels.deadlines import Clock, DueBreached, DueWarned


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """What the documents promise for a stage, or for the whole case, began to count.

    Args:
        stage_id: The stage; empty for the whole case.
        visit: The visit of that stage.
        clock: The clock, with the fingerprint of its calendar.
    """

    stage_id: str
    visit: int
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused:
    """A clock stands still, for the reason that it holds."""

    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed:
    """A clock runs on with what it had left."""

    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMoved:
    """A clock goes on by the terms or the calendar of a newer model."""

    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """What was promised is over: done, given up, or promised no more.

    Args:
        kind: What the clock was of.
    """

    kind: str


ClockEvent = (
    ClockStarted | ClockPaused | ClockResumed | ClockMoved | ClockStopped | DueWarned | DueBreached
)
