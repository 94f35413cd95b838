"""Threads that do one batch after another: to start one costs as much as a short job."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread, current_thread

# A thread that has had nothing to do for so long ends.
IDLE_S = 1.0
Work = tuple[str, Callable[[], None]]


class Threads:
    """Does batches, each in a thread that does nothing else; one that is free does the next."""

    def __init__(self, *, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._free: list[SimpleQueue[Work]] = []

    def do(self, batch: Callable[[], None], *, name: str) -> None:
        """Have a batch done by a thread that has a name meanwhile."""
        try:
            # In one step, so that no other takes the same.
            inbox = self._free.pop()
        except IndexError:
            inbox = SimpleQueue()
            # A program that ends does not wait for work that does not.
            Thread(target=self._serve, args=(inbox,), daemon=True).start()
        inbox.put((name, batch))

    def _serve(self, inbox: SimpleQueue[Work]) -> None:
        while True:
            try:
                current_thread().name, batch = inbox.get(timeout=self._idle_s)
            except Empty:
                if self._is_gone(inbox):
                    return
                continue
            batch()
            self._free.append(inbox)

    def _is_gone(self, inbox: SimpleQueue[Work]) -> bool:
        try:
            self._free.remove(inbox)
        except ValueError:
            # Somebody has just taken it, and puts a batch in.
            return False
        return True
