"""Tables with a row for each day and a column for each hour or quarter of it."""

import re
from collections.abc import Sequence

Across = tuple[tuple[str, int], ...]
"""Beginnings of intervals as times of the day, and the columns that hold them."""

FEWEST = 24
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)
# `HE01`, `Hour 1`, `H1` and bare numbers count hours by their ends, as in electricity markets.
_NUMBERED = re.compile(r"(?:he|hr|h|hour|hour ending)?[ _]?(\d{1,2})", re.IGNORECASE)
_COUNTS = (24, 48, 96)


def times_across(headings: Sequence[str]) -> Across:
    """Return the columns whose headings are the times of a whole day; nothing if there are none.

    Times from 0:00 on are beginnings. Times that end with 24:00 or 0:00, and numbers from 1 to 24,
    are ends of intervals.
    """
    for minutes_of in (_clock, _ending):
        timed = [(minutes_of(each), place) for place, each in enumerate(headings)]
        found = [(minutes, place) for minutes, place in timed if minutes is not None]
        if len(found) in _COUNTS:
            step = 1440 // len(found)
            # A day that does not begin with 0:00 is written by the ends of its intervals.
            late = step if found[0][0] else 0
            starts = [(minutes - late) % 1440 for minutes, _ in found]
            if starts == list(range(0, 1440, step)):
                places = (place for _, place in found)
                return tuple(
                    (f"{start // 60:02}:{start % 60:02}", place)
                    for start, place in zip(starts, places, strict=True)
                )
    return ()


def _clock(heading: str) -> int | None:
    found = _TIME.fullmatch(heading.strip())
    if not found:
        return None
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return 60 * hour + int(found[2])


def _ending(heading: str) -> int | None:
    found = _NUMBERED.fullmatch(heading.strip())
    return 60 * int(found[1]) if found else None
