"""How much of a process's time is science: stacks are looked at while threads spend it."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Literal

Kind = Literal["science", "pages", "rest"]
EVERY_S = 0.005
# A library counts as science wherever it is called from.
_SCIENCE = ("/penstock/engineering/", "/numpy/", "/scipy/", "/pandas/", "/pvlib/")
_PAGES = ("/penstock/app/pdf.py",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What processes spent.

    Args:
        cpu_s: All of it. [CPU seconds]
        science_s: Inside `penstock.engineering` and its libraries. [CPU seconds]
        pages_s: In setting pages as PDF. [CPU seconds]
    """

    cpu_s: float = 0.0
    science_s: float = 0.0
    pages_s: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            cpu_s=self.cpu_s + other.cpu_s,
            science_s=self.science_s + other.science_s,
            pages_s=self.pages_s + other.pages_s,
        )


def kind_of(frame: FrameType | None) -> Kind:
    """Return what a thread is at: the innermost call that is science or pages says so."""
    while frame is not None:
        path = frame.f_code.co_filename
        if any(each in path for each in _SCIENCE):
            return "science"
        if any(each in path for each in _PAGES):
            return "pages"
        frame = frame.f_back
    return "rest"


@dataclass
class Sampler:
    """Gives what each thread has spent since the last look to what it is at now."""

    spent_s: dict[Kind, float] = field(
        default_factory=lambda: {"science": 0.0, "pages": 0.0, "rest": 0.0}
    )
    own_s: float = 0.0
    _last_s: dict[int, float] = field(default_factory=dict)
    _thread: int = -1
    _ended: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Leave out what threads have spent so far."""
        self._look()
        self.spent_s = dict.fromkeys(self.spent_s, 0.0)

    def run(self) -> None:
        """Look until it ends, and once more."""
        begun, self._thread = time.thread_time(), threading.get_ident()
        while not self._ended.wait(EVERY_S):
            self._look()
        self._look()
        self.own_s = time.thread_time() - begun

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self) -> None:
        own = self._thread
        # Other profilers of the interpreter look at stacks by this, too.
        frames = sys._current_frames()  # noqa: SLF001
        alive = {each.ident for each in threading.enumerate() if each.ident}
        for thread in (frames.keys() & alive) - {own}:
            self._add(thread, kind_of(frames[thread]))

    def _add(self, thread: int, kind: Kind) -> None:
        try:
            now_s = time.clock_gettime(time.pthread_getcpuclockid(thread))
        except OSError:
            # It has just ended.
            self._last_s.pop(thread, None)
            return
        # An identifier that was given again belongs to a thread that begins at zero.
        last_s = self._last_s.get(thread, 0.0)
        self.spent_s[kind] += now_s - (last_s if last_s <= now_s else 0.0)
        self._last_s[thread] = now_s


@contextmanager
def sampled(found: list[Spent]) -> Iterator[None]:
    """Add what this process spends in a block to a list; the looking itself is left out."""
    sampler, begun = Sampler(), time.process_time()
    sampler.begin()
    thread = threading.Thread(target=sampler.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        sampler.end()
        thread.join()
        cpu_s = time.process_time() - begun - sampler.own_s
        spent = sampler.spent_s
        found.append(Spent(cpu_s=cpu_s, science_s=spent["science"], pages_s=spent["pages"]))
