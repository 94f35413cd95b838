"""Answers of how cases went, found in a process of its own.

Engines that read logs hold some hundred megabytes, and compute while others wait for their pages.
"""

import atexit
import os
import pickle
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from penstock.app import clock
from penstock.app.cases.blobs import Blobs
from penstock.app.cases.kept_open import NoCasesError
from penstock.app.cases.opening import blobs_of
from penstock.app.measuring.answering import Answering
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.processes import PROCESSES, deaf_to_ctrl_c
from penstock.delivery.ports import Store

if TYPE_CHECKING:
    from penstock.measurement.ports import Log

_Answer = TypeVar("_Answer")
# Whoever looks at pages that measure nothing comes first.
_NICE = 5


class CannotTellError(Exception):
    """An answer failed in a way that cannot be told from one process to another."""


@dataclass(kw_only=True)
class Apart:
    """Asks a process of its own, which is begun when somebody first asks.

    One that was ended is begun anew with the next question.

    Args:
        database: The address of the database.
        folder: The documents; None for those that lie here, or else the reference company's.
    """

    database: str
    folder: Path | None
    _turn: Lock = field(default_factory=Lock, init=False)
    _state: Lock = field(default_factory=Lock, init=False)
    _process: SpawnProcess | None = field(default=None, init=False)
    _channel: "Connection[Any, Any] | None" = field(default=None, init=False)
    _is_over: bool = field(default=False, init=False)

    def ask(
        self,
        question: object,
        answer: "Callable[[Log], _Answer]",
        *,
        as_of: datetime | None = None,
    ) -> _Answer:
        """Return the answer to a question; questions are answered one after the other.

        Raises:
            NotReadYetError: The process was ended meanwhile, or reads the log for the first time.
            Exception: Whatever is raised there.
        """
        asked = pickle.dumps((question, answer, as_of))
        with self._turn:
            try:
                channel = self._begun()
                channel.send_bytes(asked)
                found = channel.recv_bytes()
            except (EOFError, OSError) as error:
                self.close()
                why = "the process that measures was ended, and begins anew"
                raise NotReadYetError(why) from error
        is_raised, value = pickle.loads(found)  # noqa: S301  # it comes from a process of ours
        if is_raised:
            raise _as_raised(*value)
        return value  # type: ignore[no-any-return]  # it is what the answer returned

    def warm(self) -> None:
        """Begin the process, which begins to read very much that happened."""
        with suppress(NoCasesError):
            self._begun()

    def end(self) -> None:
        """End it for good, in the middle of an answer too."""
        self._is_over = True
        self.close()
        atexit.unregister(self.end)

    def close(self) -> None:
        """End the process."""
        with self._state:
            process, self._process, self._channel = self._process, None, None
        if process is not None:
            process.kill()
            process.join()

    def _begun(self) -> "Connection[Any, Any]":
        with self._state:
            if self._is_over:
                raise NoCasesError("The server is about to stop.")
            if self._channel is None:
                self._channel, there = PROCESSES.Pipe()
                asked = (self.database, self.folder, there)
                # It has processes of its own, which one that is called a daemon may not have; it
                # ends by itself when this one is gone.
                self._process = PROCESSES.Process(
                    target=_answers, args=asked, name="penstock insights"
                )
                with deaf_to_ctrl_c():
                    self._process.start()
                there.close()
                # Whoever leaves without a word would wait for it.
                atexit.register(self.end)
            return self._channel


def _as_raised(kind: type[Exception], said: tuple[object, ...], more: dict[str, Any]) -> Exception:
    """Return an error as it was raised, though it is made of other words than it says."""
    error = kind.__new__(kind, *said)
    error.__dict__.update(more)
    return error


@dataclass(frozen=True, kw_only=True)
class _Recorded:
    """What is recorded in a database that another process writes."""

    store: Store
    blobs: Blobs

    def now(self) -> datetime:
        return clock.now()


def _answers(database: str, folder: Path | None, channel: "Connection[Any, Any]") -> None:
    """Answer what is asked, until nobody can ask any more."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    from penstock.store import open_store  # SQLAlchemy is slow to import

    with (
        closing(channel),
        suppress(EOFError, OSError),
        closing(open_store(database, only_reads=True)) as store,
    ):
        recorded = _Recorded(store=store, blobs=blobs_of(database, store))
        answering = Answering(database=database, folder=folder, recorded=lambda: recorded)
        try:
            answering.warm()
            while True:
                channel.send_bytes(_answer(answering, channel.recv_bytes()))
        finally:
            answering.end()


def _answer(answering: Answering, asked: bytes) -> bytes:
    try:
        question, answer, as_of = pickle.loads(asked)  # noqa: S301  # it comes from our server
        return pickle.dumps((False, answering.ask(question, answer, as_of=as_of)))
    except Exception as error:  # whoever asked is told, and others ask on
        return _raised(error)


def _raised(error: Exception) -> bytes:
    try:
        return pickle.dumps((True, (type(error), error.args, error.__dict__)))
    except (pickle.PicklingError, TypeError, AttributeError):
        words = f"{type(error).__name__}: {error}"
        return pickle.dumps((True, (CannotTellError, (words,), {})))
