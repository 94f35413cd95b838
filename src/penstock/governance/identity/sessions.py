"""Sessions: somebody signed in with a browser, until they leave it or it gets too old."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.kernel.sides import Side

IDLE = timedelta(hours=1)
"""After so long without a request a session is over."""

LONGEST = timedelta(hours=12)
"""A session is over after so long, whatever is done with it: a long working day."""

FRESH = timedelta(minutes=15)
"""So long after signing in somebody may change by what they sign in."""

_SEEN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who is signed in.

    Args:
        key: SHA-256 of the id that the browser holds, and nobody keeps.
        person: Who.
        version: From 1.
        by: How they proved it: `password`, `passkey`, the name of a provider, or `demo`.
        begun_at: When they did.
        seen_at: When they asked for something last, to about a minute.
        ends_at: The first moment at which it is over, whatever is done with it.
        hat: The side they chose to act for; None while they chose none.
    """

    key: str
    person: str
    version: int = 1
    by: str
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    hat: Side | None = None

    @property
    def id(self) -> str:
        """What people call it; it lets nobody in."""
        return f"SESSION-{self.key[:10]}"

    def is_over(self, now: datetime) -> bool:
        """Tell whether it counts no more."""
        return now >= self.ends_at or now >= self.seen_at + IDLE

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether somebody has just signed in."""
        return now < self.begun_at + FRESH

    def is_to_be_seen(self, now: datetime) -> bool:
        """Tell whether it has to be noted that it is in use; not for each request."""
        return now >= self.seen_at + _SEEN_AFTER
