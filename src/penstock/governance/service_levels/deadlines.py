"""Deadlines: when something is due, when to warn, and clocks that pause on the way there."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import in_utc

WARN_AT_PERCENT = 75


class WrongCalendarError(ValueError):
    """A clock was asked to go on with another calendar than it began with."""

    def __init__(self, clock: "Clock", calendar: Calendar) -> None:
        super().__init__(
            f"The clock of {clock.terms.kind} runs on the calendar {clock.calendar[:12]}, not on "
            f"{calendar} ({calendar.fingerprint[:12]}). "
            "Go on with the one it began with, or move it."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is promised: how long something may take, and when its clock stands still.

    Args:
        kind: What is due, such as `installation appointment`; a case has one clock of a kind.
        level: How long it may take.
        pauses_in: States of the case or request in which the clock stands still.
        warn_at_percent: The part of the time that is gone when people are warned.
    """

    kind: str
    level: ServiceLevel
    pauses_in: frozenset[str] = frozenset()
    warn_at_percent: int = WARN_AT_PERCENT

    def __post_init__(self) -> None:
        if not 0 < self.warn_at_percent < 100:
            raise ValueError(
                f"{self.kind} warns at {self.warn_at_percent} %; take a number from 1 to 99."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something is due.

    Args:
        kind: What is due.
        due: The first moment that is too late, in UTC.
        warn_at: The first moment to warn at, in UTC, never after the other.
    """

    kind: str
    due: datetime
    warn_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Why a clock stands still, and what it had left.

    Args:
        since: When it stopped.
        reason: Why.
        left: Time of the clock's own kind until the deadline; nothing, where it is past.
        left_to_warning: The same until the warning.
    """

    since: datetime
    reason: str
    left: timedelta
    left_to_warning: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A promise that is being kept: its deadline as of now, and whether time runs.

    Args:
        terms: What is promised.
        calendar: Fingerprint of the calendar it counts on, to its end.
        since: When it began to count.
        deadline: When it is due; while it is paused, when it was when it stopped.
        pause: Why it stands still, or None while it runs.
    """

    terms: Terms
    calendar: str
    since: datetime
    deadline: Deadline
    pause: Pause | None = None

    def paused(self, calendar: Calendar, at: datetime, *, reason: str) -> "Clock":
        """Return the clock stopped at a moment; one that stands still stays as it is.

        Raises:
            WrongCalendarError: It began with another calendar.
        """
        self._check(calendar)
        if self.pause is not None:
            return self
        pause = Pause(
            since=in_utc(at),
            reason=reason,
            left=self._left(calendar, at, self.deadline.due),
            left_to_warning=self._left(calendar, at, self.deadline.warn_at),
        )
        return replace(self, pause=pause)

    def resumed(self, calendar: Calendar, at: datetime) -> "Clock":
        """Return the clock running on with what it had left; one that runs stays as it is.

        What was past when it stopped stays where it was. Should the system's clock have gone
        back, it runs on from where it stopped.

        Raises:
            WrongCalendarError: It began with another calendar.
        """
        self._check(calendar)
        if self.pause is None:
            return self
        on = max(in_utc(at), self.pause.since)
        deadline = Deadline(
            kind=self.deadline.kind,
            due=self._moved(calendar, on, self.deadline.due, self.pause.left),
            warn_at=self._moved(calendar, on, self.deadline.warn_at, self.pause.left_to_warning),
        )
        return replace(self, deadline=deadline, pause=None)

    def in_state(self, state: str, calendar: Calendar, at: datetime, *, reason: str) -> "Clock":
        """Return the clock after the case or request has come into a state: stopped, or running.

        Raises:
            WrongCalendarError: It began with another calendar.
        """
        if state in self.terms.pauses_in:
            return self.paused(calendar, at, reason=reason)
        return self.resumed(calendar, at)

    def moved_to(self, newer: Calendar, *, calendar: Calendar, at: datetime) -> "Clock":
        """Return the clock going on, from a moment, with what it has left on a newer calendar.

        This is a decision of people, for the rest of a calendar's years or a new holiday: nothing
        else changes the calendar of a clock.

        Raises:
            BeyondCalendarError: The newer calendar does not reach that far.
            WrongCalendarError: The clock began with another calendar than the one given.
        """
        stopped = replace(self.paused(calendar, at, reason=""), calendar=newer.fingerprint)
        return stopped if self.pause is not None else stopped.resumed(newer, at)

    def restated(self, terms: Terms, *, calendar: Calendar, newer: Calendar) -> "Clock":
        """Return the clock as if it had counted by other terms since it began, pauses included.

        Raises:
            BeyondCalendarError: The newer calendar does not reach that far.
            WrongCalendarError: The clock began with another calendar than the one given.
        """
        self._check(calendar)
        before = started(self.terms, calendar, self.since).deadline
        clock = started(terms, newer, self.since)
        fresh = clock.deadline
        stood = self._counted(calendar, before.due, self.deadline.due)
        stood_before_warning = self._counted(calendar, before.warn_at, self.deadline.warn_at)
        deadline = Deadline(
            kind=terms.kind,
            due=_later(terms.level, newer, fresh.due, stood),
            warn_at=_later(terms.level, newer, fresh.warn_at, stood_before_warning),
        )
        clock = replace(clock, deadline=deadline)
        if self.pause is None:
            return clock
        return clock.paused(newer, self.pause.since, reason=self.pause.reason)

    def _left(self, calendar: Calendar, at: datetime, until: datetime) -> timedelta:
        return self._counted(calendar, in_utc(at), until)

    def _counted(self, calendar: Calendar, start: datetime, end: datetime) -> timedelta:
        if end <= start:
            return timedelta()
        return self.terms.level.between(calendar, start, end)

    def _moved(
        self, calendar: Calendar, on: datetime, moment: datetime, left: timedelta
    ) -> datetime:
        return self.terms.level.later(calendar, on, left) if left else moment

    def _check(self, calendar: Calendar) -> None:
        if calendar.fingerprint != self.calendar:
            raise WrongCalendarError(self, calendar)


def _later(level: ServiceLevel, calendar: Calendar, moment: datetime, by: timedelta) -> datetime:
    # No time after a closing would be the next opening.
    return level.later(calendar, moment, by) if by else moment


def started(terms: Terms, calendar: Calendar, at: datetime) -> Clock:
    """Return the clock of a promise that counts from a moment.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    due = terms.level.due(calendar, at)
    whole = terms.level.between(calendar, at, due)
    warn_at = terms.level.later(calendar, at, whole * terms.warn_at_percent // 100)
    deadline = Deadline(kind=terms.kind, due=due, warn_at=warn_at)
    since = in_utc(at)
    return Clock(terms=terms, calendar=calendar.fingerprint, since=since, deadline=deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWarned:
    """The time to warn has come."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueBreached:
    """The deadline has passed."""

    kind: str
    at: datetime


def passed(
    clock: Clock, now: datetime, *, known: Collection[DueWarned | DueBreached] = ()
) -> tuple[DueWarned | DueBreached, ...]:
    """Return what a clock has passed by now and nobody knows yet, in order.

    Asked late, it tells all of it; asked twice, it tells the same: equal values, to be kept once.
    """
    deadline = clock.deadline
    until = in_utc(now) if clock.pause is None else min(in_utc(now), clock.pause.since)
    warned = DueWarned(kind=deadline.kind, at=deadline.warn_at)
    breached = DueBreached(kind=deadline.kind, at=deadline.due)
    return tuple(each for each in (warned, breached) if each.at <= until and each not in known)
