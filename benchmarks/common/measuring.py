"""CPU seconds of a program and of all programs it starts."""

import os
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedRunError(Exception):
    """A measured program failed, so that its time says nothing."""

    def __init__(self, command: Sequence[str], *, code: int, output: str) -> None:
        self.command = tuple(command)
        self.code = code
        self.output = output
        super().__init__(f"{' '.join(command)} ended with exit code {code}:\n{output.strip()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a program took and said; `cpu_s` is user and system time."""

    cpu_s: float
    code: int
    output: str


def run(command: Sequence[str], *, folder: Path, variables: Mapping[str, str]) -> Run:
    """Run a program to its end, and count what it and its descendants used."""
    with tempfile.TemporaryFile() as sink:
        process = subprocess.Popen(
            command, cwd=folder, env=dict(variables), stdout=sink, stderr=subprocess.STDOUT
        )
        # The kernel adds the children that a process has waited for to its own use.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        sink.seek(0)
        output = sink.read().decode(errors="replace")
    return Run(cpu_s=used.ru_utime + used.ru_stime, code=process.returncode, output=output)


def measured(command: Sequence[str], *, folder: Path, variables: Mapping[str, str]) -> Run:
    """Run a program that has to succeed.

    Raises:
        FailedRunError: It did not.
    """
    done = run(command, folder=folder, variables=variables)
    if done.code != 0:
        raise FailedRunError(command, code=done.code, output=done.output)
    return done


def median(seconds: Sequence[float]) -> float:
    """Return the median of several runs."""
    return statistics.median(seconds)
