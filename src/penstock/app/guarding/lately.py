"""Looking something up that changes seldom, and not again for each batch of jobs."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

Found = TypeVar("Found")
LATE_S = 1.0


def for_a_while(
    look_up: Callable[[], Found],
    *,
    seconds: float = LATE_S,
    elapsed_s: Callable[[], float] = monotonic,
) -> Callable[[], Found]:
    """Return what looks something up, and tells the same for so many seconds after.

    A look that fails is not remembered.

    Args:
        look_up: Looks it up.
        seconds: How old what is told may be.
        elapsed_s: Returns the seconds since some moment.
    """
    seen: tuple[float, Found] | None = None

    def told() -> Found:
        nonlocal seen
        now = elapsed_s()
        if seen is None or now - seen[0] >= seconds:
            seen = (now, look_up())
        return seen[1]

    return told
