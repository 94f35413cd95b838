"""What a server tells of how cases went: what it measures, and the answers of its log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.usecases import Cases
from penstock.app.measuring.answering import AGED_S, FOLLOWED_S, Answering
from penstock.app.measuring.apart import Apart
from penstock.app.measuring.bringing import VERY_MANY
from penstock.app.measuring.keeping import log_folder
from penstock.app.measuring.wishes import Wish, every_record, wished
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.measuring.measured import Measured
    from penstock.measurement.ports import Log

_Answer = TypeVar("_Answer")


@dataclass(kw_only=True)
class Insights:
    """What a server measures, and tells of the log of its cases.

    Args:
        kept: The cases.
        seconds: Returns a number of seconds that never falls.
        is_apart: Whether a process of its own answers, where the log of the cases is kept. Engines
            and what they hold are not in this one then, and looks do not wait for their computing.
    """

    kept: KeptOpen
    seconds: Callable[[], float] = monotonic
    is_apart: bool = False
    _lock: RLock = field(default_factory=RLock, init=False)
    _wishes: dict[tuple[str, str], tuple[Wish, float]] = field(default_factory=dict, init=False)
    _standing: "dict[str, tuple[Measured, float]]" = field(default_factory=dict, init=False)
    _answering: Answering | Apart = field(init=False)

    def __post_init__(self) -> None:
        database, folder = self.kept.database, self.kept.folder
        if self.is_apart and log_folder(database) is not None:
            self._answering = Apart(database=database, folder=folder)
        else:
            self._answering = Answering(
                database=database, folder=folder, recorded=self.kept.cases, seconds=self.seconds
            )
        self.kept.before_close(self.end)

    def ask(
        self,
        question: object,
        answer: "Callable[[Log], _Answer]",
        *,
        as_of: datetime | None = None,
    ) -> _Answer:
        """Return the answer to a question, from what was answered before where that still holds.

        Args:
            question: What tells the question from all others.
            answer: Finds the answer in the log; it can be handed to another process.
            as_of: The moment as which the log is told; None for now.

        Raises:
            NoCasesError: There are no cases yet.
            NoMeasuringError: What reads logs is not installed.
            NotReadYetError: Most of the log was not read yet.
            FolderInUseError: Another program has been writing to the log's folder for minutes.
        """
        self.kept.cases()
        return self._answering.ask(question, answer, as_of=as_of)

    def wish(self, stream: str, *, stage: str = "") -> Wish:
        """Return a stream with its key metrics; its files are read again after some seconds.

        Args:
            stream: The id of the stream.
            stage: The id of the stage whose key metrics alone are wanted; empty for all.

        Raises:
            NoSuchStreamError: There is no such stream, or stage.
            NoRecordsError: The stream has no key metrics.
            UnfitFileError: A file of key metrics cannot be followed.
            CalendarError: The calendar beside the documents cannot be read.
        """
        with self._lock:
            known, since = self._wishes.get((stream, stage), (None, 0.0))
            if known is None or self.seconds() - since > FOLLOWED_S:
                known = wished(stream, stage=stage or None, folder=self.kept.folder)
                self._wishes[known.stream.id, stage] = known, self.seconds()
            return known

    def aims(self) -> Sequence[Wish]:
        """Return the streams whose key metrics have targets, with those key metrics alone.

        Raises:
            UnfitFileError: A file of key metrics cannot be followed.
            CalendarError: The calendar beside the documents cannot be read.
        """
        aimed = [each for each in every_record(self.kept.folder) if each.target is not None]
        streams = dict.fromkeys(each.stream_id for each in aimed)
        return [_aimed(self.wish(stream)) for stream in streams]

    def measured(self, wish: Wish, *, as_of: datetime | None = None) -> "Measured":
        """Return a stream's key metrics as they are now, or were at a moment."""
        from penstock.app.measuring.measured import measured  # engines are slow to import

        return self.ask(("measured", repr(wish.records)), partial(measured, wish), as_of=as_of)

    def standing(self, wish: Wish) -> "Measured":
        """Return a stream's key metrics as they were some minutes ago at the most."""
        question = repr(wish.records)
        with self._lock:
            found, since = self._standing.get(question, (None, 0.0))
            if found is None or self.seconds() - since > AGED_S:
                found = self.measured(wish)
                self._standing[question] = found, self.seconds()
            return found

    def warm(self) -> None:
        """Begin to read very much that happened, before somebody looks; what is less can wait.

        Raises:
            NoCasesError: There are no cases yet.
            StoreError: They cannot be read.
        """
        if self.kept.cases().store.end().number > VERY_MANY:
            self._answering.warm()

    def end(self) -> None:
        """Let go of the log for good: whoever still asks is told that there are no cases."""
        self._answering.end()

    def close(self) -> None:
        """Let go of the log until somebody asks again."""
        self._answering.close()


def _aimed(wish: Wish) -> Wish:
    return replace(wish, records=tuple(each for each in wish.records if each.target is not None))


def require_measurable(cases: Cases, side: Side, what: str) -> None:
    """Look whether somebody may see what is made of many cases of a side.

    Args:
        cases: The cases as they see them.
        side: Whose cases.
        what: What is measured: a stream's id.

    Raises:
        ClosedError: They may not.
    """
    if cases.door is not None:
        cases.door.require_look(f"the measurement of {what}", side=side)
