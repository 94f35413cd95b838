"""The mark of a database that was filled by a play."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """That a database is filled by a play: kept in it, so that nobody takes its cases for real.

    Args:
        number: Always 1: a database holds one play.
        version: 1 when it was begun, 2 when it was done.
        seed: The same seed gives the same play.
        begins: Its first day.
        ends: The first day no more.
        size: How many cases come, times what the plan says.
        sha256: Of all steps.
        begun_at: When somebody let it begin.
    """

    number: int = 1
    version: int = 1
    seed: int
    begins: str
    ends: str
    size: str
    sha256: str
    begun_at: datetime

    @property
    def id(self) -> str:
        """What people call it."""
        return f"PLAY-{self.number}"

    @property
    def mark(self) -> str:
        """What stands on whatever shows its cases."""
        return synthetic_mark(self.seed, self.ends)

    @property
    def is_done(self) -> bool:
        """Whether all of it was played."""
        return self.version > 1


def synthetic_mark(seed: int, ends: str) -> str:
    """Return what stands on whatever shows played cases."""
    return f"Synthetic data: played with seed {seed}, up to {ends}."
