"""Business time against a walk through every minute of a year, clock changes included."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from time import process_time
from zoneinfo import ZoneInfo

from benchmarks.common.goals import Figure
from penstock.governance.service_levels.business_time import business_time_between
from penstock.governance.service_levels.calendars import Calendar, Hours

INTERVALS = 100_000
CALENDARS = 20
SEED = 26
YEAR = 2026
# Half an hour's change, changes at midnight, two changes around a month, none, odd offsets.
ZONES = (
    *("America/Los_Angeles", "America/New_York", "America/St_Johns", "America/Havana"),
    *("Europe/Berlin", "Africa/Casablanca", "Australia/Lord_Howe", "Pacific/Chatham"),
    *("Asia/Kathmandu", "UTC"),
)
_START = datetime(YEAR, 1, 3, tzinfo=UTC)
_MINUTES = 360 * 24 * 60
_MINUTE = timedelta(minutes=1)
_US = timedelta(microseconds=1)
_MINUTE_US = _MINUTE // _US


def figures(intervals: int = INTERVALS, calendars: int = CALENDARS) -> Iterator[Figure]:
    """Yield how many intervals differ from the walk, and how many are counted in a second."""
    chance = random.Random(SEED)
    counted = differ = 0
    took_s = 0.0
    for number in range(calendars):
        calendar = _calendar(chance, ZONES[number % len(ZONES)])
        walk = Walk(calendar)
        drawn = [_interval(chance, walk.changes) for _ in range(intervals // calendars)]
        begun = process_time()
        found = [business_time_between(calendar, start, end) for start, end in drawn]
        took_s += process_time() - begun
        walked = [walk.before(end) - walk.before(start) for start, end in drawn]
        counted += len(drawn)
        differ += sum(one != other for one, other in zip(found, walked, strict=True))
    name = f"{counted:,} intervals of business time, {calendars} calendars"
    yield Figure(name=f"{name}: differ from a walk", value=differ, unit="", at_most=0)
    yield Figure(name="  intervals counted", value=counted / took_s, unit="/s")


class Walk:
    """A year walked minute by minute: open, or not, by nothing but the clock on the wall.

    Args:
        calendar: The calendar; its hours begin and end on whole minutes.
    """

    def __init__(self, calendar: Calendar) -> None:
        zone = ZoneInfo(calendar.zone)
        walls = [(_START + n * _MINUTE).astimezone(zone) for n in range(_MINUTES)]
        self._open = [_is_open(calendar, wall) for wall in walls]
        self._opened = [0, *accumulate(self._open)]
        offsets = [wall.utcoffset() for wall in walls]
        self.changes = [n for n in range(1, _MINUTES) if offsets[n] != offsets[n - 1]]

    def before(self, moment: datetime) -> timedelta:
        """Return the open time from the beginning of the walk to a moment."""
        minute, rest = divmod(moment - _START, _MINUTE)
        return self._opened[minute] * _MINUTE + (rest if self._open[minute] else timedelta())


def _is_open(calendar: Calendar, wall: datetime) -> bool:
    if wall.date() in calendar.holidays:
        return False
    minutes = wall.hour * 60 + wall.minute
    return any(each.opens <= minutes < each.closes for each in calendar.week[wall.weekday()])


def _calendar(chance: random.Random, zone: str) -> Calendar:
    days = [_day(chance) for _ in range(6)]
    holidays = {date(YEAR, 1, 1) + timedelta(days=chance.randrange(365)) for _ in range(12)}
    return Calendar(
        id="drawn",
        version=1,
        zone=zone,
        week=(*days, ()),
        holidays=frozenset(holidays),
        first_year=YEAR,
        last_year=YEAR,
    )


def _day(chance: random.Random) -> tuple[Hours, ...]:
    """Return opening hours in up to three parts; some days have none, some are open all day."""
    edges = sorted(chance.sample(range(24 * 60 + 1), 2 * chance.randrange(4)))
    if chance.random() < 0.1:
        edges = [0, 24 * 60]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Hours(opens=opens, closes=closes) for opens, closes in pairs)


def _interval(chance: random.Random, changes: list[int]) -> tuple[datetime, datetime]:
    """Return two moments, every other time beside a change of the clocks if there is one."""
    if changes and chance.random() < 0.5:
        near = chance.choice(changes) + chance.randrange(-2_880, 2_880)
        start = min(max(near, 0), _MINUTES - 2)
    else:
        start = chance.randrange(_MINUTES - 1)
    longest = min(int(10 ** chance.uniform(0, 5)), _MINUTES - 1 - start)
    moments = (start * _MINUTE_US, (start + chance.randint(0, longest)) * _MINUTE_US)
    first, second = (us + chance.randrange(_MINUTE_US) for us in moments)
    return _START + min(first, second) * _US, _START + max(first, second) * _US
