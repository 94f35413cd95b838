"""Periods by their names: a month, a quarter, a year."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.governance.service_levels.reporting import Period

_NAME = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


class NoPeriodError(ValueError):
    """Words that name no period."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is no period; write 2026-10, 2026-Q4 or 2026.")


def period_of(text: str, zone: ZoneInfo) -> Period:
    """Return the period that a text such as `2026-10`, `2026-Q4` or `2026` names, in a zone.

    Raises:
        NoPeriodError: It names none.
    """
    words = _NAME.fullmatch(text.strip())
    if words is None or int(words[1]) < 1900:
        raise NoPeriodError(text)
    year, quarter, month = int(words[1]), words[2], words[3]
    if month:
        return _months(text.strip(), year, int(month), 1, zone)
    if quarter:
        return _months(text.strip(), year, 3 * int(quarter) - 2, 3, zone)
    return _months(text.strip(), year, 1, 12, zone)


def month_before(now: datetime, zone: ZoneInfo) -> Period:
    """Return the last whole month before a moment, in a zone."""
    first = now.astimezone(zone).replace(day=1)
    last = first - timedelta(days=1)
    return period_of(f"{last:%Y-%m}", zone)


def _months(name: str, year: int, month: int, count: int, zone: ZoneInfo) -> Period:
    after, beyond = divmod(month - 1 + count, 12)
    start = datetime(year, month, 1, tzinfo=zone)
    return Period(name, start, datetime(year + after, beyond + 1, 1, tzinfo=zone))
