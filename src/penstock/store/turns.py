"""A line of threads: one has the turn, and who came first is next."""

from collections import deque
from collections.abc import Callable
from threading import Lock


class Line:
    """Threads that take turns.

    Args:
        at_rest: Done by whoever has the turn when nobody waits for it.
    """

    def __init__(self, *, at_rest: Callable[[], None]) -> None:
        self._at_rest = at_rest
        self._guard = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def enter(self) -> None:
        """Wait for the turn; who finds nobody there has it at once."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return
            gate = closed_gate()
            self._waiting.append(gate)
        try:
            gate.acquire()
        except BaseException:
            self._give_up(gate)
            raise

    def leave(self) -> None:
        """Hand the turn to whoever is next."""
        if self._handed_over(or_free=False):
            return
        try:
            self._at_rest()
        finally:
            self._handed_over(or_free=True)

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    def _handed_over(self, *, or_free: bool) -> bool:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
                return True
            self._is_taken = not or_free
            return False

    def _give_up(self, gate: Lock) -> None:
        with self._guard:
            if gate in self._waiting:
                self._waiting.remove(gate)
                return
        # It was handed the turn at the moment when it was interrupted.
        self.leave()


def closed_gate() -> Lock:
    """Return a lock at which whoever acquires it waits until somebody else releases it."""
    gate = Lock()
    gate.acquire()
    return gate
