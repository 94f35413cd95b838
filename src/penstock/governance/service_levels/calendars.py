"""Business calendars: which hours of which days count, frozen as data under a version."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_OF_A_DAY = 24 * 60


class CalendarError(ValueError):
    """A calendar that cannot be: every reason at once."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hours:
    """A half-open interval of a day, as the clock on the wall shows it.

    Args:
        opens: First minute that counts, from midnight.
        closes: First minute that counts no more; 1440 is the day's end.
    """

    opens: int
    closes: int

    @classmethod
    def parse(cls, text: str) -> "Hours":
        """Return the hours that a text such as `09:00-17:00` says; `24:00` is the day's end.

        Raises:
            CalendarError: The text says none.
        """
        opens, dash, closes = text.partition("-")
        if not dash:
            raise CalendarError(f"“{text}” are no hours; write them like 09:00-17:00")
        return cls(opens=_minutes(opens, within=text), closes=_minutes(closes, within=text))

    def __str__(self) -> str:
        return f"{_shown(self.opens)}-{_shown(self.closes)}"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When an organization works, for the years whose holidays are known.

    It never asks a library again once it is made, so that a deadline that runs on it stays.

    Invariants:
        Hours of a day are in order and apart; some day of the week has hours; every holiday lies
        within the years; the zone exists.

    Args:
        id: What people call it, such as `us-ca-office`.
        version: From 1; a change is a new version, and no version is ever changed.
        zone: IANA name of the time zone, such as `America/Los_Angeles`.
        week: Opening hours of each weekday, Monday first.
        holidays: Days on which nothing counts.
        first_year: First year whose holidays are known.
        last_year: Last year whose holidays are known.
    """

    id: str
    version: int
    zone: str
    week: tuple[tuple[Hours, ...], ...]
    holidays: frozenset[date]
    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise CalendarError(f"Calendar {self.id} cannot be: {'; '.join(problems)}.")

    def __str__(self) -> str:
        return f"{self.id} version {self.version}"

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of what the calendar says, the same wherever and whenever it is read."""
        return sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Return the calendar in its canonical form."""
        hours = zip(WEEKDAYS, self.week, strict=True)
        fields = {
            "id": self.id,
            "version": self.version,
            "zone": self.zone,
            "week": {name: [str(each) for each in day] for name, day in hours},
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "first_year": self.first_year,
            "last_year": self.last_year,
        }
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Calendar":
        """Return the calendar that a JSON text says; a weekday that it leaves out is closed.

        Raises:
            CalendarError: The text says none.
        """
        try:
            return cls(**_fields(json.loads(text)))
        except CalendarError:
            raise
        except KeyError as error:
            raise CalendarError(f"The calendar does not say its {error}; add it.") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise CalendarError(f"The calendar cannot be read: {error}.") from error


def weekly(hours: Mapping[str, Sequence[str]]) -> tuple[tuple[Hours, ...], ...]:
    """Return a week's opening hours from texts such as `{"monday": ["09:00-17:00"]}`.

    Raises:
        CalendarError: A day or its hours are not understood.
    """
    unknown = sorted(set(hours) - set(WEEKDAYS))
    if unknown:
        raise CalendarError(f"No weekday: {', '.join(unknown)}. Known: {', '.join(WEEKDAYS)}.")
    return tuple(tuple(_hours(day, hours.get(day, ()))) for day in WEEKDAYS)


def _hours(day: str, texts: Sequence[str]) -> Iterator[Hours]:
    if isinstance(texts, str):
        raise CalendarError(f'The hours of {day} are a list; write ["{texts}"].')
    yield from (Hours.parse(each) for each in texts)


def _fields(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(said["id"]),
        "version": _whole(said, "version"),
        "zone": str(said["zone"]),
        "week": weekly(said["week"]),
        "holidays": frozenset(_day(text) for text in said["holidays"]),
        "first_year": _whole(said, "first_year"),
        "last_year": _whole(said, "last_year"),
    }


def _whole(said: Mapping[str, Any], name: str) -> int:
    if type(said[name]) is not int:
        raise CalendarError(f"The calendar's {name} is {said[name]!r}; write a whole number.")
    return int(said[name])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CalendarError(f"“{text}” is no holiday's date; write it like 2026-12-25.") from error


def _problems(calendar: Calendar) -> Iterator[str]:
    if calendar.version < 1:
        yield f"versions count from 1, not {calendar.version}"
    if not 1900 <= calendar.first_year <= calendar.last_year <= 9998:
        yield f"{calendar.first_year} to {calendar.last_year} are no years from 1900 to 9998"
    yield from _zone_problems(calendar.zone)
    yield from _week_problems(calendar.week)
    for day in sorted(calendar.holidays):
        if not calendar.first_year <= day.year <= calendar.last_year:
            yield f"holiday {day} lies outside {calendar.first_year} to {calendar.last_year}"


def _zone_problems(zone: str) -> Iterator[str]:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"no time zone is called “{zone}”; take an IANA name such as America/New_York"


def _week_problems(week: tuple[tuple[Hours, ...], ...]) -> Iterator[str]:
    if len(week) != len(WEEKDAYS):
        yield f"a week has 7 days, not {len(week)}"
    if not any(week):
        yield "no day of the week has hours, so that nothing would ever be due"
    for name, day in zip(WEEKDAYS, week, strict=False):
        ends = 0
        for hours in day:
            if not ends <= hours.opens < hours.closes <= MINUTES_OF_A_DAY:
                yield f"{hours} on {name} ends before it begins, or overlaps the hours before"
            ends = hours.closes


def _minutes(text: str, *, within: str) -> int:
    hour, colon, minute = text.strip().partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(minute) < 60):
        raise CalendarError(f"“{within}” are no hours; write them like 09:00-17:00")
    return int(hour) * 60 + int(minute)


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
