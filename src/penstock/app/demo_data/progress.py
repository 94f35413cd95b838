"""How far a play in the making is, told in a small file beside it."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_PROGRESS, _FAILURE = "progress.json", "failure.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a play is.

    Args:
        done: How many steps are done.
        count: How many there are; 0 until they are known.
        month: Which month of the play the last of them was in, from 1.
        months: How many months it has.
    """

    done: int = 0
    count: int = 0
    month: int = 0
    months: int = 0

    @property
    def share(self) -> float:
        """Return how much of it is done, 0 to 1."""
        return self.done / self.count if self.count else 0.0

    def __str__(self) -> str:
        """Return it as a sentence."""
        if not self.count:
            return "Playing Quantum Energy: the days are being thought out."
        if self.done >= self.count:
            return "Playing Quantum Energy: the log is being made ready to be measured."
        return f"Playing Quantum Energy: month {self.month} of {self.months}."


def tell_progress(folder: Path, progress: Progress) -> None:
    """Tell how far a play is; whoever looks sees one state or the next."""
    part = folder / f".{_PROGRESS}.{os.getpid()}"
    part.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    part.replace(folder / _PROGRESS)


def progress_in(folder: Path) -> Progress:
    """Return how far a play is; the beginning where nobody has told yet."""
    try:
        return Progress(**json.loads((folder / _PROGRESS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Progress()


def tell_failure(folder: Path, sentence: str) -> None:
    """Tell why a play came to nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FAILURE).write_text(sentence, encoding="utf-8")


def failure_in(folder: Path) -> str:
    """Return why a play came to nothing; empty where nobody has told."""
    try:
        return (folder / _FAILURE).read_text(encoding="utf-8")
    except OSError:
        return ""
