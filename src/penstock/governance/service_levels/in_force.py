"""Which version of a calendar is in force when, so that a new one rewrites nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from penstock.governance.service_levels.business_time import local_day
from penstock.governance.service_levels.calendars import Calendar, CalendarError


class ClosedPeriodError(CalendarError):
    """A calendar was to change within a period that is closed."""

    def __init__(self, calendar: Calendar, *, since: date, closed_until: date) -> None:
        self.calendar = calendar
        self.since = since
        self.closed_until = closed_until
        super().__init__(
            f"Calendar {calendar} would be in force from {since}, but all before {closed_until} is "
            f"closed, and what was counted there stays. Put it in force on {closed_until} or later."
        )


class NoCalendarError(CalendarError):
    """No version of a calendar is in force at a moment."""

    def __init__(self, name: str, moment: datetime, *, first: date) -> None:
        super().__init__(
            f"Calendar {name} is in force from {first} on, and {moment} lies before it. "
            "Name the version that was in force then."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a calendar, and the day from which it is in force.

    Args:
        calendar: What it says.
        since: The first day, where the calendar is.
    """

    calendar: Calendar
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHistory:
    """All versions of one calendar.

    A request counts on the version that was in force when it was opened, to its end.

    Invariants:
        At least one version; all have one id and one zone; versions and days grow together.
    """

    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        problems = list(_problems(self.versions))
        if problems:
            raise CalendarError(f"The calendar's versions cannot be: {'; '.join(problems)}.")

    @property
    def id(self) -> str:
        """What people call the calendar."""
        return self.versions[0].calendar.id

    def at(self, moment: datetime) -> Calendar:
        """Return the version in force at a moment.

        Raises:
            NoCalendarError: None was.
        """
        first = self.versions[0]
        day = local_day(first.calendar, moment)
        for version in reversed(self.versions):
            if version.since <= day:
                return version.calendar
        raise NoCalendarError(self.id, moment, first=first.since)

    def amended(
        self, calendar: Calendar, *, since: date, closed_until: date | None = None
    ) -> "CalendarHistory":
        """Return the history with one version more.

        Args:
            calendar: The new version.
            since: The first day on which it is in force.
            closed_until: The first day that is not closed; None where no period is.

        Raises:
            CalendarError: It does not follow the versions there are.
            ClosedPeriodError: It would rewrite what is closed.
        """
        if closed_until is not None and since < closed_until:
            raise ClosedPeriodError(calendar, since=since, closed_until=closed_until)
        added = Version(calendar=calendar, since=since)
        return replace(self, versions=(*self.versions, added))


def _problems(versions: tuple[Version, ...]) -> Iterator[str]:
    if not versions:
        yield "there are none"
    for before, after in pairwise(versions):
        if (before.calendar.id, before.calendar.zone) != (after.calendar.id, after.calendar.zone):
            yield f"{after.calendar} is no version of {before.calendar}: id or zone differ"
        if before.calendar.version >= after.calendar.version:
            yield f"{after.calendar} follows {before.calendar}; versions count upwards"
        if before.since >= after.since:
            yield f"{after.calendar} is in force from {after.since}, not after {before.since}"
