"""Workers in processes of their own, whose science is timed apart from all else they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import crew
from penstock.app.cases.opening import opened
from penstock.app.streams.studio.studio import EnergyStudio

_SCIENCE = ("analysed", "billed", "drawn", "offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What processes spent.

    Args:
        cpu_s: All of it. [CPU seconds]
        science_s: In the studio: use, layouts, yields, bills, money and pages. [CPU seconds]
    """

    cpu_s: float = 0.0
    science_s: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(cpu_s=self.cpu_s + other.cpu_s, science_s=self.science_s + other.science_s)


def worked(address: str, folder: Path, *, count: int) -> Spent:
    """Let workers do all that is due, and return what they spent after they had started."""
    processes = get_context("spawn")
    with processes.Pool(count) as pool:
        spent: Sequence[Spent] = pool.starmap(_work, [(address, folder)] * count, chunksize=1)
    return sum(spent, Spent())


def _work(address: str, folder: Path) -> Spent:
    clock = Science()
    with opened(address, folder=folder) as cases:
        work = streams().works()
        begun = process_time()
        crew(cases, work=work, bell=Bell(), name=None, tell=print).until_nothing_is_due()
        return Spent(cpu_s=process_time() - begun, science_s=clock.spent_s)


class Science:
    """Counts what this process spends in the studio, from now on."""

    def __init__(self) -> None:
        self.spent_s = 0.0
        for name in _SCIENCE:
            setattr(EnergyStudio, name, self._timed(getattr(EnergyStudio, name)))

    def _timed(self, function: Any) -> Any:
        def timed(*arguments: Any, **named: Any) -> Any:
            begun = process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.spent_s += process_time() - begun

        return timed
