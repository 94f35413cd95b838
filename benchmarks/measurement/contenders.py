"""Who answers the four questions: programs of their own, each with its interpreter and its file."""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common.environments import ROOT, PeerEnvironment, variables
from benchmarks.common.measuring import measured
from benchmarks.measurement.logs.folders import MOST_FOR_PEERS, Made

MOST_FOR_METRICS = 1_000_000
PM4PY = PeerEnvironment(benchmark="measurement", name="pm4py")
CHILDREN = "benchmarks.measurement.children"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a program answered, how long each part took, and its most memory.

    Args:
        wall_s: Seconds on the clock, by part.
        cpu_s: Seconds of all processors, by part.
        peak_mib: The most memory it had, imports included.
        answers: What it answered, by question.
    """

    wall_s: Mapping[str, float]
    cpu_s: Mapping[str, float]
    peak_mib: float
    answers: Mapping[str, Any]

    @property
    def all_wall_s(self) -> float:
        """Return what all parts took on the clock, loading included."""
        return sum(self.wall_s.values())

    @property
    def all_cpu_s(self) -> float:
        """Return what all parts took of all processors, loading included."""
        return sum(self.cpu_s.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program that answers questions about a log.

    Args:
        name: What people call it.
        command: The command for a log, without the file for its answers.
    """

    name: str
    command: Callable[[Made], list[str]]

    def asked(self, log: Made) -> Answered:
        """Return what it answers.

        Raises:
            FailedRunError: The program failed.
        """
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "answers.json"
            measured([*self.command(log), str(file)], folder=ROOT, variables=variables())
            return Answered(**json.loads(file.read_text(encoding="utf-8")))


def _ours(child: str) -> Callable[[Made], list[str]]:
    return lambda log: [sys.executable, "-m", f"{CHILDREN}.{child}", str(log.folder)]


def _pm4py(frame: str) -> Callable[[Made], list[str]]:
    command = [PM4PY.program("python"), "-m", f"{CHILDREN}.pm4py_questions", frame]
    return lambda log: [*command, str(log.events)]


PENSTOCK = Contender(name="Penstock", command=_ours("penstock_questions"))
SCAN = Contender(name="bare scan of the columns", command=_ours("bare_scan"))
METRICS = Contender(name="all metrics", command=_ours("penstock_metrics"))
PEERS = (
    Contender(name="pm4py on Polars", command=_pm4py("polars")),
    Contender(name="pm4py on pandas", command=_pm4py("pandas")),
)


def contenders(events: int) -> tuple[Contender, ...]:
    """Return who is asked about a log of so many events."""
    peers = PEERS if events <= MOST_FOR_PEERS else ()
    metrics = (METRICS,) if events <= MOST_FOR_METRICS else ()
    return (SCAN, PENSTOCK, *peers, *metrics)
