"""Programs that a benchmark talks to by lines of JSON."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.common.environments import ROOT, variables
from benchmarks.smart_home.brokers import PATIENCE_S

CHILDREN = "benchmarks.smart_home.children"


class Child:
    """A module of `children/`, running.

    Args:
        name: The module's.
        arguments: What it is called with.
    """

    def __init__(self, name: str, *arguments: object) -> None:
        self._name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{CHILDREN}.{name}", *map(str, arguments)],
            cwd=ROOT,
            env=variables(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def used_s(self) -> float:
        """What it has used of processors so far. [s]"""
        said = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(") ")[2]
        return sum(map(int, said.split()[11:13])) / os.sysconf("SC_CLK_TCK")

    def tell(self, line: str) -> None:
        """Send it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """Wait for its next line.

        Raises:
            RuntimeError: It has ended instead.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._name} ended with {self._process.wait(PATIENCE_S)}.")
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop or kill it, and wait until it is gone."""
        if self._process.poll() is None:
            self._process.send_signal(how)
        self._process.wait(PATIENCE_S)
