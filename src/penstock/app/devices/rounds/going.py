"""Going round: what falls due for homes is done beside what else a program does."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from penstock.app.bell import Bell
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.governance.audit.ports import AuditError


class Round(Protocol):
    """Something that falls due for homes."""

    def once(self) -> str:
        """Do what is due, and return what was done in a line; empty where nothing was."""
        ...


@dataclass(kw_only=True)
class Going:
    """Goes round and tells of it.

    Args:
        rounds: Returns what may be due; it is asked once, when it can be told.
        tell: Told what was done, and of a database that fails; the same is told once.
    """

    rounds: Callable[[], Sequence[Round]]
    tell: Callable[[str], None]
    _made: Sequence[Round] | None = None
    _told: dict[int, str] = field(default_factory=dict)
    _trouble: str = ""

    def once(self) -> None:
        """Do what is due; a database or a boundary that fails is asked again the next time."""
        trouble = self._trouble_of(self._go)
        if trouble and trouble != self._trouble:
            self.tell(trouble)
        self._trouble = trouble

    def _go(self) -> None:
        self._made = self._made or self.rounds()
        for number, each in enumerate(self._made):
            line = _once(each)
            if line and line != self._told.get(number):
                self.tell(line)
            self._told[number] = line

    @staticmethod
    def _trouble_of(do: Callable[[], None]) -> str:
        """Return why something could not be done; what fails for one round fails for all."""
        from penstock.app.auditing.key_file import KeyFileError
        from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

        try:
            do()
        except (StoreError, UnaskedError, AuditError, KeyFileError) as error:
            return str(error)
        return ""


def _once(each: Round) -> str:
    from penstock.store.errors import StoreError  # SQLAlchemy is slow to import

    try:
        return each.once()
    except (StoreError, UnaskedError, AuditError):
        raise
    # What the code of a stream raises besides is the failure of this round, and ends no listening.
    except Exception as error:
        return f"{type(each).__name__} has failed: {type(error).__name__}: {error}"


@contextmanager
def going_round(going: Going, bell: Bell, *, every_s: float) -> Iterator[None]:
    """Go round beside what the caller does, and stop the bell should that fail for good.

    Args:
        going: What is done.
        bell: What the caller looks at.
        every_s: How often; 0 for never. [s]
    """
    over = Event()

    def keep_on() -> None:
        try:
            while not over.wait(every_s):
                going.once()
        finally:
            if not over.is_set():
                bell.stop()

    if not every_s:
        yield
        return
    with ThreadPoolExecutor(1, thread_name_prefix="rounds") as executor:
        doing = executor.submit(keep_on)
        try:
            yield
        finally:
            over.set()
        doing.result()
