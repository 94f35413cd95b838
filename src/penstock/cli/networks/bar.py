"""A bar on stderr for what takes long, where a person looks on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from penstock.app.energy.network import Progress

_WIDTH = 30


@contextmanager
def progress_bar(what: str) -> Iterator[Progress]:
    """Yield what shows how many are done, on a terminal alone."""
    shown = False

    def progress(done: int, number: int) -> None:
        nonlocal shown
        if not sys.stderr.isatty():
            return
        filled = _WIDTH * done // max(1, number)
        bar = "#" * filled + "." * (_WIDTH - filled)
        print(f"\r[{bar}] {done} of {number} {what}", end="", file=sys.stderr, flush=True)
        shown = True

    try:
        yield progress
    finally:
        if shown:
            print("\r" + " " * (_WIDTH + 40) + "\r", end="", file=sys.stderr, flush=True)
