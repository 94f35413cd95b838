"""Lets clients run side by side and kills them, one after the other, at random moments.

    python -m tests.chaos.herd ADDRESS FOLDER --kills N --seed N [--fault NAME]

The clients are forked from here, where all is imported: a start that takes a second each would
leave little time for the work that a kill has to hit.
"""

import argparse
import os
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random

from penstock.store import open_store
from tests.chaos import client, faults

LONGEST_S = 0.08
# Some are killed while they start; the others have been answered once before.
KILLED_AT_START = 0.2
PATIENCE_S = 0.5


@dataclass
class Herd:
    """Clients that run, by their process's number."""

    address: str
    folder: Path
    seed: int
    generation: int = 0

    def start(self) -> int:
        """Start a client, and return its process's number."""
        self.generation += 1
        process = os.fork()
        if process:
            return process
        try:
            file = self.folder / f"{self.generation:06}.answered"
            client.main(self.address, self.seed, self.generation, file)
        except BaseException:
            said = self.folder / f"{self.generation:06}.error"
            said.write_text(traceback.format_exc(), encoding="utf-8")
        os._exit(1)

    def run(self, *, kills: int, at_once: int) -> None:
        """Kill as many clients, the oldest first; others go on meanwhile."""
        chance = Random(self.seed)  # a seed has to bring the same again
        running = [self.start() for _ in range(at_once)]
        for killed in range(kills):
            if chance.random() > KILLED_AT_START:
                self._wait_for_an_answer(killed + 1)
            time.sleep(chance.uniform(0, LONGEST_S))
            self._kill(running.pop(0))
            running.append(self.start())
        for process in running:
            self._kill(process)

    def _wait_for_an_answer(self, generation: int) -> None:
        answered = self.folder / f"{generation:06}.answered"
        said = self.folder / f"{generation:06}.error"
        patience = time.monotonic() + PATIENCE_S
        while time.monotonic() < patience and not said.exists():
            if answered.exists() and answered.stat().st_size:
                return
            time.sleep(0.005)

    def _kill(self, process: int) -> None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--fault", default="")
    given = parser.parse_args()
    if given.fault:
        faults.plant(given.fault)
    # What a database needs is imported before the first fork; no connection is left open.
    open_store(given.address).close()
    Herd(given.address, given.folder, given.seed).run(kills=given.kills, at_once=given.at_once)


if __name__ == "__main__":
    main()
