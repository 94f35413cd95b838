"""Rounds of kills of `penstock serve` and `penstock worker` while people work the same cases."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import update

from penstock.delivery.case import Case
from penstock.store import open_store
from penstock.store.sql import SqlStore
from penstock.store.tables import JOB
from tests.chaos.customer import at_work
from tests.chaos.killing import ROOT
from tests.chaos.stream import written
from tests.chaos.verdict import Verdict, all_cases, judged
from tests.contract.places import Place, by_hand

PENSTOCK = [sys.executable, "-m", "penstock.cli.main"]
# Some are killed while they start; the others have begun to work.
KILLED_AT_START = 0.2
LONGEST_START_S = 1.0
LONGEST_WORK_S = 0.05
WORK_COMES_WITHIN_S = 2.0
PATIENCE_S = 60.0
PAST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Program:
    """A penstock that runs, in a group of processes of its own."""

    process: "subprocess.Popen[bytes]"
    work: Path
    said: Path

    def calls(self) -> int:
        """Return how often a stage's function was called."""
        return self.work.stat().st_size if self.work.exists() else 0

    def wait_for_work(self) -> None:
        """Wait until a function is called, or until it seems that others get all the work."""
        before, now = self.calls(), time.monotonic()
        starts_until, works_until = now + PATIENCE_S, now + WORK_COMES_WITHIN_S
        while time.monotonic() < min(starts_until, works_until) and self.calls() == before:
            if not self.is_up():
                works_until = time.monotonic() + WORK_COMES_WITHIN_S
            time.sleep(0.002)

    def is_up(self) -> bool:
        """Tell whether its worker has begun, or the program has ended."""
        return b"Stages with code" in self.said.read_bytes() or self.process.poll() is not None

    def last_words(self) -> str:
        """Return the last line it said."""
        return (self.said.read_text(encoding="utf-8").splitlines() or ["nothing"])[-1]


