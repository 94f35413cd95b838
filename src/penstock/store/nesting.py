"""A thread does one unit of work at a time: a second would wait for the first for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from penstock.store.errors import NestedTransactionError


class OneAtATime(local):
    """Knows whether a thread has begun a unit of work that has not ended; each sees its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._is_busy = False

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Keep the thread from beginning another meanwhile.

        Raises:
            NestedTransactionError: It has begun one already.
        """
        if self._is_busy:
            raise NestedTransactionError(self._address)
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False
