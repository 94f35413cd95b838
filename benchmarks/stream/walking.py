"""Cases from inquiry to signed contract: how many a minute, and what share of the time is science.

People's part is done by one program, in between; workers do the stages that have code. SQLite takes
one worker, PostgreSQL two. Every customer has a use and a roof of their own; every second wants a
battery.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.common.goals import Figure
from benchmarks.delivery.places import Kind, fresh, server_version
from benchmarks.stream.crews import Spent, worked
from benchmarks.stream.households import begin, contract, survey
from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.loading import reference_company

CASES = int(os.environ.get("PENSTOCK_BENCH_CASES", "1000"))
GOAL_SHARE = 0.7
WORKERS: dict[Kind, int] = {"sqlite": 1, "postgresql": 2}


class Walked(NamedTuple):
    """What walking some cases took: seconds on the wall, and seconds of processors."""

    wall_s: float
    spent: Spent


def figures(count: int = CASES) -> Iterator[Figure]:
    """Yield the figures of both databases; PostgreSQL only where one answers."""
    for kind, workers in WORKERS.items():
        if kind == "postgresql" and not server_version():
            continue
        found = walked(kind, count=count, workers=workers)
        who = "two workers" if workers > 1 else "one worker"
        yield Figure(
            name=f"{kind}: {count:,} cases from inquiry to contract, {who}, a minute",
            value=60 * count / found.wall_s,
            unit="",
        )
        yield Figure(name="  on the wall", value=found.wall_s, unit="s")
        yield Figure(name="  of all processors", value=found.spent.cpu_s, unit="s")
        yield Figure(
            name="  share of these that is science",
            value=found.spent.science_s / found.spent.cpu_s,
            unit="x",
            at_least=GOAL_SHARE,
        )


def walked(kind: Kind, *, count: int, workers: int) -> Walked:
    """Return what it takes to bring cases from inquiry to contract."""
    folder = reference_company()
    with fresh(kind) as address, TemporaryDirectory() as keys:
        # On a server, whoever seals the audit log has to say where its key is.
        os.environ["PENSTOCK_AUDIT_KEY"] = str(Path(keys) / "audit.key")
        _make_key(address, folder)
        spent, begun = Spent(), perf_counter()
        spent += _people(address, folder, count, "begin")
        spent += worked(address, folder, count=workers)
        spent += _people(address, folder, count, "survey")
        spent += worked(address, folder, count=workers)
        spent += _people(address, folder, count, "contract")
        wall_s = perf_counter() - begun
        _require_contracts(address, folder, count)
    return Walked(wall_s, spent)


def _make_key(address: str, folder: Path) -> None:
    """Make the key before two workers would make it at once."""
    with opened(address, folder=folder, create=True) as cases:
        cases.clearance("worker")


def _people(address: str, folder: Path, count: int, what: str) -> Spent:
    begun = process_time()
    with opened(address, folder=folder, create=True) as cases:
        for number in range(count):
            _one(cases, number, what)
    return Spent(cpu_s=process_time() - begun)


def _one(cases: Cases, number: int, what: str) -> None:
    case_id = f"B-{number:05}"
    if what == "begin":
        begin(cases, number)
    elif what == "survey":
        survey(cases, case_id, number)
    else:
        contract(cases, case_id)


def _require_contracts(address: str, folder: Path, count: int) -> None:
    with opened(address, folder=folder) as cases:
        ids = [f"B-{number:05}" for number in range(count)]
        missing = [each for each in ids if not cases.case(each).has("Signed contract")]
    if missing:
        raise RuntimeError(f"{len(missing)} of {count} cases have no contract: {missing[:5]}.")
