"""Cases from inquiry to signed contract: how many a minute, and how much of that is science.

Science is processor time inside `penstock.engineering` and its libraries, sampled as it is spent.
People's part is done by one program, in between; workers do the stages that have code. SQLite takes
one worker, PostgreSQL two. Every customer has a use and a roof of their own; every second wants a
battery.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.common.goals import Figure
from benchmarks.delivery.places import Kind, fresh, server_version
from benchmarks.stream.crews import worked
from benchmarks.stream.households import begin, contract, survey
from benchmarks.stream.sampling import Spent, sampled
from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.loading import reference_company

GOAL_PERCENT = 70.0
WORKERS: dict[Kind, int] = {"sqlite": 1, "postgresql": 2}


class Walked(NamedTuple):
    """What walking some cases took: seconds on the wall, and seconds of processors."""

    wall_s: float
    spent: Spent


def figures(count: int) -> Iterator[Figure]:
    """Yield the figures of both databases; PostgreSQL only where one answers."""
    for kind, workers in WORKERS.items():
        if kind == "postgresql" and not server_version():
            continue
        name = f"{kind}: {count:,} cases from inquiry to contract, {_crew(workers)}, a minute"
        yield from _told(name, count, walked(kind, count=count, workers=workers))


def _crew(workers: int) -> str:
    return "two workers" if workers > 1 else "one worker"


def _told(name: str, count: int, found: Walked) -> Iterator[Figure]:
    spent = found.spent
    science, pages = (100 * each / spent.cpu_s for each in (spent.science_s, spent.pages_s))
    yield Figure(name=name, value=60 * count / found.wall_s, unit="")
    yield Figure(name="  on the wall", value=found.wall_s, unit="s")
    yield Figure(name="  of all processors", value=spent.cpu_s, unit="s")
    yield Figure(name="  of these in science", value=science, unit="%", at_least=GOAL_PERCENT)
    yield Figure(name="  of these in setting pages as PDF", value=pages, unit="%")


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
    found: list[Spent] = []
    with sampled(found), opened(address, folder=folder, create=True) as cases:
        for number in range(count):
            _one(cases, number, what)
    return found[0]


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
