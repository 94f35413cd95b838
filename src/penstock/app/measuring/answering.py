"""Answers of how cases went: of a log that follows its database, and is opened once for many."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from penstock.app.cases.kept_open import NoCasesError
from penstock.app.measuring.bringing import VERY_MANY, Bringing, NotReadYetError
from penstock.app.measuring.engines import require_engine
from penstock.app.measuring.keeping import Recorded, kept_log, log_folder
from penstock.app.measuring.wishes import every_record
from penstock.delivery.ports import Position

if TYPE_CHECKING:
    from penstock.measurement.ports import Log
    from penstock.store.parquet import Bookmark

_Answer = TypeVar("_Answer")
# So long an answer may be behind the cases; and so long behind the clock, which ages open cases.
FOLLOWED_S, AGED_S = 3.0, 300.0
# Whoever asks chooses what is asked, and a picture takes some fifty kilobytes.
MOST_ANSWERS = 500


@dataclass(kw_only=True)
class Answering:
    """The log of a database, opened when somebody first asks, and the answers it gave.

    An answer holds as long as nothing happens in any case, and for five minutes at most; of very
    many answers the earlier ones are forgotten. Where very much has happened, nobody waits until
    what is new was read: answers are of the log as it was read last.

    Args:
        database: The address of the database.
        folder: The documents; None for those that lie here, or else the reference company's.
        recorded: Returns what is recorded in it.
        seconds: Returns a number of seconds that never falls.
    """

    database: str
    folder: Path | None
    recorded: Callable[[], Recorded]
    seconds: Callable[[], float] = monotonic
    _lock: RLock = field(default_factory=RLock, init=False)
    _held: ExitStack = field(default_factory=ExitStack, init=False)
    _is_over: bool = field(default=False, init=False)
    _bringing: Bringing | None = field(default=None, init=False)
    _log: "Log | None" = field(default=None, init=False)
    _position: Position | None = field(default=None, init=False)
    _looked: float = field(default=0.0, init=False)
    _opened: float = field(default=0.0, init=False)
    _answers: dict[object, object] = field(default_factory=dict, init=False)

    def ask(
        self,
        question: object,
        answer: "Callable[[Log], _Answer]",
        *,
        as_of: datetime | None = None,
    ) -> _Answer:
        """Return the answer to a question, from what was answered before where that still holds."""
        with self._lock:
            self._current()
            key = (question, as_of)
            if key not in self._answers:
                if len(self._answers) >= MOST_ANSWERS:
                    self._answers.clear()
                with self._log_as_of(as_of) as log:
                    self._answers[key] = answer(log)
            return cast("_Answer", self._answers[key])

    @contextmanager
    def _log_as_of(self, as_of: datetime | None) -> "Iterator[Log]":
        if as_of is None:
            yield self._current()
            return
        with self._told(as_of) as log:
            yield log

    def warm(self) -> None:
        """Begin to read very much that happened, before somebody looks at it.

        Raises:
            NoCasesError: There are no cases yet.
            StoreError: They cannot be read.
        """
        with self._lock, suppress(NotReadYetError):
            if bringing := self._beside():
                self._as_read(bringing)

    def end(self) -> None:
        """Let go of the log for good: whoever still asks is told that there are no cases."""
        with self._lock:
            self._is_over = True
            self.close()
            bringing = self._bringing
        if bringing:
            bringing.end()

    def close(self) -> None:
        """Let go of the log."""
        with self._lock:
            self._answers.clear()
            self._log = None
            self._held.close()

    def _current(self) -> "Log":
        if self._is_over:
            raise NoCasesError("The server is about to stop.")
        if bringing := self._beside():
            return self._as_read(bringing)
        if self._log is None or self._is_behind():
            self.close()
            self._log = self._open()
        return self._log

    def _beside(self) -> Bringing | None:
        """Return what brings the log up to date beside all else; None where that takes no time."""
        database = self.database
        is_kept = self._bringing is None and log_folder(database) is not None
        if is_kept and self.recorded().store.end().number > VERY_MANY:
            folder = self.folder
            self._bringing = Bringing(database=database, folder=folder, done=self._read_anew)
        return self._bringing

    def _as_read(self, bringing: Bringing) -> "Log":
        """Return the log as it was read last, and have it read on where there is more.

        Raises:
            NotReadYetError: Most of it was not read yet.
        """
        if self._log is None:
            bookmark = _bookmark_of(self.database)
            self._position = bookmark.position if bookmark else None
            known = self._position.number if self._position else 0
            if self.recorded().store.end().number - known > VERY_MANY:
                bringing.begin()
                raise NotReadYetError(bringing.fault)
            self._log = self._held.enter_context(self._as_kept(None))
            # Those that are open have grown older since it was kept.
            age = self.recorded().now() - self._log.as_of
            self._opened = self.seconds() - age.total_seconds()
        if self._is_behind():
            bringing.begin()
        return self._log

    def _read_anew(self) -> None:
        with self._lock:
            self.close()

    def _as_kept(self, as_of: datetime | None) -> "AbstractContextManager[Log]":
        from penstock.store.logs import open_log  # engines are slow to import

        require_engine()
        folder = log_folder(self.database)
        assert folder is not None, "none is kept of a database in memory, and that is read at once"
        return open_log(folder, as_of=as_of)

    def _is_behind(self) -> bool:
        now = self.seconds()
        if now - self._opened > AGED_S:
            return True
        if now - self._looked < FOLLOWED_S:
            return False
        self._looked = now
        if self._position is None:
            return True
        return bool(self.recorded().store.since(self._position, limit=1))

    def _open(self) -> "Log":
        log = self._held.enter_context(self._told(None))
        bookmark = _bookmark_of(self.database)
        self._position = bookmark.position if bookmark else None
        self._opened = self._looked = self.seconds()
        return log

    def _told(self, as_of: datetime | None) -> "AbstractContextManager[Log]":
        if self._beside():
            return self._as_kept(as_of)
        records = every_record(self.folder)
        return kept_log(self.recorded(), self.database, records=records, as_of=as_of)


def _bookmark_of(address: str) -> "Bookmark | None":
    """Return how far the kept log of a database goes; None where none is kept."""
    from penstock.store.parquet.bookmark import read
    from penstock.store.parquet.places import BOOKMARK

    folder = log_folder(address)
    return read(folder / BOOKMARK) if folder else None
