"""Moments as other systems write them: with a zone, without one, or not to be read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)


class Zone(Enum):
    """Where the zone of a moment came from."""

    SAID = auto()
    ASSUMED = auto()
    AMBIGUOUS = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in microseconds since 1970 in UTC, and where its zone came from."""

    us: int
    zone: Zone


class ZonelessError(ValueError):
    """A moment says no zone, and nobody else does."""


def moment_of(text: str, *, form: str, zone: ZoneInfo | None) -> Moment:
    """Return the moment that a text says.

    Args:
        text: The text.
        form: How it is written, for `strptime`; empty for ISO 8601.
        zone: The zone where the text says none.

    Raises:
        ZonelessError: Neither the text nor the caller says a zone.
        ValueError: The text says no moment.
    """
    said = datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007
    if said.tzinfo is not None:
        return Moment(us_of(said), Zone.SAID)
    if zone is None:
        raise ZonelessError(text)
    local = said.replace(tzinfo=zone)
    twice = local.utcoffset() != local.replace(fold=1).utcoffset()
    return Moment(us_of(local), Zone.AMBIGUOUS if twice else Zone.ASSUMED)


def us_of(moment: datetime) -> int:
    """Return a moment in microseconds since 1970 in UTC."""
    # The difference of two moments of one zone would leave out its clock changes.
    return (moment.astimezone(UTC) - _EPOCH) // _US


def at_us(us: int) -> datetime:
    """Return the moment so many microseconds after the beginning of 1970 in UTC."""
    return _EPOCH + timedelta(microseconds=us)
