"""What a broker tells its keeper, without a flood of its own."""

from collections.abc import Callable
from time import monotonic

_QUIET_S = 60.0
_MOST_SUBJECTS = 10_000


class Complaints:
    """Sentences about users; the same subject is told once a minute, with how often it came.

    Args:
        tell: Where a sentence goes.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._tell_of: Callable[[str, str], None] | None = None
        self._told: dict[tuple[str, str], tuple[float, int]] = {}

    def tell_of(self, tell_of: Callable[[str, str], None]) -> None:
        """Tell somebody else too: of whom, and the sentence."""
        self._tell_of = tell_of

    def say(self, user: str, subject: str, sentence: str) -> None:
        """Tell a sentence about a user, unless the same was told within the minute."""
        at_s, silent = self._told.get((user, subject), (-_QUIET_S, 0))
        now_s = monotonic()
        if now_s - at_s < _QUIET_S:
            self._told[user, subject] = (at_s, silent + 1)
            return
        if len(self._told) >= _MOST_SUBJECTS:
            self._told.clear()
        self._told[user, subject] = (now_s, 0)
        more = f" ({silent:,} times more in between)" if silent else ""
        self._tell(f"{user or 'somebody'}: {sentence}{more}")
        if user and self._tell_of is not None:
            self._tell_of(user, f"{sentence[:1].upper()}{sentence[1:]}{more}")
