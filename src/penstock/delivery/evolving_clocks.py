"""What an event makes of the clocks of a case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from penstock.delivery.case import Case, Ticking
from penstock.delivery.clock_events import ClockEvent, ClockMoved, ClockStarted, ClockStopped
from penstock.governance.service_levels.deadlines import Clock, DueBreached, DueWarned

Clocks = Mapping[str, Ticking]


def clocks_after(event: ClockEvent, case: Case, at: datetime) -> Clocks:
    """Return the clocks of a case after the event that is its next."""
    match event:
        case ClockStopped(kind=kind):
            return {each: ticking for each, ticking in case.clocks.items() if each != kind}
        case DueWarned(kind=kind):
            return _with(case, replace(case.clocks[kind], warned=True))
        case DueBreached(kind=kind):
            return _with(case, replace(case.clocks[kind], breached=True))
        case ClockStarted():
            return _with(case, _started(event, case.version + 1))
        case _:
            ticking = case.clocks[event.clock.terms.kind]
            changed = replace(ticking, clock=event.clock, epoch=case.version + 1)
            moved = isinstance(event, ClockMoved)
            return _with(case, _known_again(changed, at) if moved else changed)


def _started(event: ClockStarted, epoch: int) -> Ticking:
    return Ticking(clock=event.clock, stage_id=event.stage_id, visit=event.visit, epoch=epoch)


def _known_again(ticking: Ticking, at: datetime) -> Ticking:
    """Return a clock that other terms moved: what lies ahead of it now has not come yet."""
    until = _runs_until(ticking.clock, at)
    deadline = ticking.clock.deadline
    return replace(
        ticking,
        warned=ticking.warned and deadline.warn_at <= until,
        breached=ticking.breached and deadline.due <= until,
    )


def _runs_until(clock: Clock, at: datetime) -> datetime:
    return at if clock.pause is None else min(at, clock.pause.since)


def _with(case: Case, ticking: Ticking) -> Clocks:
    return {**case.clocks, ticking.clock.terms.kind: ticking}
