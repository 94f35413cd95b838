"""Times as utilities write them: dates of many kinds, hours that a clock has twice or never."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from penstock.engineering.usage.errors import UsageError

_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})$")
_NAMED = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ,]+(\d{2,4})$")
_DATE_AND_TIME = re.compile(r"(.+?)[T ,]+(\d{1,2}(?::\d{2}.*|\s*[AaPp]\.?[Mm]\.?))$")
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(?:\.\d+)?\s*([AaPp]\.?[Mm]\.?)?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Clock:
    """What reads the local times of one file, in the order in which they stand there.

    Args:
        zone: The zone of times that name none; None where nobody said it.
        day_first: Whether 03/04/2025 is 3 April.
    """

    def __init__(self, zone: str | None, *, day_first: bool = False) -> None:
        self._zone = zone
        self._day_first = day_first
        self._seen: dict[datetime, int] = {}
        self.left_out = 0

    def moment_s(self, words: str, *, counts: bool = True) -> int | None:
        """Return the moment that a text means; None where the clock leaves it out.

        Args:
            words: A date and a time, with or without an offset.
            counts: Whether a second occurrence of an hour that is there twice is the later one.
        """
        stamped = _with_offset(words)
        if stamped is not None:
            return int(stamped.timestamp())
        return self.local_s(self._local(words), counts=counts)

    def local_s(self, naive: datetime, *, counts: bool = True) -> int | None:
        """Return the moment at which the place's clock shows a time."""
        if self._zone is None:
            raise UsageError(
                "The times in the file name no time zone. Name the one of the meter, such as: "
                "--zone America/New_York"
            )
        zone = _zone(self._zone)
        early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if early.utcoffset() == late.utcoffset():
            return int(early.timestamp())
        if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
            self.left_out += 1
            return None
        times = self._seen.get(naive, 0)
        self._seen[naive] = times + counts
        return int((late if times else early).timestamp())

    def day(self, words: str) -> date:
        """Return the date that a text means."""
        return _date(words.strip(), day_first=self._day_first)

    def _local(self, words: str) -> datetime:
        found = _DATE_AND_TIME.match(words.strip())
        day, time = (found[1], found[2]) if found else (words, "0")
        begins = datetime.combine(self.day(day), datetime.min.time())
        return begins + timedelta(minutes=minutes_of(time))


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _with_offset(words: str) -> datetime | None:
    if not re.search(r"(Z|[+-]\d{2}:?\d{2})$", words.strip()) or ":" not in words:
        return None
    try:
        return datetime.fromisoformat(words.strip())
    except ValueError:
        raise UsageError(f"“{words[:40]}” is no moment of ISO 8601.") from None


@lru_cache(maxsize=4096)
def _date(words: str, *, day_first: bool) -> date:
    try:
        if found := _ISO_DATE.match(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.match(words):
            first, second, year = int(found[1]), int(found[2]), _year(found[3])
            return date(year, second, first) if day_first else date(year, first, second)
        if found := _NAMED.match(words):
            return date(_year(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        pass
    raise UsageError(f"“{words[:40]}” is no date; expected one such as 2025-07-31 or 7/31/2025.")


def _year(words: str) -> int:
    return int(words) + (2000 if len(words) == 2 else 0)


@lru_cache(maxsize=4096)
def minutes_of(words: str) -> int:
    """Return the minutes of the day of a time such as `13:15`, `1:15 PM`, `13` or `24:00`.

    Raises:
        UsageError: It is no time.
    """
    found = _TIME.match(words.strip())
    if found:
        hour, half = int(found[1]), (found[4] or "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        minutes = 60 * hour + int(found[2] or 0)
        if minutes <= 1440:
            return minutes
    raise UsageError(f"“{words[:40]}” is no time; expected one such as 13:15 or 1:15 PM.")


def is_day_first(dates: list[str]) -> bool:
    """Tell whether the day stands before the month, as in 31/12/2025: some first is over 12."""
    found = [match for words in dates if (match := _NUMBERS.match(words.strip().split(" ")[0]))]
    return any(int(match[1]) > 12 for match in found)
