"""Moments as texts: the same moment has the same text, which is worked out once."""

from datetime import UTC, datetime
from functools import lru_cache


def in_utc_text(moment: datetime, *, timespec: str = "auto") -> str:
    """Return a moment by the clock of UTC, in ISO 8601.

    Args:
        moment: The moment, with a zone.
        timespec: How much of it is written, as `datetime.isoformat` takes it.
    """
    # Those of other zones that are equal may differ by an hour, so they are looked up in none.
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return _text(in_utc, timespec)


# A command writes its moment in several places, and those of its case each time.
@lru_cache(maxsize=1024)
def _text(in_utc: datetime, timespec: str) -> str:
    return in_utc.isoformat(timespec=timespec)
