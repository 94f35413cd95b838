"""Doing something again and again in a thread of its own, beside what takes longer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from penstock.app.bell import Bell

# A timer may be late by a second; this part of it may pass until somebody looks.
EVERY_S = 0.25


@contextmanager
def doing_beside(duty: Callable[[], int], bell: Bell, *, rest_s: float) -> Iterator[None]:
    """Do a duty beside what the caller does, and stop the bell should it fail for good.

    Args:
        duty: Does something, and returns how much it was.
        bell: What the caller looks at.
        rest_s: How long to wait when a database fails; whoever else works on it tells people.
    """
    from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

    over = Event()

    def keep_on() -> None:
        try:
            while not over.is_set():
                try:
                    pause_s = 0 if duty() else EVERY_S
                except StoreError:
                    pause_s = rest_s
                over.wait(pause_s)
        finally:
            if not over.is_set():
                bell.stop()

    with ThreadPoolExecutor(1, thread_name_prefix="beside") as executor:
        doing = executor.submit(keep_on)
        try:
            yield
        finally:
            over.set()
        doing.result()
