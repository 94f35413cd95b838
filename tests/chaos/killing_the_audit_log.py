"""Kills programs that record entries, and holds the log against what they were answered."""

import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from penstock.governance.audit.ports import Asked
from penstock.store import open_store
from penstock.store.audit import AuditBook
from penstock.store.sql import SqlStore
from tests.unit.governance.audit.logs import LOOK, SECRET

PATIENCE_S = 60
AT_ONCE = 2


@dataclass(frozen=True)
class Judged:
    """What became of a log: how many entries were answered, how many it has, and what is wrong."""

    answered: int
    entries: int
    wrong: tuple[str, ...]


def killed(address: str, notes: Path, *, kills: int, seed: int) -> Judged:
    """Let programs record, kill them at random moments, and judge the log at the end.

    Args:
        address: The database; on PostgreSQL two programs record at once.
        notes: Where they note what they were answered.
        kills: How often.
        seed: What the moments follow from.
    """
    random = Random(seed)
    open_store(address).close()
    programs = 1 if address.startswith("sqlite") else AT_ONCE
    for generation in range(kills):
        files = [notes / f"{generation}-{number}.answered" for number in range(programs)]
        running = [_started(address, f"{generation}-{n}", file) for n, file in enumerate(files)]
        _wait_for_an_answer(files)
        time.sleep(random.random() / 2)
        for program in running:
            program.kill()
            program.wait()
    return _judged(address, sorted(notes.glob("*.answered")))


def _started(address: str, name: str, file: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.chaos.audit_client", address, name, str(file)]
    return subprocess.Popen(command)


def _wait_for_an_answer(files: list[Path]) -> None:
    """Wait until all have been answered, so that a kill falls into their work."""
    end = time.monotonic() + PATIENCE_S
    while not all(file.exists() and file.stat().st_size for file in files):
        if time.monotonic() > end:
            raise AssertionError(f"nothing was answered within {PATIENCE_S} s")
        time.sleep(0.01)


def _judged(address: str, files: list[Path]) -> Judged:
    answered = dict(line for file in files for line in _answered(file))
    with closing(open_store(address)) as store:
        assert isinstance(store, SqlStore)
        log = AuditBook(store.audit_pages, SECRET)
        wrong = [finding.sentence for finding in log.verify()]
        told = log.read(Asked(limit=10_000_000), recorded=LOOK)
        kept = {each.position: each.purpose for each in told}
        wrong += [
            f"entry {position} was answered and is not there"
            for position, purpose in answered.items()
            if kept.get(position) != purpose
        ]
        return Judged(len(answered), len(kept), tuple(wrong))


def _answered(file: Path) -> list[tuple[int, str]]:
    # The last line may be half a line: the kill fell into it.
    lines = file.read_text(encoding="utf-8").split("\n")[:-1]
    pairs = (line.split(" ", 1) for line in lines)
    return [(int(position), purpose) for position, purpose in pairs]
