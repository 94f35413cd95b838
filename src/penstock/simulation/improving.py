"""How stage times fall in the last months of a play."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A slow improvement: nothing until it begins, then in even steps, all of it at the end.

    Args:
        begins: When it begins.
        ends: When all of it is there.
        to: What times fall to, times what they were.
    """

    begins: datetime
    ends: datetime
    to: float

    def factor(self, at: datetime) -> float:
        """Return what times are at a moment, times what they were: from 1 down to `to`."""
        if self.ends <= self.begins:
            return 1.0
        passed = (at - self.begins) / (self.ends - self.begins)
        return 1 + (self.to - 1) * min(1.0, max(0.0, passed))
