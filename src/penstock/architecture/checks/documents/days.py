"""Days and spans of time as documents write them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = re.compile(
    r"\b(?:(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"|(?P<day2>\d\d?)\s+{_MONTH.format('name2')}\s+(?P<year2>\d{{4}})"
    rf"|{_MONTH.format('name3')}\s+(?P<day3>\d\d?),\s*(?P<year3>\d{{4}}))\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\bevery\s+(?:(\d{1,3}|[a-z]+)\s+)?(year|month|quarter)s?\b", re.IGNORECASE)
_WORDS = re.compile(r"\b(annual(?:ly)?|yearly|quarterly|monthly)\b", re.IGNORECASE)
_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}
_NUMBERS = {
    "one": 1,
    "two": 2,
    "other": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "twelve": 12,
}


@lru_cache(maxsize=1024)
def days(text: str) -> tuple[tuple[str, date | None], ...]:
    """Return the days that a text names, as written; None for one that no calendar has."""
    return tuple(_days(text))


def _days(text: str) -> Iterator[tuple[str, date | None]]:
    for match in _DAY.finditer(text):
        year = int(match["year"] or match["year2"] or match["year3"])
        day = int(match["day"] or match["day2"] or match["day3"])
        name = match["name2"] or match["name3"]
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(match["month"])
        yield match[0], _calendar(year, month, day)


def first_day(text: str) -> date | None:
    """Return the first day of the calendar that a text names."""
    return next((day for _, day in days(text) if day), None)


def last_day(text: str) -> date | None:
    """Return the latest day that a text names."""
    return max((day for _, day in days(text) if day), default=None)


def interval(text: str) -> int | None:
    """Return the months between two times by words such as `annually` or `every 2 years`."""
    every = _EVERY.search(text)
    if every:
        count = (every[1] or "1").lower()
        number = int(count) if count.isdigit() else _NUMBERS.get(count)
        return number * _MONTHS_OF[every[2].lower()] if number else None
    word = _WORDS.search(text)
    if word is None:
        return None
    return {"q": 3, "m": 1}.get(word[1][0].lower(), 12)


def later(day: date, *, months: int) -> date:
    """Return the day some months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    ends = (_calendar(year, month + 1, min(day.day, last)) for last in (31, 30, 29, 28))
    return next(filter(None, ends))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