@dataclass
class House:
    """Where programs run that share a database."""

    address: str
    folder: Path
    fault: str = ""
    programs: int = 0
    left: int = 0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.documents, self.installed = written(self.folder)

    @property
    def environment(self) -> dict[str, str]:
        """Where the stream's package is installed, and the key file of the audit log."""
        key = str(self.folder / "audit-key")
        path = f"{self.installed}{os.pathsep}{ROOT}"
        return {**os.environ, "PYTHONPATH": path, "PENSTOCK_AUDIT_KEY": key}

    @property
    def calls(self) -> int:
        """How often the functions of stages were called."""
        return sum(file.stat().st_size for file in self.folder.glob("*.work"))

    def serve(self, *, workers: int) -> Program:
        """Begin to serve."""
        return self._begin("serve", str(self.documents), "--port", "0", "--workers", str(workers))

    def worker(self) -> Program:
        """Begin a worker of its own."""
        return self._begin("worker", "--in", str(self.documents))

    def kill(self, program: Program, *, which: str) -> None:
        """Kill all processes of a program, the first of them, or one that it has begun."""
        if program.process.poll() is not None:
            self.wrong.append(f"a program ended by itself: {program.last_words()}")
        children = _children(program.process.pid)
        if which == "a child" and children:
            os.kill(children[0], signal.SIGKILL)
            return
        if which == "the first":
            program.process.kill()
        else:
            os.killpg(program.process.pid, signal.SIGKILL)
        program.process.wait()
        self._require_none_is_left(program)

    def let_leases_run_out(self) -> None:
        """Let half a minute pass for the queue, and count whose death left work undone."""
        statement = update(JOB).where(JOB.c.lease_until.is_not(None)).values(lease_until=PAST)
        with by_hand(Place(self.address)) as connection:
            self.left += connection.execute(statement).rowcount > 0

    def _begin(self, *words: str) -> Program:
        self.programs += 1
        work, said = (self.folder / f"{self.programs:04}.{kind}" for kind in ("work", "said"))
        environment = {**self.environment, "CHAOS_WORK": str(work), "CHAOS_FAULT": self.fault}
        with said.open("wb") as output:
            process = subprocess.Popen(
                [*PENSTOCK, *words, "--database", self.address],
                cwd=self.folder,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return Program(process=process, work=work, said=said)

    def _require_none_is_left(self, program: Program) -> None:
        """Look whether what a program has begun ends with it."""
        end = time.monotonic() + PATIENCE_S / 6
        with suppress(ProcessLookupError):
            while time.monotonic() < end:
                os.killpg(program.process.pid, 0)
                time.sleep(0.02)
            os.killpg(program.process.pid, signal.SIGKILL)
            self.wrong.append("processes outlived the one that had begun them")


def served(
    address: str, folder: Path, *, kills: int, seed: int, fault: str = ""
) -> tuple[Verdict, House]:
    """Kill penstock serve and its workers, then leave the last one alone, and judge.

    Args:
        address: The database.
        folder: Where everything lies that is not in the database.
        kills: How often.
        seed: What people send, and when somebody dies.
        fault: What is wrong with the programs that are killed.
    """
    open_store(address).close()
    house = House(address=address, folder=folder, fault=fault)
    with _people(house, seed=seed):
        _kill_again_and_again(house, Random(seed), kills)  # a seed has to bring the same again
    house.wrong += _closed_by_the_last(house)
    with closing(open_store(address)) as store:
        assert isinstance(store, SqlStore)
        verdict = judged(store, folder)
    verdict.wrong += house.wrong
    return verdict, house


def _kill_again_and_again(house: House, chance: Random, kills: int) -> None:
    several = house.address.startswith("postgresql")
    running = {"serve": house.serve(workers=1)}
    if several:
        running["worker"] = house.worker()
    for _ in range(kills):
        name = "worker" if several and chance.random() < 0.2 else "serve"
        if chance.random() < KILLED_AT_START:
            time.sleep(chance.uniform(0, LONGEST_START_S))
        else:
            running[name].wait_for_work()
            time.sleep(chance.uniform(0, LONGEST_WORK_S))
        which = chance.choice(["all", "all", "the first", "a child"])
        house.kill(running[name], which=which)
        house.let_leases_run_out()
        if running[name].process.poll() is not None:
            workers = chance.choice([1, 2]) if several else 1
            running[name] = house.worker() if name == "worker" else house.serve(workers=workers)
    for program in running.values():
        house.kill(program, which="all")
    house.let_leases_run_out()


@contextmanager
def _people(house: House, *, seed: int) -> Iterator[None]:
    """Let somebody work cases in another process, in and out of order."""
    command = [sys.executable, "-m", "tests.chaos.customer", house.address, str(house.documents)]
    somebody = subprocess.Popen(
        [*command, str(seed), "SOL", str(house.folder)],
        cwd=ROOT,
        env={**house.environment, "CHAOS_WORK": os.devnull},
    )
    try:
        yield
        (house.folder / "stop").touch()
        somebody.wait(PATIENCE_S)
    finally:
        somebody.kill()
        somebody.wait()


def _closed_by_the_last(house: House) -> Iterator[str]:
    """Serve once more, do the part of people, and tell what is not closed then."""
    last = house.serve(workers=1)
    with at_work(house.address, house.documents, house.folder / "last.answered") as customer:
        end = time.monotonic() + PATIENCE_S
        while open_cases := list(_open(house.address)):
            for case in open_cases:
                customer.go_on(case.case_id)
            if time.monotonic() > end:
                break
    yield from (f"{case.case_id} is not closed: it is {case.phase}" for case in open_cases)
    last.process.terminate()
    if last.process.wait(PATIENCE_S) != 0:
        yield f"the last did not stop in order: {last.last_words()}"


def _open(address: str) -> Iterator[Case]:
    with closing(open_store(address)) as store:
        assert isinstance(store, SqlStore)
        yield from (case for case in all_cases(store) if not case.ended)


def _children(pid: int) -> list[int]:
    """Return the worker processes that a process has begun."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(each) for each in task.read_text(encoding="utf-8").split()]
    return [each for each in found if b"spawn_main" in _command(each)]


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
