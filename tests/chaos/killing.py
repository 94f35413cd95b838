"""One round of kills: a herd in a process of its own, and the verdict on what it leaves."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from penstock.store import open_store
from penstock.store.sql import SqlStore
from tests.chaos.verdict import Verdict, judged

ROOT = Path(__file__).parents[2]
LONGEST_S = 3600 * 6


def killed(address: str, folder: Path, *, kills: int, seed: int, fault: str = "") -> Verdict:
    """Kill clients at a store, then judge the store."""
    # Its tables are made before anybody is killed.
    open_store(address).close()
    command = [sys.executable, "-m", "tests.chaos.herd", address, str(folder)]
    command += [f"--kills={kills}", f"--seed={seed}", f"--fault={fault}"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=LONGEST_S)
    with closing(open_store(address)) as store:
        assert isinstance(store, SqlStore)
        return judged(store, folder)
