"""Bringing the log of very many cases up to date, in a process of its own.

What is under way is held in memory meanwhile, and all of it is computed: a server that did it
itself would have no time for anybody, and would keep the memory.
"""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from penstock.app import clock
from penstock.app.cases.opening import blobs_of
from penstock.app.measuring.keeping import bring_up_to_date, log_folder
from penstock.app.measuring.processes import PROCESSES, deaf_to_ctrl_c
from penstock.app.measuring.wishes import every_record

# What happened so often takes long to be read, and is read beside: looks go on with what is known.
VERY_MANY = 100_000
# Whoever looks at pages comes first.
_NICE = 10
# For each second that it took, nobody begins again for so many, up to half an hour.
_REST = 20
_LONGEST_REST_S = 1800.0


class NotReadYetError(LookupError):
    """What happened in very many cases is being read; there is nothing to tell of it until then."""

    def __init__(self, fault: str) -> None:
        why = f" It failed the last time: {fault}" if fault else ""
        super().__init__(
            "What happened in all cases is being read for the first time in a while, which takes "
            f"minutes where there are very many. Look again then.{why}"
        )


@dataclass(kw_only=True)
class Bringing:
    """Brings the kept log of a database up to date beside all else, one time after the other.

    Args:
        database: The address of the database.
        folder: The documents; None for those that lie here, or else the reference company's.
        done: Is called after each time.
        seconds: Returns a number of seconds that never falls.
    """

    database: str
    folder: Path | None
    done: Callable[[], None]
    seconds: Callable[[], float] = monotonic
    fault: str = field(default="", init=False)
    """Why it failed the last time; empty where it did not."""
    _lock: Lock = field(default_factory=Lock, init=False)
    _process: BaseProcess | None = field(default=None, init=False)
    _thread: Thread | None = field(default=None, init=False)
    _rests_until: float = field(default=0.0, init=False)
    _is_over: bool = field(default=False, init=False)

    def begin(self) -> None:
        """Begin, unless it is under way, or was a while ago."""
        with self._lock:
            is_under_way = self._thread is not None and self._thread.is_alive()
            if self._is_over or is_under_way or self.seconds() < self._rests_until:
                return
            self._thread = Thread(target=self._bring, name="log", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until what was begun is done."""
        if self._thread is not None:
            self._thread.join()

    def end(self) -> None:
        """Stop for good; what is half done does not count."""
        with self._lock:
            self._is_over = True
            process = self._process
        if process is not None:
            process.kill()
        self.wait()

    def _bring(self) -> None:
        begun = self.seconds()
        here, there = PROCESSES.Pipe()
        asked = (self.database, self.folder, there)
        process = PROCESSES.Process(target=_brought, args=asked, name="penstock log", daemon=True)
        with self._lock:
            if self._is_over:
                return
            with deaf_to_ctrl_c():
                process.start()
            self._process = process
        there.close()
        self.fault = _told(here)
        process.join()
        took_s = self.seconds() - begun
        self._rests_until = self.seconds() + min(_REST * took_s, _LONGEST_REST_S)
        if not self.fault:
            self.done()


def _told(channel: Connection) -> str:
    """Return what a process says at its end: nothing where all went well."""
    with closing(channel), suppress(EOFError, OSError):
        return str(channel.recv())
    return "The process that reads the log was ended."


def _brought(database: str, folder: Path | None, channel: Connection) -> None:
    """Bring the kept log of a database up to date, and say how it went."""
    Thread(target=_end_with, args=(channel,), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    from penstock.store import open_store  # SQLAlchemy is slow to import
    from penstock.store.errors import StoreError

    place = log_folder(database)
    assert place is not None, "nobody else reads the log of a database in memory"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(open_store(database, only_reads=True)) as store:
            blobs = blobs_of(database, store)
            records = every_record(folder)
            bring_up_to_date(store, blobs, place, records=records, as_of=clock.now())
    except (StoreError, OSError, ValueError, LookupError) as error:
        channel.send(str(error) or type(error).__name__)
    else:
        channel.send("")


def _end_with(channel: Connection) -> None:
    """End this process when the one that began it is gone; what is half done does not count."""
    with suppress(EOFError, OSError):
        channel.recv()
    os._exit(1)
