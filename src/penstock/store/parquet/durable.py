"""Files that appear whole, stay after a loss of power, and are written by one program at a time."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from penstock.store.settling import settle

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

DRAFT = ".draft"


class InUseError(Exception):
    """Another program holds a file."""


def appear(file: Path, content: bytes) -> None:
    """Write a file; nobody sees it before all of it is on the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}{DRAFT}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
    settle(file.parent)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold a file that no other program can hold meanwhile; the system lets go of it at any end.

    Raises:
        InUseError: Another program holds it.
    """
    with file.open("a", encoding="utf-8") as held:
        try:
            _hold(held)
        except OSError as error:
            raise InUseError from error
        yield


def _hold(held: IO[str]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
