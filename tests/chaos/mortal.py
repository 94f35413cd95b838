"""A program that kills itself between two things that it keeps, as nobody from outside hits it."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from penstock.store.devices import SqlDevices
from penstock.store.postgresql import PostgresqlDatabase
from penstock.store.sqlite import SqliteDatabase

LAST_MOMENT = 60


@dataclass
class Mortal:
    """Counts moments: before and after each thing that is kept for homes.

    Args:
        moment: The one at which the program dies, from 1.
        everywhere: Whether all that is written counts, or what is done beside the listening alone.
    """

    moment: int
    everywhere: bool

    def pass_by(self) -> None:
        """Let a moment pass."""
        self.moment -= 1
        if self.moment == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counts(self) -> bool:
        """Tell whether what this thread writes counts; listening alone writes all the time."""
        return self.everywhere or threading.current_thread().name.startswith("rounds")

    def plant(self) -> None:
        """Let the stores of this process count."""
        keep = SqlDevices.keep

        def kept(devices: SqlDevices, *entries: Any) -> None:
            self.pass_by()
            keep(devices, *entries)
            self.pass_by()

        SqlDevices.keep = kept  # type: ignore[assignment,method-assign]
        for each in (PostgresqlDatabase, SqliteDatabase):
            self._count(each)

    def _count(self, database: Any) -> None:
        usual = database.working

        @contextmanager
        def working(here: Any) -> Iterator[Any]:
            with usual(here) as session:
                yield session
                if self.counts():
                    self.pass_by()
            if self.counts():
                self.pass_by()

        database.working = working
