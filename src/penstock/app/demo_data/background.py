"""A play that a process of its own makes meanwhile, at a low priority, and that is kept."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from penstock.app.demo_data.places import Done, Place, fits, sweep
from penstock.app.demo_data.progress import Progress, failure_in, progress_in

# Half of the cases of the plan: enough to measure, and the sooner to be seen.
SIZE = 0.5
_MONTHS = 18
_PATIENCE_S = 10
_ENDED = "the program that plays it ended by itself. Start the demo again to go on from there."


@dataclass(frozen=True, slots=True)
class Playing:
    """A play in the making, as far as it has come."""

    progress: Progress

    @property
    def sentence(self) -> str:
        """What people are told meanwhile."""
        return str(self.progress)


@dataclass(frozen=True, slots=True)
class Played:
    """A play that is done."""

    done: Done

    @property
    def sentence(self) -> str:
        """What stands on every page that shows its cases."""
        return self.done.mark


@dataclass(frozen=True, slots=True)
class Failed:
    """A play that came to nothing, and why."""

    because: str

    @property
    def sentence(self) -> str:
        """What people are told, and what they can do."""
        return (
            f"Quantum Energy could not be played, so there are no cases to look at: {self.because}"
        )


Standing = Playing | Played | Failed


@dataclass(kw_only=True)
class BackgroundPlay:
    """Makes a play unless one is kept that fits, and tells how far it is.

    Args:
        documents: The company's documents.
        place: Where the play is kept.
        size: How many cases come, times what the plan says.
        months: How many months are played.
    """

    documents: Path
    place: Place
    size: float = SIZE
    months: int = _MONTHS
    is_wanted: bool = field(default=False, init=False)
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False, repr=False)

    def start(self, *, now: datetime) -> None:
        """Let it be made, where none is kept that fits."""
        self.is_wanted = True
        sweep(self.place, now=now)
        if fits(self.place.done(), now=now):
            return
        self.place.making.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "penstock.app.demo_data"]
        words = [self.documents, self.place.folder, f"{self.size:g}", self.months]
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, and our own words
            [*command, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is meant for whoever shows the play.
            start_new_session=True,
        )

    def standing(self) -> Standing:
        """Return how far it is."""
        if not self.is_wanted:
            return Playing(Progress())
        if self._process is None or self._process.poll() is not None:
            if done := self.place.done():
                return Played(done)
            return Failed(failure_in(self.place.making) or _ENDED)
        return Playing(progress_in(self.place.making))

    def banner(self) -> str:
        """Return what stands on every page: how far it is, or that its cases were played."""
        return self.standing().sentence if self.is_wanted else ""

    def stop(self) -> None:
        """Let the process end; what it played is kept, and the next start goes on from there."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)
