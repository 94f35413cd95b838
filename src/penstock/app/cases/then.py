"""The moment as of which somebody wants to see how things were."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from penstock.app.tabular import moment_of


class UnfitMomentError(ValueError):
    """Words name no moment that is over."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(
            f"“{words[:40]}” is no day or moment that is over. Write a day such as 2026-11-01, "
            "or a moment with its zone such as 2026-11-01T09:30-07:00."
        )


def then(words: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment that words name: of a day its end.

    Args:
        words: A day or a moment, as ISO 8601 writes them.
        now: The moment it is.
        zone: Where the clock hangs by which a day ends.

    Raises:
        UnfitMomentError: They name none, or one that is to come.
    """
    try:
        day = _day(words)
        moment = min(_end_of(day, zone), now) if day else moment_of(words)
    except (ValueError, OverflowError) as error:
        raise UnfitMomentError(words) from error
    if moment > now or (day and day > now.astimezone(zone).date()):
        raise UnfitMomentError(words)
    return moment


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if len(words) == len("2026-11-01") else None


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, zone)
