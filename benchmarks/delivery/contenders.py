"""Who takes turns: each with a database of its own, its programs, and the proof of its work."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.common.environments import PeerEnvironment
from benchmarks.delivery import proofs
from benchmarks.delivery.places import Kind
from benchmarks.delivery.turns import Command, module

DBOS = PeerEnvironment(benchmark="delivery", name="dbos")
PROCRASTINATE = PeerEnvironment(benchmark="delivery", name="procrastinate")
SPIFF = PeerEnvironment(benchmark="delivery", name="spiffworkflow")
CLIENTS = 64
AT_ONCE = 20
# All 64 begin at once with the slowest of their commands; a percentile has to see past that.
CASES_A_CLIENT = 10
# As many rows for a case as a peer has steps: a turn of raw inserts is short.
_ROWS_PER_CASE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A way to do the work.

    Args:
        name: What the table calls it.
        kind: The database that it works on.
        queue: What fills the database before the clock starts; nothing where that is timed, too.
        programs: What is timed.
        prove: Proves the work on a database for so many cases, and returns the transitions.
        queued: How many transitions of a case were done before the clock started.
        per_case: How many transitions a case has, of those that are timed; 0 for raw rows.
        at_least: The fewest cases that give everybody something to do.
    """

    name: str
    kind: Kind
    queue: Callable[[str, int], Sequence[Command]] = lambda _address, _cases: ()
    programs: Callable[[str, int], Sequence[Command]]
    prove: Callable[[str, int], int]
    queued: int = 0
    per_case: int = 0
    at_least: int = 1


def _here(program: str, *words: object) -> Command:
    return [sys.executable, "-m", module(program), *map(str, words)]


def _there(peer: PeerEnvironment, program: str, *words: object) -> Command:
    return [peer.program("python"), "-m", module(program), *map(str, words)]


def raw(kind: Kind, *, processes: int, size: int) -> Contender:
    """Return who inserts rows of a size, and does nothing else."""

    def programs(address: str, cases: int) -> list[Command]:
        rows = cases * _ROWS_PER_CASE // processes
        return [_here("raw_inserts", address, rows, size)] * processes

    def prove(address: str, cases: int) -> int:
        return proofs.rows(address, cases * _ROWS_PER_CASE // processes * processes)

    name = f"raw inserts, {_WORDS[kind]}, {_processes(processes)}"
    return Contender(name=name, kind=kind, programs=programs, prove=prove)


def clients(kind: Kind, *, count: int, way: str = "handle") -> Contender:
    """Return clients that hand in every command of their cases."""
    words = "1 client" if count == 1 else f"{count} clients"
    through = " through the use cases" if way == "use-cases" else ""
    return Contender(
        name=f"Penstock, {_WORDS[kind]}, {words}{through}",
        kind=kind,
        programs=lambda address, cases: [_here("clients", address, cases, count, way)],
        prove=proofs.our_cases,
        per_case=15,
        at_least=1 if count == 1 else CASES_A_CLIENT * count,
    )


def workers(kind: Kind, *, processes: int, at_once: int) -> Contender:
    """Return the product's workers on a queue of opened cases."""
    return Contender(
        name=f"Penstock, {_WORDS[kind]}, queue, {_processes(processes)}, {at_once} at once",
        kind=kind,
        queue=lambda address, cases: [_here("opened_cases", address, cases)],
        programs=lambda address, _cases: [
            _here("workers", address, f"worker-{number}", at_once) for number in range(processes)
        ],
        prove=proofs.our_cases,
        queued=1,
        per_case=14,
    )


def dbos(*, at_once: int) -> Contender:
    """Return DBOS's workers on a queue of workflows."""

    def program(part: str, address: str, cases: int) -> Command:
        return _there(DBOS, "dbos_cases", address, part, cases, at_once)

    return Contender(
        name=f"DBOS queue, 2 processes, {at_once} at once",
        kind="postgresql",
        queue=lambda address, cases: [program("queue", address, cases)],
        programs=lambda address, cases: [program("work", address, cases)] * 2,
        prove=proofs.dbos,
        per_case=7,
    )


def procrastinate(*, at_once: int) -> Contender:
    """Return procrastinate's workers on a queue of jobs that queue the next."""

    def program(part: str, address: str, cases: int) -> Command:
        return _there(PROCRASTINATE, "procrastinate_cases", address, part, cases, at_once)

    return Contender(
        name=f"procrastinate, 2 processes, {at_once} at once",
        kind="postgresql",
        queue=lambda address, cases: [program("queue", address, cases)],
        programs=lambda address, cases: [program("work", address, cases)] * 2,
        prove=proofs.procrastinate,
        per_case=7,
    )


def spiff(kind: Kind) -> Contender:
    """Return SpiffWorkflow with its state kept after each task."""
    return Contender(
        name=f"SpiffWorkflow, {_WORDS[kind]}",
        kind=kind,
        programs=lambda address, cases: [_there(SPIFF, "spiff_cases", address, cases)],
        prove=proofs.spiff,
        per_case=8,
    )


_WORDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"
