"""The commands of dev.py."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools import benchmarks, checks, locks
from devtools.environment import Environment, ensure
from devtools.installation import InstallationError

_PLENTY = 8 << 30


@dataclass(frozen=True, kw_only=True)
class Command:
    """A word after dev.py, and what it does with the words after it."""

    usage: str
    sentence: str
    run: Callable[[Environment, Sequence[str]], int]


def main(arguments: Sequence[str], environment: Environment | None = None) -> int:
    """Run the command that the arguments name, and return the exit code."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(manual())
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"dev.py has no command {arguments[0]!r}.\n\n{manual()}", file=sys.stderr)
        return 2
    try:
        return command.run(environment or Environment(), arguments[1:])
    except InstallationError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from here.", file=sys.stderr)
        return 130


def manual() -> str:
    """Return the list of commands."""
    lines = [f"  {command.usage:<24}{command.sentence}" for command in COMMANDS.values()]
    return "\n".join(["Usage: python3 dev.py COMMAND. It sets up .venv itself.", "", *lines])


def _setup(environment: Environment, _rest: Sequence[str]) -> int:
    made = ensure(environment, lock="dev")
    print(".venv is ready." if made else ".venv is up to date.")
    return 0


def _demo(environment: Environment, rest: Sequence[str]) -> int:
    started = time.time()
    made = ensure(environment, lock="runtime")
    # The demo prints how long its first page took, installation included.
    variables = {"PENSTOCK_DEMO_STARTED": f"{started:.3f}"} | (
        {"PENSTOCK_DEMO_COLD": "1"} if made else {}
    )
    return _become(environment, ["-m", "penstock.cli.main", "demo", *rest], variables)


def _test(environment: Environment, rest: Sequence[str]) -> int:
    ensure(environment, lock="dev")
    # Workers pay off for the whole suite; a few chosen tests start sooner without. Who is done
    # takes from the others, so that none is left alone with the long ones.
    chosen = rest or ["--numprocesses=auto", "--maxprocesses=8", "--dist=worksteal"]
    return _become(environment, ["-m", "pytest", *chosen], _quick_folder())


def _check(environment: Environment, rest: Sequence[str]) -> int:
    ensure(environment, lock="dev")
    return checks.run(environment, chosen=rest)


def _bench(environment: Environment, rest: Sequence[str]) -> int:
    names = benchmarks.names(environment.root)
    if not rest or rest[0] not in names:
        print("Name a benchmark. There are:", ", ".join(names) or "none yet")
        return 2 if rest else 0
    ensure(environment, lock="dev")
    return _become(environment, ["-m", benchmarks.module(rest[0]), *rest[1:]], {})


def _chaos(environment: Environment, rest: Sequence[str]) -> int:
    ensure(environment, lock="dev")
    return _become(environment, ["-m", "tests.chaos.run", *rest], {})


def _screens(environment: Environment, rest: Sequence[str]) -> int:
    ensure(environment, lock="dev")
    return _become(environment, ["-m", "tests.screens", *rest], {})


def _laws(environment: Environment, rest: Sequence[str]) -> int:
    logs = rest[0] if rest else "1000"
    if not logs.isdecimal() or int(logs) < 1:
        print(f"{logs!r} is no number of logs. Try: python3 dev.py laws 1000", file=sys.stderr)
        return 2
    ensure(environment, lock="dev")
    arguments = ["-m", "pytest", "-q", "tests/unit/measurement/metrics/test_laws.py"]
    return _become(environment, arguments, {"PENSTOCK_METRIC_EXAMPLES": logs})


def _lock(environment: Environment, rest: Sequence[str]) -> int:
    ensure(environment, lock="dev")
    locks.resolve(environment, upgrade="--upgrade" in rest)
    return 0


def _inherited(environment: Environment) -> dict[str, str]:
    """Return the variables of this process, and that what is compiled is kept beside the packages.

    The demo and the tests begin many programs, and each would compile all of its modules anew
    where nothing may be written beside them.
    """
    kept = {"PYTHONPYCACHEPREFIX": str(environment.folder / "pycache")}
    refused = "PYTHONDONTWRITEBYTECODE"
    return kept | {name: value for name, value in os.environ.items() if name != refused}


def _quick_folder() -> dict[str, str]:
    """Return the variable that has tests write into memory, where there is plenty of it.

    They wait for the disk else most of the time: every transaction of every test is synced.
    """
    memory = Path("/dev/shm")  # noqa: S108  # pytest makes a folder of its own there
    is_large = memory.is_dir() and shutil.disk_usage(memory).free > _PLENTY
    return {"PYTEST_DEBUG_TEMPROOT": str(memory)} if is_large else {}


def _become(
    environment: Environment, arguments: Sequence[str], variables: Mapping[str, str]
) -> int:
    """Run the environment's Python in this process's place, so that signals reach it directly."""
    command = [str(environment.python), *arguments]
    variables = {**_inherited(environment), **variables}
    os.chdir(environment.root)
    sys.stdout.flush()
    if os.name == "nt":
        # Windows would start a second process and let this one end before it.
        return subprocess.run(command, env=variables, check=False).returncode
    return os.execve(command[0], command, variables)  # noqa: S606  # no shell is wanted


COMMANDS = {
    "setup": Command(
        usage="setup", sentence="make .venv with all that a developer needs", run=_setup
    ),
    "demo": Command(
        usage="demo [--smoke]",
        sentence="check, draw and serve the reference company; --smoke tries every page",
        run=_demo,
    ),
    "test": Command(
        usage="test [PYTEST ARGUMENTS]", sentence="run all tests, or the chosen ones", run=_test
    ),
    "check": Command(
        usage="check [NAME ...]", sentence=f"run the checks: {', '.join(checks.CHECKS)}", run=_check
    ),
    "bench": Command(
        usage="bench [NAME ...]", sentence="list the benchmarks, or run one", run=_bench
    ),
    "chaos": Command(
        usage="chaos [--kills N]",
        sentence="kill clients and served sites on both databases, and say what was lost",
        run=_chaos,
    ),
    "screens": Command(
        usage="screens [NAME ...]",
        sentence="play the company and make the README's pictures of its pages anew",
        run=_screens,
    ),
    "laws": Command(
        usage="laws [LOGS]",
        sentence="count metrics of 1 000 random logs, or so many, on two engines and by hand",
        run=_laws,
    ),
    "lock": Command(
        usage="lock [--upgrade]",
        sentence="write locks/ anew after a change of pyproject.toml",
        run=_lock,
    ),
}
