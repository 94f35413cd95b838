"""What a broker passes to a client that only counts, and what to the server that keeps it."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common.goals import Figure
from benchmarks.common.measuring import median
from benchmarks.smart_home.brokers import BenchBroker, names
from benchmarks.smart_home.processes import Child
from penstock.simulation.homes.drawing import HONEST, drawn_homes

GOAL = 0.5
PER_HOME = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured.

    Args:
        devices: How many devices, ten in a home.
        states: How many states each of them says.
        rounds: How often each is run.
        seconds: For how long devices speak while brokers and servers are stopped. [s]
    """

    devices: int = 10_000
    states: int = 5
    rounds: int = 3
    seconds: float = 30.0

    @property
    def homes(self) -> int:
        """How many homes there are."""
        return max(1, self.devices // PER_HOME)

    @property
    def total(self) -> int:
        """How many states all devices say."""
        return self.homes * PER_HOME * self.states

    def drawn(self) -> dict[str, list[str]]:
        """Return the homes, each with its devices."""
        homes = drawn_homes(seed=1, homes=self.homes, devices=PER_HOME, shares=HONEST)
        return {home.name: [each.name for each in home.devices] for home in homes}


def figures(size: Size) -> Iterator[Figure]:
    """Yield the figures of each broker that is there; both servers take turns."""
    for name in names():
        passed: dict[str, list[Passed]] = {"bare": [], "intake": []}
        for _ in range(size.rounds):
            for server, found in passed.items():
                found.append(_passed(name, size, server=server))
        rates = {server: [each.rate for each in found] for server, found in passed.items()}
        yield from compared(f"{name}: {size.total:,} states", rates["bare"], rates["intake"])
        for server, words in (("bare", "counts"), ("intake", "keeps and sorts")):
            used_us = tuple(each.used_us for each in passed[server])
            title = f"  of a processor, each state, where the server {words}"
            yield Figure(name=title, value=median(used_us), unit="µs", runs=used_us)


def compared(name: str, bare: list[float], ours: list[float]) -> Iterator[Figure]:
    """Yield what was passed alone and what to the server, and the ratio of each round. [1/s]"""
    yield _rate(f"{name}, counted alone", bare)
    yield _rate("  the same, kept and sorted by the server", ours)
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    yield Figure(
        name="  the server / the bare broker",
        value=median(ratios),
        unit="x",
        at_least=GOAL,
        runs=tuple(ratios),
    )


def _rate(name: str, runs: list[float]) -> Figure:
    return Figure(name=name, value=median(runs), unit="/s", runs=tuple(runs))


@dataclass(frozen=True, slots=True)
class Passed:
    """States that have come.

    Args:
        rate: How many in a second. [1/s]
        used_us: What who listened used of a processor for each. [µs]
    """

    rate: float
    used_us: float


def _passed(name: str, size: Size, *, server: str) -> Passed:
    """Return how all states have come."""
    with tempfile.TemporaryDirectory(prefix="penstock-smart-home-") as folder:
        broker = BenchBroker(name=name, folder=Path(folder) / "broker", homes=size.drawn())
        passwords = broker.prepare()
        broker.start()
        more = [Path(folder) / "server", size.homes, PER_HOME] if server == "intake" else []
        listener = Child(server, broker.port, size.total, *more)
        devices = Child("devices", broker.port, size.homes, PER_HOME, size.states, 0)
        try:
            listener.tell(passwords["penstock"])
            listener.hear()
            devices.tell(json.dumps(passwords))
            devices.hear()
            if server == "intake":
                # How devices introduce themselves is no state, and takes longer.
                listener.hear()
            used_s = listener.used_s
            devices.tell("speak")
            began_s: float = devices.hear()["began_s"]
            ended_s: float = listener.hear()["ended_s"]
            used_s = listener.used_s - used_s
        finally:
            devices.end()
            listener.end()
            broker.end()
    rate = size.total / (ended_s - began_s)
    return Passed(rate=rate, used_us=1e6 * used_s / size.total)
