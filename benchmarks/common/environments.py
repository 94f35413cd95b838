"""A virtual environment for each peer, made from its lock in the way dev.py makes its own."""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from devtools import installation

ROOT = Path(__file__).resolve().parents[2]
# Everything the benchmark makes; Git ignores it.
SCRATCH = ROOT / ".bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerEnvironment:
    """Where a peer of a benchmark is installed; its lock bears its name."""

    benchmark: str
    name: str

    @property
    def lock(self) -> Path:
        return ROOT / "benchmarks" / self.benchmark / "locks" / f"{self.name}.txt"

    @property
    def folder(self) -> Path:
        return SCRATCH / self.name

    def program(self, name: str) -> str:
        """Return the path of a program of the environment."""
        return str(self.folder / "bin" / name)

    def version(self, package: str) -> str:
        """Return the version that the lock names for this interpreter."""
        found = sorted(self.folder.glob(f"lib/python*/site-packages/{package}-*.dist-info"))
        return found[0].name.removesuffix(".dist-info").rpartition("-")[2]


def ensure(environment: PeerEnvironment) -> None:
    """Install a peer, unless what the lock names is installed for this interpreter."""
    stamp_file = environment.folder / "installed.txt"
    digest = hashlib.sha256(environment.lock.read_bytes()).hexdigest()
    stamp = f"{sys.base_prefix} {sys.version}\n{digest}\n"
    if stamp_file.exists() and stamp_file.read_text(encoding="utf-8") == stamp:
        return
    print(f"Installing {environment.lock.relative_to(ROOT)} ...", file=sys.stderr, flush=True)
    installation.make(environment.folder)
    python = Path(environment.program("python"))
    installation.install_lock(python, lock=environment.lock)
    stamp_file.write_text(stamp, encoding="utf-8")


def variables() -> dict[str, str]:
    """Return the variables of every measured program: byte code is kept, as it is everywhere.

    The first run of each program is not counted, and leaves the byte code behind.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    kept["PENSTOCK_AUDIT_KEY"] = str(SCRATCH / "audit-key")
    return kept | {"PYTHONPYCACHEPREFIX": str(SCRATCH / "bytecode"), "PYTHONHASHSEED": "0"}
