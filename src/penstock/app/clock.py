"""The only place that asks what time it is."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Return the day it is where the machine stands."""
    return now().astimezone().date()


def moment(text: str) -> datetime:
    """Return the moment that an ISO text says, of this machine's zone where it names none.

    Raises:
        ValueError: It says none.
    """
    return datetime.fromisoformat(text).astimezone(UTC)
