"""Makes a virtual environment and fills it, with uv where there is one and else with pip."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

PIP_OPTIONS = ("--disable-pip-version-check", "--no-input")


class InstallationError(Exception):
    """Something could not be installed; the message says why and what to do."""


def make(folder: Path) -> None:
    """Make an empty environment; without pip, because ensurepip is missing on many systems."""
    command = [_base_python(), "-m", "venv", "--clear", "--without-pip", str(folder)]
    done = _run(command)
    if done.returncode != 0:
        raise InstallationError(f"{' '.join(command)} failed:\n{done.stdout}")


def install_lock(python: Path, *, lock: Path) -> None:
    """Install exactly the packages of a lock, each with the hash that the lock names."""
    _install(python, ["--require-hashes", "--no-deps", "--requirement", str(lock)])


def unpack_lock(python: Path, *, lock: Path, folder: Path, for_python: str) -> None:
    """Lay the packages of a lock into a folder, to be read: this interpreter need not run them."""
    wheels = ["--python-version", for_python, "--only-binary", ":all:", "--target", str(folder)]
    # Pip asks the interpreter that it runs on too, whatever it is told to unpack for.
    at_ease = {"pip": ["--ignore-requires-python"]}
    _install(
        python, [*wheels, "--require-hashes", "--no-deps", "--requirement", str(lock)], at_ease
    )


def install_project(python: Path, *, root: Path) -> None:
    """Install the checkout itself; its build backend is in the locks, so nothing is fetched."""
    _install(python, ["--no-build-isolation", "--no-deps", "--editable", str(root)])


def installers(python: Path) -> Iterator[list[str]]:
    """Yield the commands that can install into an environment, the fastest first."""
    uv = shutil.which("uv")
    if uv:
        yield [uv, "pip", "install", "--quiet", "--python", str(python)]
    yield [*_pip(), "--python", str(python), *PIP_OPTIONS, "install", "--quiet", "--no-compile"]


def _install(
    python: Path, arguments: Sequence[str], own: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> None:
    failures = []
    for installer in installers(python):
        name = "uv" if Path(installer[0]).stem == "uv" else "pip"
        command = [*installer, *own.get(name, ()), *arguments]
        done = _run(command)
        if done.returncode == 0:
            return
        failures.append(f"{' '.join(command)} failed:\n{done.stdout}")
    raise InstallationError(
        "\n".join(failures) + "Nothing is set up yet. If the lines above speak of the network, "
        "try again later; if they speak of hashes, run: git checkout -- locks"
    )


def _pip() -> list[str]:
    base = _base_python()
    if _run([base, "-m", "pip", "--version"]).returncode == 0:
        return [base, "-m", "pip"]
    found = shutil.which("pip3") or shutil.which("pip")
    if found:
        return [found]
    raise InstallationError(
        f"Neither uv nor pip was found for {base}. Install pip, for example with "
        "`sudo apt-get install python3-pip`, and run the same command again."
    )


def _base_python() -> str:
    """Return the interpreter outside any environment that dev.py may have been started in."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
