"""How often a secret may be guessed: ever longer waits, and never for ever."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_DAY = timedelta(days=1)
KNOWN_FOR = timedelta(days=30)
"""So long an address from which somebody has signed in is known to be theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many failures are free, and how long somebody waits after more.

    Args:
        free: So many failures in a row make nobody wait.
        first: The wait after the next one; it doubles with each that follows.
        longest: The longest wait.
    """

    free: int
    first: timedelta = timedelta(seconds=15)
    longest: timedelta = timedelta(minutes=15)

    def wait(self, failures: int) -> timedelta:
        """Return how long somebody waits after so many failures."""
        beyond = failures - self.free
        # No power of two that no wait needs.
        return min(self.first * 2 ** min(beyond, 30), self.longest) if beyond >= 0 else timedelta()


PAIR = Limit(free=5)
"""Somebody's name, from one address."""

ADDRESS = Limit(free=50)
"""Any names, from one address; many people may share it."""

NAME = Limit(free=100)
"""Somebody's name, from addresses that are not known to be theirs (SP 800-63B: 100 at the most)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """What failed in a row.

    Args:
        key: SHA-256 of what is counted.
        version: From 1.
        failures: How many.
        last_at: When the last one was.
        known_until: Until when the address is known to be theirs; None where it is not.
        ends_at: From when on nobody has to know of it.
        person: Nobody's: names that do not exist are counted alike.
    """

    key: str
    version: int = 0
    failures: int = 0
    last_at: datetime
    known_until: datetime | None = None
    ends_at: datetime
    person: str = ""

    def wait(self, limit: Limit, now: datetime) -> timedelta:
        """Return how long it is until another one is taken."""
        wait = limit.wait(self.failures)
        return max(self.last_at + wait - now, timedelta()) if wait else wait

    def is_known(self, now: datetime) -> bool:
        """Tell whether somebody has signed in from there lately."""
        return self.known_until is not None and now < self.known_until

    def one_more(self, now: datetime) -> "Attempts":
        """Return them with one more, which counts as a failure until it is told otherwise."""
        return replace(
            self,
            version=self.version + 1,
            failures=self.failures + 1,
            last_at=now,
            ends_at=max(now + _DAY, self.known_until or now),
        )

    def cleared(self, now: datetime, *, known: bool) -> "Attempts":
        """Return them after somebody was let in."""
        until = now + KNOWN_FOR if known else self.known_until
        return replace(
            self,
            version=self.version + 1,
            failures=0,
            known_until=until,
            ends_at=max(now + _DAY, until or now),
        )

    def without_last(self) -> "Attempts":
        """Return them without the last one, which was no failure."""
        return replace(self, version=self.version + 1, failures=max(self.failures - 1, 0))


def none_yet(key: str, now: datetime) -> Attempts:
    """Return what is known where nothing was tried."""
    return Attempts(key=key, last_at=now, ends_at=now + _DAY)
