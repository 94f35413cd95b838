"""Which clocks a case has to have where it stands, and what that makes happen. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from penstock.delivery.case import Case, Phase, Status, Ticking
from penstock.delivery.clock_events import (
    ClockEvent,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
)
from penstock.delivery.commands import Remind
from penstock.delivery.models import StreamModel
from penstock.delivery.needs import unanswered
from penstock.delivery.refusals import RefusedError
from penstock.delivery.timers import timers
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.deadlines import (
    Clock,
    DueBreached,
    DueWarned,
    Terms,
    passed,
    started,
)
from penstock.governance.service_levels.levels import ServiceLevel, ServiceLevelError
from penstock.governance.service_levels.open_time import BeyondCalendarError, in_utc

STAGE, WHOLE = "stage", "case"
HELD, WAITING, UNBEGUN = "held", "waiting for another case", "not begun"
PAUSES: Mapping[str, str] = {
    "paused on hold": HELD,
    "paused while waiting": WAITING,
    "paused until it starts": UNBEGUN,
}


@lru_cache(maxsize=256)
def terms(kind: str, text: str) -> Terms:
    """Return the terms that a text such as `7 business days, paused on hold` states.

    Raises:
        ServiceLevelError: It states none.
    """
    level, *pauses = (" ".join(part.split()) for part in text.split(","))
    for pause in pauses:
        if pause.casefold() not in PAUSES:
            known = " and ".join(f"“{each}”" for each in PAUSES)
            raise ServiceLevelError(text, f"it may say {known}, and not “{pause}”")
    states = frozenset(PAUSES[pause.casefold()] for pause in pauses)
    return Terms(kind=kind, level=ServiceLevel.parse(level), pauses_in=states)


def stated(case: Case, model: StreamModel) -> Mapping[str, str]:
    """Return the service levels that the documents state for where a case stands, by what of."""
    if case.ended:
        return {}
    in_stage = case.phase is not Phase.PASSED
    texts = {
        STAGE: model.stage(case.stage_id).service_level if in_stage else "",
        WHOLE: model.service_level,
    }
    return {kind: text for kind, text in texts.items() if text}


def what_passed(case: Case, at: datetime) -> Iterator[DueWarned | DueBreached]:
    """Yield what the clocks of a case have passed by a moment, and its log does not tell yet."""
    for ticking in case.clocks.values():
        for each in passed(ticking.clock, at):
            if not (ticking.warned if isinstance(each, DueWarned) else ticking.breached):
                yield each


def what_changes(
    case: Case, model: StreamModel, at: datetime, *, before: StreamModel
) -> Iterator[ClockEvent]:
    """Yield what gives a case the clocks that its model wants where it stands.

    Args:
        case: The case, after all that was decided.
        model: The model it runs on now.
        at: The moment, never before the case's last event.
        before: The model its clocks were started or moved by.

    Raises:
        RefusedError: A calendar does not reach far enough.
    """
    try:
        yield from _changes(case, model, at, before)
    except BeyondCalendarError as error:
        raise RefusedError(case.case_id, because=str(error).rstrip(".")) from error


def reminded(case: Case, command: Remind, _model: StreamModel) -> tuple[ClockEvent, ...]:
    """Return nothing more: what a clock has passed is told before anything is decided.

    Raises:
        RefusedError: The timer was cancelled, or it is too early.
    """
    for timer in timers(case):
        if (timer.kind, timer.epoch) == (command.timer, command.epoch):
            because = f"the {command.timer} comes at {timer.fire_at:%Y-%m-%d %H:%M:%S} UTC"
            raise RefusedError(case.case_id, because=because)
    kind = command.timer.partition(" ")[0]
    ticking = case.clocks.get(kind)
    if ticking is None or ticking.epoch != command.epoch:
        because = f"the timer of its {kind}, set by event {command.epoch}, is set no more"
        raise RefusedError(case.case_id, because=because)
    return ()


def _changes(
    case: Case, model: StreamModel, at: datetime, before: StreamModel
) -> Iterator[ClockEvent]:
    promised = dict(_promised(case, model))
    for kind, ticking in case.clocks.items():
        if kind not in promised or not _is_of(ticking, case):
            yield ClockStopped(kind=kind)
    if model.calendar is not None:
        for wanted in promised.values():
            yield from _kept(case, wanted, model.calendar, before.calendar or model.calendar, at)


def _kept(
    case: Case, wanted: Terms, calendar: Calendar, old: Calendar, at: datetime
) -> Iterator[ClockEvent]:
    """Yield what keeps a promise: a clock of these terms, that stands still when it has to."""
    found = case.clocks.get(wanted.kind)
    event: ClockStarted | ClockMoved | None
    if found is None or not _is_of(found, case):
        event = _begun(case, wanted, calendar)
        clock = event.clock
    else:
        event = _moved(found.clock, wanted, calendar, old, at)
        clock = event.clock if event else found.clock
    if event:
        yield event
    yield from _stopped_or_going(case, clock, calendar, at)


def _promised(case: Case, model: StreamModel) -> Iterator[tuple[str, Terms]]:
    if model.calendar is None:
        return
    for kind, text in stated(case, model).items():
        try:
            yield kind, terms(kind, text)
        except ServiceLevelError:
            # No clock runs on words; whoever looks at the case is told so.
            continue


def _is_of(ticking: Ticking, case: Case) -> bool:
    """Tell whether a clock belongs to where the case stands."""
    return not ticking.stage_id or (ticking.stage_id, ticking.visit) == (case.stage_id, case.visit)


def _begun(case: Case, wanted: Terms, calendar: Calendar) -> ClockStarted:
    of_stage = wanted.kind == STAGE
    since = case.entered_at if of_stage else case.opened_at
    return ClockStarted(
        stage_id=case.stage_id if of_stage else "",
        visit=case.visit if of_stage else 0,
        clock=started(wanted, calendar, since or case.opened_at),
    )


def _moved(
    clock: Clock, wanted: Terms, calendar: Calendar, old: Calendar, at: datetime
) -> ClockMoved | None:
    """Return what a newer model makes of a clock that goes on."""
    if clock.terms != wanted:
        return ClockMoved(clock=clock.restated(wanted, calendar=old, newer=calendar))
    if clock.calendar != calendar.fingerprint:
        return ClockMoved(clock=clock.moved_to(calendar, calendar=old, at=at))
    return None


def _stopped_or_going(
    case: Case, clock: Clock, calendar: Calendar, at: datetime
) -> Iterator[ClockPaused | ClockResumed]:
    reason = "; ".join(_reasons(case, clock.terms))
    if reason and clock.pause is None:
        yield ClockPaused(clock=clock.paused(calendar, at, reason=reason))
    elif clock.pause and not reason:
        yield ClockResumed(clock=clock.resumed(calendar, at))
    elif clock.pause and clock.pause.reason != reason:
        yield ClockPaused(clock=replace(clock, pause=replace(clock.pause, reason=reason)))


def _reasons(case: Case, wanted: Terms) -> Iterator[str]:
    """Yield why a clock has to stand still."""
    if HELD in wanted.pauses_in and case.status is Status.HELD:
        yield f"on hold: {case.reason}"
    if WAITING in wanted.pauses_in:
        yield from (f"waits until {each}" for each in unanswered(case))
    if UNBEGUN in wanted.pauses_in and case.phase is Phase.WAITING:
        yield f"stage {case.stage_id} has not started"


def never_back(now: datetime, case: Case | None) -> datetime:
    """Return the moment it is for a case: never before its last event, whatever clocks say."""
    last = case.changed_at if case else None
    return now if last is None else max(now, in_utc(last))
