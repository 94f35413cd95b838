"""Resolves the dependencies of pyproject.toml into locks with hashes, for every system at once."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from devtools.environment import Environment
from devtools.installation import InstallationError

OPTIONS = (
    *("--universal", "--generate-hashes", "--quiet"),
    # Where packages come from is the affair of each machine, so no lock names it.
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def resolve(environment: Environment, *, upgrade: bool) -> None:
    """Write all locks; versions stay as they are where they can, unless an upgrade is wanted."""
    wish = ["--upgrade"] if upgrade else []
    project = ["pyproject.toml", "--group", "build"]
    runtime, dev = environment.lock("runtime"), environment.lock("dev")
    # The demo shows what measuring finds, and the pages people sign in to.
    shown = ["--extra", "measurement", "--extra", "web"]
    _compile(environment, [*project, *shown, *wish], output=runtime)
    same_versions = ["--constraint", str(runtime)]
    _compile(environment, [*project, "--group", "dev", *same_versions, *wish], output=dev)
    for oracle in ("pyarchimate", "schemathesis", "homeassistant"):
        wanted = f"tests/oracles/{oracle}/requirements.in"
        _compile(environment, [wanted, *wish], output=environment.lock(oracle))
    _of_home_assistant(environment, wish)
    group = ["--group", "pyproject.toml:pysam"]
    _compile(environment, [*group, *wish], output=environment.lock("pysam"))
    same_versions += ["--constraint", str(dev)]
    spark = ["pyproject.toml", "--extra", "spark", *same_versions, *wish]
    _compile(environment, spark, output=environment.lock("spark"))
    for peer in sorted(environment.root.glob("benchmarks/*/locks/*.in")):
        _compile(environment, [str(peer), *wish], output=peer.with_suffix(".txt"))


def _of_home_assistant(environment: Environment, wish: Sequence[str]) -> None:
    """Lock the source that is read and never run, whatever Python it wants."""
    wanted = ["tests/oracles/homeassistant/newer.in", "--no-deps", *wish]
    _compile(environment, wanted, output=environment.lock("homeassistant-newer"), python="3.13")


def _compile(
    environment: Environment, arguments: Sequence[str], *, output: Path, python: str = "3.11"
) -> None:
    uv = [str(environment.python), "-m", "uv", "pip", "compile", "--python-version", python]
    done = subprocess.run(
        [*uv, *OPTIONS, *arguments, "--output-file", str(output)],
        cwd=environment.root,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise InstallationError(f"{output.name} is as it was: see uv's reason above.")
