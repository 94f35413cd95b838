"""When what is promised for a case is due, as people are told it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.delivery.case import Case
from penstock.delivery.clocks import never_back, stated
from penstock.delivery.models import StreamModel
from penstock.governance.service_levels.business_time import business_time_between, local_day
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.deadlines import Clock
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import open_time
from penstock.kernel.counting import counted

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A promise, and how it stands.

    Args:
        of: What has to be done by then: `stage` or `case`.
        promise: What the documents state.
        due: When it is due, in UTC; empty while its clock stands still, or where there is none.
        overdue: Whether that is past.
        sentence: How it stands, by the clock on the calendar's wall.
    """

    of: str
    promise: str
    due: str
    overdue: bool
    sentence: str


def told(case: Case, model: StreamModel, now: datetime) -> tuple[Told, ...]:
    """Return what is promised for where a case stands, and how each promise stands now."""
    return tuple(_told(case, model, never_back(now, case)))


def _told(case: Case, model: StreamModel, now: datetime) -> Iterator[Told]:
    for kind, text in stated(case, model).items():
        ticking, calendar = case.clocks.get(kind), model.calendar
        if ticking is None or calendar is None:
            yield Told(of=kind, promise=text, due="", overdue=False, sentence=_no_clock(model))
            continue
        clock = ticking.clock
        runs = clock.pause is None
        yield Told(
            of=kind,
            promise=text,
            due=clock.deadline.due.isoformat() if runs else "",
            overdue=runs and clock.deadline.due <= now,
            sentence=_sentence(clock, calendar, now),
        )


def _no_clock(model: StreamModel) -> str:
    if model.calendar is None:
        return "when that is over, no calendar says"
    return "no clock runs, because that is no service level that can be counted"


def _sentence(clock: Clock, calendar: Calendar, now: datetime) -> str:
    level, due, zone = clock.terms.level, clock.deadline.due, ZoneInfo(calendar.zone)
    if clock.pause is not None:
        since = on_the_wall(zone, clock.pause.since)
        left = _amount(level, clock.pause.left) if clock.pause.left else "nothing"
        return f"paused since {since} because {clock.pause.reason}; {left} left"
    if due <= now:
        return f"overdue since {on_the_wall(zone, due)}"
    return f"due {on_the_wall(zone, due)} (in {_left(level, calendar, now, due)})"


def _left(level: ServiceLevel, calendar: Calendar, now: datetime, due: datetime) -> str:
    if not level.unit.is_business:
        return _amount(level, due - now)
    # The day it is due on counts to its end, this one no more.
    today, last = local_day(calendar, now), local_day(calendar, due)
    days = sum(today < day <= last for day in open_time(calendar).days)
    if days:
        return counted(days, "business day")
    return _amount(level, business_time_between(calendar, now, due))


def _amount(level: ServiceLevel, amount: timedelta) -> str:
    """Return an amount of time in the largest unit that fits, whole ones only."""
    kind = "business " if level.unit.is_business else ""
    if amount >= 2 * _DAY and not kind:
        return counted(amount // _DAY, "day")
    if amount >= _HOUR:
        return counted(amount // _HOUR, f"{kind}hour")
    if amount >= _MINUTE:
        return counted(amount // _MINUTE, f"{kind}minute")
    return f"less than a {kind}minute"


def on_the_wall(zone: ZoneInfo, moment: datetime) -> str:
    """Return a moment by the clock of a zone, in words; midnight is the end of a day."""
    wall = moment.astimezone(zone)
    if (wall.hour, wall.minute, wall.second) == (0, 0, 0):
        # A day that ends says more than one that begins.
        before = wall - _DAY / 2
        return f"{before.day} {before:%b %Y}, 24:00 {before:%Z}"
    return f"{wall.day} {wall:%b %Y, %H:%M %Z}"
