"""Outdoor temperatures from a table: a date, or a time, and degrees."""

import csv
import re
from collections import defaultdict
from datetime import date

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.tables.moments import Clock, is_day_first

_DATES = ("date", "day", "time", "timestamp", "datetime", "date time")
_DEGREES = re.compile(r"(temperature|temp|tavg|dry bulb|mean)\b.*")
_MOST_ROWS = 500_000
_COLDEST_C, _HOTTEST_C = -70.0, 60.0


def read_temperatures(text: str) -> dict[date, float]:
    """Return the mean temperature of each day in °C; hours of a day are averaged.

    The column of degrees says in its heading whether it is in °C or °F: `temperature_c`,
    `Temp (F)`.

    Raises:
        UsageError: There are no such columns, or a cell is no number.
    """
    rows = list(csv.reader(text.splitlines()))[:_MOST_ROWS]
    heading, at, degrees, fahrenheit = _columns(rows)
    words = [row[at] for row in rows[heading + 1 :] if len(row) > max(at, degrees)]
    clock = Clock("UTC", day_first=is_day_first(words))
    days: dict[date, list[float]] = defaultdict(list)
    for number, row in enumerate(rows[heading + 1 :], heading + 2):
        if len(row) > max(at, degrees) and row[degrees].strip():
            day = clock.day(re.split(r"[T ]", row[at].strip())[0])
            days[day].append(_degrees(number, row[degrees], fahrenheit=fahrenheit))
    return {day: sum(each) / len(each) for day, each in days.items()}


def _columns(rows: list[list[str]]) -> tuple[int, int, int, bool]:
    for number, row in enumerate(rows[:20]):
        plain = [" ".join(re.sub(r"[^a-z]+", " ", cell.lower()).split()) for cell in row]
        at = next((place for place, name in enumerate(plain) if name in _DATES), None)
        found = [place for place, name in enumerate(plain) if _DEGREES.match(name)]
        if at is not None and found:
            unit = plain[found[0]].split()[-1]
            if unit in ("c", "celsius", "f", "fahrenheit"):
                return number, at, found[0], unit.startswith("f")
    raise UsageError(
        "The file of temperatures has no columns “date” and “temperature_c” (or “temperature_f”)."
    )


def _degrees(line: int, words: str, *, fahrenheit: bool) -> float:
    try:
        value = float(words)
    except ValueError:
        raise UsageError(f"Line {line}: “{words[:40]}” is no temperature.") from None
    celsius = (value - 32) / 1.8 if fahrenheit else value
    if not _COLDEST_C <= celsius <= _HOTTEST_C:
        raise UsageError(f"Line {line}: {words} is no temperature of the air.")
    return celsius
