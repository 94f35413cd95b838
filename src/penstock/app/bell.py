"""A bell that wakes whoever rests: for work, or because it is time to go."""

import signal
from contextlib import suppress
from queue import Empty, SimpleQueue

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Bell:
    """Rung when something may have to be done, and once for all when the day is over."""

    def __init__(self) -> None:
        # Unlike an Event, it may be rung by a signal that arrives while somebody looks at it.
        self._rung: SimpleQueue[None] = SimpleQueue()
        self.stopped = False

    @classmethod
    def for_signals(cls) -> "Bell":
        """Return a bell that Ctrl-C and SIGTERM stop; the second of them ends the program at once.

        What a program that ends so was at is undone by the database, and its leases run out.
        """
        bell = cls()

        def stop(_number: int, _frame: object) -> None:
            for each in _SIGNALS:
                signal.signal(each, signal.SIG_DFL)
            bell.stop()

        for each in _SIGNALS:
            signal.signal(each, stop)
        return bell

    def ring(self) -> None:
        """Wake whoever rests, or keep them from resting."""
        self._rung.put(None)

    def stop(self) -> None:
        """Say that it is time to go."""
        self.stopped = True
        self.ring()

    def rest(self, seconds: float) -> None:
        """Rest until it rings, but no longer than so many seconds."""
        with suppress(Empty):
            self._rung.get(timeout=seconds)
            while not self._rung.empty():
                self._rung.get_nowait()

    def wait(self) -> None:
        """Wait until it is time to go."""
        # Windows hands out signals only between waits.
        while not self.stopped:
            self.rest(0.5)
