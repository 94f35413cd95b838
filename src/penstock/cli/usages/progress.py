"""A bar while a large file is read, for people at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

# Files below are read in less than a second.
_LARGE_BYTES = 16 << 20
_STEPS = 1000


@contextmanager
def reading_bar(path: Path) -> Iterator[Callable[[float], None] | None]:
    """Give what is told the share of a file that is read; None where no bar is wanted."""
    large = path.is_file() and path.stat().st_size > _LARGE_BYTES
    if not (large and sys.stderr.isatty()):
        yield None
        return
    with click.progressbar(length=_STEPS, label=f"Reading {path.name}", file=sys.stderr) as bar:
        yield lambda share: bar.update(round(share * _STEPS) - bar.pos)
