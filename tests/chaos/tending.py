"""Kills `penstock devices listen` and `penstock devices tend` amid what they do for homes.

    python -m tests.chaos.tending ADDRESS FOLDER BROKER --kills N --seed N [--fault NAME]

Programs are forked from here, where all is imported; they sort what comes, and go round, ten times
a second. The last one is left alone, until somebody makes the file `enough`.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from penstock.app.cases import Cases
from penstock.app.devices.broker.permits import SERVER
from penstock.app.devices.intake import opening
from penstock.app.devices.rounds import tending as _rounds  # noqa: F401  # before the first fork
from penstock.app.loading import reference_company
from penstock.app.telemetry.broker import PASSWORD
from penstock.cli.main import main as penstock
from penstock.store import open_store
from penstock.store.devices import SqlDevices
from tests.brokers import OwnBroker, until
from tests.chaos.killing import ROOT
from tests.chaos.mortal import LAST_MOMENT, Mortal
from tests.chaos.town import DEVICES, Town, drawn
from tests.chaos.verdict import Verdict
from tests.played_homes import playing

HOMES, KILLS_A_TOWN = 3, 12
EVERY_S = 0.1
LONGEST_S, PATIENCE_S, CALM_STATES = 0.6, 30.0, 10
A_KILL_S = 5.0
# Some are killed while they start; the others listen by then.
KILLED_AT_START = 0.2
# Some die by themselves between two things that they keep, if they get there in time.
DIE_BY_THEMSELVES, PATIENT_S = 0.7, 2.0
FAULTS = ("told-apart",)


@dataclass
class Herd:
    """Programs that look after homes, one after the other, and who helps them.

    Args:
        address: The database.
        folder: Where they keep what comes, and say what they do.
        broker: The broker.
        seed: Of the moments at which they are killed.
    """

    address: str
    folder: Path
    broker: str
    seed: int
    generation: int = 0
    amid: int = 0

    def run(self, *, kills: int) -> None:
        """Kill as many that listen, each beside one that goes round once; end the last in order."""
        chance = Random(self.seed)  # a seed has to bring the same again
        for _ in range(kills):
            dies_by_itself = chance.random() < DIE_BY_THEMSELVES
            moments = [chance.randint(1, LAST_MOMENT) * dies_by_itself for _ in range(2)]
            listening, helping = self.listen(dies_at=moments[0]), self.tend(dies_at=moments[1])
            if chance.random() > KILLED_AT_START:
                self._wait_until_it_listens(listening)
            self._wait(chance.uniform(0, LONGEST_S) + PATIENT_S * dies_by_itself, listening)
            for each in (listening, helping):
                self._kill(each)
        (self.folder / "amid").write_text(str(self.amid))
        last = self.listen()
        while not (self.folder / "enough").exists():
            time.sleep(EVERY_S)
        os.kill(last, signal.SIGTERM)
        os.waitpid(last, 0)

    def listen(self, *, dies_at: int = 0) -> int:
        """Begin to listen, and return the number of the process."""
        every = ["--tend-every", str(EVERY_S)]
        words = ["listen", self.broker, "--into", str(self.folder / "in"), *every]
        return self._begin(words, dies_at=dies_at)

    def tend(self, *, dies_at: int) -> int:
        """Begin to go round once, and return the number of the process."""
        return self._begin(["tend"], dies_at=dies_at)

    def _begin(self, words: list[str], *, dies_at: int) -> int:
        self.generation += 1
        process = os.fork()
        if process:
            return process
        name = f"{self.generation:06}-{words[0]}"
        try:
            said = os.open(self.folder / f"{name}.said", os.O_CREAT | os.O_WRONLY)
            os.dup2(said, 1)
            os.dup2(said, 2)
            Mortal(dies_at, everywhere=words == ["tend"]).plant()
            documents = ["--in", str(reference_company())]
            penstock(["devices", *words, "--database", self.address, *documents])
        except SystemExit as ended:
            if ended.code:
                (self.folder / f"{name}.error").write_text(f"it ended with {ended.code}")
        except BaseException:
            (self.folder / f"{name}.error").write_text(traceback.format_exc(), encoding="utf-8")
        os._exit(0)

    def _wait_until_it_listens(self, process: int) -> None:
        said = self.folder / f"{self.generation - 1:06}-listen.said"
        until(
            lambda: _is_over(process) or (said.exists() and b"Listening to" in said.read_bytes()),
            "a program that listens",
        )

    def _wait(self, longest_s: float, process: int) -> None:
        end = time.monotonic() + longest_s
        while time.monotonic() < end and not _is_over(process):
            time.sleep(0.01)

    def _kill(self, process: int) -> None:
        self.amid += _is_over(process, by=signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _is_over(process: int, *, by: int | None = None) -> bool:
    """Tell whether a process has ended that nobody has asked for yet, by a signal or by any."""
    found = os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return found is not None and by in {None, found.si_status}


def tended(address: str, folder: Path, *, kills: int, seed: int, fault: str = "") -> Verdict:
    """Let programs look after homes, kill them, and judge what is there when all is done."""
    town = Town(address, drawn(HOMES))
    place = folder / "broker"
    place.mkdir()
    broker = OwnBroker(folder=place, homes={each.name: tuple(DEVICES) for each in town.homes})
    broker.start()
    secrets = {
        PASSWORD: broker.passwords[SERVER],
        "PENSTOCK_AUDIT_KEY": str(folder / "audit-key"),
        "PENSTOCK_BLOBS": str(folder / "blobs"),
    }
    try:
        with _surrounded(secrets):
            town.build()
            command = [sys.executable, "-m", "tests.chaos.tending", address, str(folder)]
            command += [f"mqtt://{SERVER}@127.0.0.1:{broker.port}"]
            command += [f"--kills={kills}", f"--seed={seed}", f"--fault={fault}"]
            herd = subprocess.Popen(command, cwd=ROOT)
            with playing(broker, town.played()):
                with town.looked_at() as cases:
                    late = _late(town, cases, herd, kills)
                (folder / "enough").touch()
                herd.wait(PATIENCE_S)
            verdict = town.judged(kills=kills)
    finally:
        broker.stop()
    verdict.left = int((folder / "amid").read_text())
    verdict.wrong += late
    verdict.wrong += [f"{each.stem}: {each.read_text()}" for each in folder.glob("*.error")]
    return verdict


def _late(town: Town, cases: Cases, herd: "subprocess.Popen[bytes]", kills: int) -> list[str]:
    """Wait until all is done, and then whether anything is said again; return what is wrong."""
    end = time.monotonic() + PATIENCE_S + kills * A_KILL_S
    while left := town.left(cases):
        if time.monotonic() > end or herd.poll() is not None:
            return [f"not done: {left}"]
        time.sleep(EVERY_S)
    told, later = town.heard.total(), town.numbers(cases) + CALM_STATES
    while town.numbers(cases) < later and time.monotonic() < end:
        time.sleep(EVERY_S)
    more = town.heard.total() - told
    return [f"{more} commands came when all was done"] if more else []


@contextmanager
def _surrounded(by: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(by)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _hasten() -> None:
    """Let what comes be sorted ten times a second, so that a kill hits something."""
    usual = opening.intake_from

    def hastened(*words: Any, **more: Any) -> opening.Intake:
        return replace(usual(*words, **more), every_s=EVERY_S)

    opening.intake_from = hastened


def _tell_apart() -> None:
    """Plant a fault: what is kept together is kept one after the other, the last first."""
    together = SqlDevices.keep

    def apart(self: SqlDevices, *entries: Any) -> None:
        for each in reversed(entries):
            together(self, each)
            time.sleep(0.02)

    SqlDevices.keep = apart  # type: ignore[method-assign]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("broker")
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--fault", choices=["", *FAULTS], default="")
    given = parser.parse_args()
    _hasten()
    if given.fault:
        _tell_apart()
    # What a program needs is imported before the first fork; no connection is left open.
    open_store(given.address).close()
    Herd(given.address, given.folder, given.broker, given.seed).run(kills=given.kills)


if __name__ == "__main__":
    main()
