"""A thread does one unit of work at a time: a second would wait for the first for ever."""

from threading import local

from penstock.store.errors import NestedTransactionError


class OneAtATime(local):
    """Keeps a thread from beginning another unit of work while it is in one; each sees its own.

    Raises:
        NestedTransactionError: It has begun one already.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._is_busy = False

    def __enter__(self) -> None:
        """Begin a unit of work."""
        if self._is_busy:
            raise NestedTransactionError(self._address)
        self._is_busy = True

    def __exit__(self, *_error: object) -> None:
        """End it."""
        self._is_busy = False
