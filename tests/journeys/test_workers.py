"""Workers as processes: stopped, killed and begun again in the middle of their work."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from penstock.app.cases.opening import opened
from penstock.app.loading import reference_company
from penstock.delivery.case import Phase
from penstock.delivery.evolving import rebuilt
from penstock.delivery.ports import Wanted
from tests.conftest import miss
from tests.contract.places import SERVER, own_database
from tests.stream_packages import STAGES, write_package
from tests.unit.app.cases.bench import Bench

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")

CODE = STAGES.replace(
    "    lead =", "    import time; time.sleep(float(inquiry.power_kw))\n    lead ="
)
STAGE = "NCV-03.1"
SERVE = ("serve", str(reference_company()), "--port", "0")
SHORT, LONG = "0.1", "60"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment with a package installed that does the work of a stage."""
    installed = tmp_path_factory.mktemp("here") / "installed"
    write_package(installed, name="our_designs", stages=CODE)
    key = str(installed.with_name("audit-key"))
    return {**os.environ, "PYTHONPATH": str(installed), "PENSTOCK_AUDIT_KEY": key}


@pytest.fixture(autouse=True)
def ours(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests themselves record what the package knows."""
    monkeypatch.syspath_prepend(environment["PYTHONPATH"])


@pytest.fixture
def postgresql() -> Iterator[str]:
    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError as error:
        miss(f"no PostgreSQL answers at {SERVER} ({' '.join(str(error).split())})")
    with own_database(SERVER, f"penstock_workers_{os.getpid()}") as address:
        yield address


@dataclass
class Place:
    """Where cases are, and where the processes that work them run."""

    database: str
    folder: Path
    environment: dict[str, str]

    def fill(self, *, cases: int, seconds: str) -> None:
        """Open cases whose first stage a worker has to do."""
        with self.opened() as bench:
            for _ in range(cases):
                case_id = bench.open().case_id
                bench.attest_entry(case_id)
                inquiry = json.dumps({"power_kw": seconds}).encode()
                bench.cases.record(case_id, "Customer inquiry", inquiry, bench.by())
                bench.record(case_id, "Customer energy bills")

    @contextmanager
    def opened(self) -> Iterator[Bench]:
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with opened(self.database, create=True) as cases:
                yield Bench(replace(cases, bound=frozenset({STAGE})))
        finally:
            os.chdir(before)

    @contextmanager
    def running(self, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Run penstock on this database."""
        command = [sys.executable, "-m", "penstock.cli.main", *words, "--database", self.database]
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def work_off(self) -> str:
        """Do what is left, once all leases have run out."""
        if self.database.startswith("postgresql"):
            with psycopg.connect(self.database) as connection:
                connection.execute("update job set lease_until = now() - interval '1 s'")
        with self.running("worker", "--once") as process:
            said = process.communicate(timeout=60)[0]
        assert process.returncode == 0, said
        return said

    def worked(self) -> int:
        """Return how many cases have been worked."""
        with self.opened() as bench:
            cases = bench.cases.store.find(Wanted(limit=500))
        return sum(case.phase is Phase.WORKED for case in cases)

    def are_as_logged(self) -> bool:
        """Tell whether every case is as its log says."""
        with self.opened() as bench:
            store = bench.cases.store
            return all(
                rebuilt((each.event, each.stamp) for each in store.log(case.case_id)) == case
                for case in store.find(Wanted(limit=500))
            )


@pytest.fixture
def shared(postgresql: str, tmp_path: Path, environment: dict[str, str]) -> Place:
    return Place(postgresql, tmp_path, environment)


@pytest.fixture
def embedded(tmp_path: Path, environment: dict[str, str]) -> Place:
    return Place("sqlite:///cases.db", tmp_path, environment)


def _until(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.02)


def _workers_of(process: "subprocess.Popen[str]") -> list[int]:
    """Return the processes that a process has begun to work in."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    children = [
        int(each) for thread in threads for each in (thread / "children").read_text().split()
    ]
    return [each for each in children if b"spawn_main" in _command(each)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _jobs(place: Place, *, state: str) -> int:
    with psycopg.connect(place.database) as connection:
        row = connection.execute("select count(*) from job where state = %s", [state]).fetchone()
    return row[0] if row else 0


def _none_is_there(workers: list[int]) -> bool:
    return not any(map(_command, workers))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("worker", "--workers", "2"), signal.SIGTERM),
        ((*SERVE, "--workers", "2"), signal.SIGINT),
    ],
)
def test_workers_that_are_stopped_under_load_leave_nothing_half_done(
    shared: Place, words: tuple[str, ...], number: signal.Signals
) -> None:
    shared.fill(cases=16, seconds=SHORT)
    with shared.running(*words) as process:
        _until(lambda: shared.worked() > 1)
        workers = _workers_of(process)
        process.send_signal(number)
        said = process.communicate(timeout=20)[0]
    done, left = shared.worked(), _jobs(shared, state="ready")

    assert (process.returncode, len(workers)) == (0, 2), said
    assert "2 workers for postgresql://" in said
    assert _none_is_there(workers)
    assert _jobs(shared, state="running") == 0
    assert done + left == 16
    shared.work_off()
    assert (shared.worked(), shared.are_as_logged()) == (16, True)


@pytest.mark.parametrize("words", [("worker", "--workers", "2"), SERVE])
def test_cases_go_on_after_a_kill_and_a_restart(shared: Place, words: tuple[str, ...]) -> None:
    shared.fill(cases=12, seconds=SHORT)
    with shared.running(*words) as process:
        _until(lambda: shared.worked() > 1)
        workers = _workers_of(process)
        process.kill()
        process.communicate(timeout=10)
    # Whoever was begun by the one that died ends by itself.
    _until(lambda: _none_is_there(workers), seconds=10)

    shared.work_off()

    assert (shared.worked(), shared.are_as_logged()) == (12, True)


def test_a_worker_that_dies_is_begun_anew(shared: Place) -> None:
    shared.fill(cases=2, seconds=LONG)
    with shared.running("worker", "--workers", "2") as process:
        assert process.stdout is not None
        process.stdout.readline()
        _until(lambda: _jobs(shared, state="running") == 2)
        first, other = _workers_of(process)
        os.kill(first, signal.SIGKILL)

        assert "A worker was ended by signal 9; its jobs go to others" in process.stdout.readline()
        _until(lambda: len(_workers_of(process)) == 2)
        assert other in _workers_of(process)


def test_a_long_job_is_given_back_when_the_worker_is_stopped(embedded: Place) -> None:
    embedded.fill(cases=1, seconds=LONG)
    with embedded.running("worker") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(1)
        began = time.monotonic()
        process.terminate()
        said = process.communicate(timeout=12)[0]
    took_s = time.monotonic() - began

    assert (process.returncode, took_s < 9) == (0, True)
    assert "Stopped after 1 job." in said
    with embedded.opened() as bench:
        now = bench.cases.now()
        (lease,) = bench.cases.store.claim(worker="w", now=now, until=now, limit=9)
    assert lease.job.attempt == 0


def test_a_second_signal_ends_a_long_job_at_once(embedded: Place) -> None:
    embedded.fill(cases=1, seconds=LONG)
    with embedded.running("worker") as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(1)
        process.terminate()
        time.sleep(0.3)
        process.terminate()

        assert process.wait(timeout=3) == -signal.SIGTERM


def test_a_site_works_the_cases_of_a_database_that_appears_beside_it(
    embedded: Place, environment: dict[str, str]
) -> None:
    command = [sys.executable, "-u", "-m", "penstock.cli.main", *SERVE]
    with subprocess.Popen(
        command, cwd=embedded.folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            time.sleep(1)
            assert list(embedded.folder.iterdir()) == []
            there = replace(embedded, database="sqlite:///penstock.db")
            there.fill(cases=3, seconds=SHORT)
            _until(lambda: there.worked() == 3)
            process.terminate()
            said = process.communicate(timeout=12)[1]
        finally:
            process.kill()

    assert re.search(r"One worker for sqlite:///penstock.db. Stages with code: NCV-03.1.", said)
    assert process.returncode == 0
