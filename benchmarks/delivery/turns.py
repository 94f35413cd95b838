"""One turn of one contender: its programs make themselves ready, begin together, and are timed."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.common.environments import ROOT, variables
from benchmarks.common.measuring import FailedRunError

Command = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How long the slowest program took, and what each of them said."""

    seconds: float
    said: tuple[dict[str, float], ...]


def run(commands: Sequence[Command]) -> Turn:
    """Let programs begin at the same moment, and wait until all have done their work.

    Raises:
        FailedRunError: One of them failed.
    """
    with ExitStack() as stack:
        programs = [stack.enter_context(_program(command)) for command in commands]
        for program in programs:
            program.expect_ready()
        begun = time.perf_counter()
        for program in programs:
            program.begin()
        lines = [program.line() for program in programs]
        seconds = time.perf_counter() - begun
    return Turn(seconds=seconds, said=tuple(json.loads(line) for line in lines))


@dataclass(frozen=True, kw_only=True)
class _Program:
    command: Command
    process: "subprocess.Popen[str]"
    errors: IO[str]

    def expect_ready(self) -> None:
        if self.line() != "ready":
            raise self._failed()

    def begin(self) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write("go\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self._failed() from None

    def line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line:
            raise self._failed()
        return line

    def require_success(self) -> None:
        if self.process.wait() != 0:
            raise self._failed()

    def _failed(self) -> FailedRunError:
        code = self.process.wait()
        self.errors.seek(0)
        return FailedRunError(self.command, code=code, output=self.errors.read())


@contextmanager
def _program(command: Command) -> Iterator[_Program]:
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        program = _Program(command=command, process=process, errors=errors)
        try:
            yield program
            program.require_success()
        finally:
            process.kill()
            process.communicate()


def module(name: str) -> str:
    """Return what Python's -m is told, to run one of the measured programs."""
    return f"benchmarks.{Path(__file__).parent.name}.children.{name}"
