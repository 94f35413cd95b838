"""The virtual environment in .venv: made once, and renewed when what it was made from changes."""

import contextlib
import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devtools import installation

ROOT = Path(__file__).resolve().parent.parent

# The development lock contains the runtime lock, so its environment also runs the demo.
SUFFICIENT = {"runtime": ("runtime", "dev"), "dev": ("dev",)}


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The virtual environment of one checkout."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Return the folder of the environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Return the environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp_file(self) -> Path:
        """Return the file that tells what was installed last."""
        return self.folder / "installed.json"

    def lock(self, name: str) -> Path:
        """Return the file of a lock."""
        return self.root / "locks" / f"{name}.txt"


def ensure(environment: Environment, *, lock: str) -> bool:
    """Make the environment hold a lock's packages; tell whether anything had to be installed."""
    if is_current(environment, lock=lock):
        return False
    with _alone(environment):
        # Another process may have done the work while this one waited for its turn.
        if is_current(environment, lock=lock):
            return False
        _renew(environment, lock=lock)
    return True


def is_current(environment: Environment, *, lock: str) -> bool:
    """Tell whether interpreter, packages and project are the ones last installed."""
    found = read_stamp(environment)
    return any(found == wanted_stamp(environment, lock=name) for name in SUFFICIENT[lock])


def read_stamp(environment: Environment) -> dict[str, str]:
    """Return what was installed last; nothing when that is unknown or was interrupted."""
    try:
        stamp = json.loads(environment.stamp_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and environment.python.exists() else {}


def wanted_stamp(environment: Environment, *, lock: str) -> dict[str, str]:
    """Return the stamp of an environment that holds a lock's packages."""
    return {
        "interpreter": f"{sys.base_prefix} {sys.version}",
        "lock": f"{lock} {_sha256(environment.lock(lock).read_bytes())}",
        "project": f"{environment.root} {_sha256(_build_settings(environment.root))}",
    }


def _build_settings(root: Path) -> bytes:
    """Return the part of pyproject.toml that installing the project depends on."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    chosen = [settings["build-system"], settings["project"], settings.get("tool", {}).get("hatch")]
    return json.dumps(chosen, sort_keys=True).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextlib.contextmanager
def _alone(environment: Environment) -> Iterator[None]:
    """Let one process at a time install."""
    try:
        import fcntl
    except ImportError:
        # Windows: two first runs at once are rare enough to go unguarded.
        yield
        return
    with (environment.root / "pyproject.toml").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _renew(environment: Environment, *, lock: str) -> None:
    wanted, found = wanted_stamp(environment, lock=lock), read_stamp(environment)
    # An interrupted installation leaves no stamp, and is begun again.
    environment.stamp_file.unlink(missing_ok=True)
    if found.get("interpreter") != wanted["interpreter"]:
        installation.make(environment.folder)
    if found.get("lock") != wanted["lock"]:
        print(f"Installing locks/{lock}.txt into .venv ...", file=sys.stderr, flush=True)
        installation.install_lock(environment.python, lock=environment.lock(lock))
    installation.install_project(environment.python, root=environment.root)
    environment.stamp_file.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")
