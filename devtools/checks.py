"""The checks that read the code without running it; all of them speak, whatever the first says."""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from devtools.environment import Environment

# The slowest first: two run at a time.
CHECKS = {
    "types": ("-m", "mypy"),
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "lint": ("-m", "ruff", "check", "--quiet", "--output-format=concise", "."),
    "imports": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    "spelling": ("-m", "codespell_lib"),
    "dependencies": ("-m", "deptry", "--no-ansi", "src"),
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What one check said, and how long it took."""

    name: str
    passed: bool
    output: str
    seconds: float

    def __str__(self) -> str:
        word = "ok" if self.passed else "failed"
        line = f"{self.name:<14}{word:<8}{self.seconds:5.1f} s"
        return line if self.passed else f"{line}\n{self.output.rstrip()}"


def run(environment: Environment, *, chosen: Sequence[str] = ()) -> int:
    """Run all checks, or the chosen ones; print a line for each and return the exit code."""
    unknown = sorted(set(chosen) - set(CHECKS))
    if unknown:
        print(f"There is no check {', '.join(unknown)}. There are: {', '.join(CHECKS)}.")
        return 2
    names = [name for name in CHECKS if name in (chosen or CHECKS)]
    passed = True
    with ThreadPoolExecutor(max_workers=2) as threads:
        for verdict in threads.map(lambda name: judge(environment, name), names):
            print(verdict, flush=True)
            passed &= verdict.passed
    return 0 if passed else 1


def judge(environment: Environment, name: str) -> Verdict:
    """Run one check."""
    started = time.perf_counter()
    done = subprocess.run(
        [str(environment.python), *CHECKS[name]],
        cwd=environment.root,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    return Verdict(name=name, passed=done.returncode == 0, output=done.stdout, seconds=seconds)
