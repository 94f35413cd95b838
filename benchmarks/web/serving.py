"""The server that is measured: `penstock serve` as anybody starts it, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common.environments import ROOT, variables
from benchmarks.common.measuring import FailedRunError
from benchmarks.web import making
from benchmarks.web.making import Made
from penstock.app.loading import reference_company

START_S = 60.0
STOP_S = 30.0
_SERVING = re.compile(r"http://127\.0\.0\.1:([0-9]+)/")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs.

    Args:
        process: Its process.
        port: Where it listens, on this machine.
    """

    process: subprocess.Popen[str]
    port: int

    @property
    def memory_mib(self) -> float:
        """Return what it holds in memory that is its own or shared, as the kernel counts it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        (kib,) = re.findall(r"^VmRSS:\s+([0-9]+) kB", status, re.MULTILINE)
        return int(kib) / 1024

    @property
    def with_others_mib(self) -> float:
        """Return what it and the processes that it began hold, each shared page counted once."""
        return sum(map(_proportional_kib, _family(self.process.pid))) / 1024

    @property
    def cpu_s(self) -> float:
        """Return what it has used of all processors so far, with what it has started."""
        said = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(") ")[2]
        ticks = sum(map(int, said.split()[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> float:
        """Tell it to stop, as Ctrl-C does, and return how long it took. [s]"""
        begun = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(STOP_S)
        return time.perf_counter() - begun


@contextmanager
def serving(store: Made) -> Iterator[Server]:
    """Serve the reference company with a store's cases while the block runs."""
    log = making.FOLDER / "server.log"
    command = [sys.executable, "-m", "penstock.cli.main", "serve", str(reference_company())]
    command += ["--port", "0", "--database", store.address]
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen(
            command, cwd=ROOT, env=variables(), stdout=subprocess.PIPE, stderr=told, text=True
        ) as process,
    ):
        try:
            yield Server(process, _port(process, command, log))
        finally:
            process.kill()


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that it, or one of those, has begun."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text("utf-8").split():
            yield from _family(int(child))


def _proportional_kib(process: int) -> int:
    # One that has ended meanwhile holds nothing.
    with suppress(OSError):
        said = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
        return int(re.findall(r"^Pss:\s+([0-9]+) kB", said, re.MULTILINE)[0])
    return 0


def _port(process: "subprocess.Popen[str]", command: list[str], log: Path) -> int:
    assert process.stdout is not None, "it is read"
    os.set_blocking(process.stdout.fileno(), False)
    said, until = "", time.monotonic() + START_S
    while time.monotonic() < until and process.poll() is None:
        said += process.stdout.readline()
        if found := _SERVING.search(said):
            return int(found[1])
        time.sleep(0.05)
    output = f"{said}{log.read_text('utf-8')}"
    raise FailedRunError(command, code=process.poll() or 0, output=output)
