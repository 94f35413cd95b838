"""What is measured where very many cases are open, and what it should be."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.common.environments import ROOT, SCRATCH, variables
from benchmarks.common.goals import Figure
from benchmarks.common.measuring import FailedRunError
from benchmarks.delivery.large.lists import computed_ms, kinds, p95, page_ms
from benchmarks.delivery.places import Kind
from benchmarks.delivery.proofs import UnfairError
from benchmarks.delivery.turns import module
from penstock.app import clock
from penstock.app.cases import Cases
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.migrating import carried_out
from penstock.app.cases.models import Models
from penstock.app.cases.planning import planned
from penstock.app.loading import load, reference_company
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store

WORDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MIGRATED_A_SECOND = {"sqlite": 10_000, "postgresql": 5_000}
# Reused pages and a few caches: more than that would be cases in memory.
MOST_GROWTH_MIB = 5.0
MIGRATED_STREAM = "NCV-01"
_TIMES = 20
_BATCHES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """A store that was filled, and a small one of the same kind beside it."""

    kind: Kind
    address: str
    small: str
    models: Sequence[StreamModel]
    count: int


def figures(full: Full, store: Store) -> Iterator[Figure]:
    """Yield the figures, those that change the store last."""
    words = WORDS[full.kind]
    for kind, ask in kinds(full.models, full.count).items():
        waited = page_ms(store, ask)
        name = f"{words}, work list: {kind}, p95"
        yield Figure(name=name, value=p95(waited), unit="ms", at_most=5.0, runs=waited)
    if full.kind == "sqlite":
        # It computes in this process, so that its part can be told from waiting for a turn.
        yield from _computed(full, store)
    yield _counts(words, store)
    large, small = _started(full.address), _started(full.small)
    name = f"{words}, start to first claim"
    yield Figure(name=name, value=large[0], unit="s", at_most=2.0, runs=(large[0],))
    grown = max(0.0, large[1] - small[1])
    name = f"{words}, memory of a worker, more than with few cases"
    yield Figure(name=name, value=grown, unit="MiB", at_most=MOST_GROWTH_MIB)
    yield _migrated(full, store)


def _computed(full: Full, store: Store) -> Iterator[Figure]:
    """Yield the computing of the two kinds of lists that take most."""
    took = {kind: computed_ms(store, ask) for kind, ask in kinds(full.models, full.count).items()}
    for kind in sorted(took, key=lambda each: p95(took[each]), reverse=True)[:2]:
        name = f"{WORDS[full.kind]}, work list: {kind}, computing alone, p95"
        yield Figure(name=name, value=p95(took[kind]), unit="ms", runs=took[kind])


def nothing() -> Figure:
    """Return what other work on the machine makes of a millisecond's computing."""
    runs = tuple(sorted(_computed_ms() for _ in range(100)))
    name = "this machine: a millisecond's computing, p95"
    return Figure(name=name, value=p95(runs), unit="ms", runs=runs)


def _computed_ms() -> float:
    begun, used = time.perf_counter(), time.thread_time()
    while time.thread_time() - used < 0.001:
        pass
    return (time.perf_counter() - begun) * 1000


def _counts(words: str, store: Store) -> Figure:
    runs = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        store.counts()
        runs.append((time.perf_counter() - begun) * 1000)
    return Figure(
        name=f"{words}, counts by stream, stage and status",
        value=median(runs),
        unit="ms",
        at_most=50.0,
        runs=tuple(runs),
    )


def _started(address: str) -> tuple[float, float]:
    """Start a worker, and return when it had its first job and its most memory. [s, MiB]"""
    command = [sys.executable, "-m", module("first_claim"), address, str(_BATCHES)]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=variables(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        claimed = process.stdout.readline().strip()
        seconds = time.perf_counter() - begun
        kib = process.stdout.readline().strip()
    if claimed != "claimed" or process.returncode != 0:
        raise FailedRunError(command, code=process.returncode, output=claimed)
    return seconds, int(kib) / 1024


def _migrated(full: Full, store: Store) -> Figure:
    """Move all cases of a stream to edited documents, from the plan to the last of them."""
    cases = Cases(
        store=store,
        models=Models(read=lambda: load(_edited()).architecture),
        blobs=MemoryBlobs(),
        now=clock.now,
    )
    wanted = sum(each.cases for each in store.counts() if each.stream_id == MIGRATED_STREAM)
    # How long documents take to read is another benchmark's.
    cases.models.current(MIGRATED_STREAM)
    begun = time.perf_counter()
    (plan,) = planned(cases, stream=MIGRATED_STREAM)
    errors = [outcome.error for outcome in carried_out(cases, plan, actor="Ada")]
    seconds = time.perf_counter() - begun
    if any(errors) or len(errors) != wanted:
        raise UnfairError(f"Of {wanted} cases {len(errors)} were moved: {set(errors)}.")
    return Figure(
        name=f"{WORDS[full.kind]}, cases migrated",
        value=len(errors) / seconds,
        unit="/s",
        at_least=MIGRATED_A_SECOND[full.kind],
    )


def _edited() -> Path:
    """Return a copy of the reference company in which a stream's stages bear other names."""
    folder = SCRATCH / "edited"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(reference_company(), folder)
    (path,) = folder.glob(f"value-streams/stages/{MIGRATED_STREAM.lower()}-*.md")
    text = path.read_text(encoding="utf-8")
    named = rf"^(\| \*\*{MIGRATED_STREAM}\.\d+\*\* \| \*\*)(.+?)(\*\* \|)"
    path.write_text(re.sub(named, r"\1\2 Anew\3", text, flags=re.MULTILINE), encoding="utf-8")
    return folder
