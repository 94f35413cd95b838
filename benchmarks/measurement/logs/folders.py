"""Logs of a size on the disk, made once: the project's folder, and one file for pm4py."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.common.environments import SCRATCH
from benchmarks.measurement.logs.paths import STAGE_IDS, STREAM, Paths
from benchmarks.measurement.logs.tables import EVENTS, case_ids, events_table, visits_table
from benchmarks.measurement.logs.walks import DAY_US, Integers, Visits, walk
from penstock.delivery.visits import path_of
from penstock.store.parquet.bookmark import Bookmark
from penstock.store.parquet.columns import COUNT, MOMENT, STAGES, TEXT, US, as_number
from penstock.store.parquet.places import BOOKMARK

SEED = 7
VISITS_A_CASE = 6.786
CASES_AT_ONCE = 150_000
MOST_FOR_PEERS = 11_000_000  # visits
BEGAN_US = 1_735_689_600_000_000  # 2025-01-01
OPENED_FOR_US = 546 * DAY_US  # 18 months
ALL_PARTS = 99_999_999
MODEL = sha256(STREAM.encode()).hexdigest()
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A log on the disk.

    Args:
        path: Where it is.
        visits: How many visits it has.
    """

    path: Path
    visits: int

    @property
    def folder(self) -> Path:
        """Return the folder of Parquet that Penstock keeps."""
        return self.path / "log"

    @property
    def events(self) -> Path:
        """Return the same visits as a file for pm4py."""
        return self.path / "events.parquet"


def made(events: int, under: Path = SCRATCH / "measurement") -> Made:
    """Return a log of about so many visits, made where it is not there or made otherwise.

    Above `MOST_FOR_PEERS` there is no file for pm4py.
    """
    path = under / f"log-{events}"
    said = path / "made.json"
    if said.exists():
        known = json.loads(said.read_text(encoding="utf-8"))
        if known["from"] == _origin():
            return Made(path=path, visits=known["visits"])
    shutil.rmtree(path, ignore_errors=True)
    visits = _write(path, max(1, round(events / VISITS_A_CASE)))
    said.write_text(json.dumps({"from": _origin(), "visits": visits}), encoding="utf-8")
    return Made(path=path, visits=visits)


def _origin() -> str:
    """Return a digest of the programs that make a log."""
    files = sorted(_HERE.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _write(path: Path, cases: int) -> int:
    place, paths = Made(path=path, visits=0), Paths()
    visits = 0
    path.mkdir(parents=True)
    with pq.ParquetWriter(place.events, EVENTS, compression="zstd") as peers:
        for number, (first, opened_us) in enumerate(_chunks(cases), start=1):
            dice = np.random.default_rng([SEED, number])
            made = walk(opened_us, first=first, dice=dice, paths=paths)
            _write_visits(place.folder, number, made, paths)
            _write_cases(place.folder, number, first, opened_us)
            if cases * VISITS_A_CASE <= MOST_FOR_PEERS:
                peers.write_table(events_table(made))
            visits += len(made.case)
    _write_words(place.folder, paths)
    _write_bookmark(place.folder, visits)
    return visits


def _chunks(cases: int) -> Iterator[tuple[int, Integers]]:
    """Yield the first case of each chunk, and when its cases are opened: evenly, over all."""
    for first in range(0, cases, CASES_AT_ONCE):
        numbers = np.arange(first, min(first + CASES_AT_ONCE, cases))
        yield first, BEGAN_US + numbers * (OPENED_FOR_US // cases)


def _write_visits(folder: Path, part: int, visits: Visits, paths: Paths) -> None:
    """Write visits by the month in which they ended, in the order of their ends."""
    rows = visits.taken(np.argsort(visits.exited_us, kind="stable"))
    months = rows.exited_us.astype("datetime64[us]").astype("datetime64[M]")
    names, begins = np.unique(months, return_index=True)
    ends = np.append(begins[1:], len(months))
    for name, begin, end in zip(names, begins, ends, strict=True):
        of_month = visits_table(rows.taken(np.arange(begin, end)), paths)
        _put(folder / f"visits/month={name}", part, of_month)


def _write_cases(folder: Path, part: int, first: int, opened_us: Integers) -> None:
    count = len(opened_us)
    columns = {
        "case_id": case_ids(first + np.arange(count)),
        "stream": pa.array([STREAM] * count, TEXT),
        "product": pa.array([""] * count, TEXT),
        "opened": pa.array(opened_us).cast(MOMENT),
        "model": pa.array([MODEL] * count, TEXT),
    }
    _put(folder / "cases", part, pa.table(columns))


def _write_words(folder: Path, paths: Paths) -> None:
    """Write what the numbers of paths mean, and the documented one."""
    known = {
        "path": pa.array(paths.hashes, US),
        "stream": pa.array([STREAM] * len(paths.ways), TEXT),
        "steps": pa.array([len(way) for way in paths.ways], COUNT),
        "stages": pa.array(paths.ways, STAGES),
    }
    _put(folder / "paths", 1, pa.table(known))
    documented = {
        "model": pa.array([MODEL], TEXT),
        "stream": pa.array([STREAM], TEXT),
        "path": pa.array([as_number(path_of(STAGE_IDS))], US),
        "stages": pa.array([STAGE_IDS], STAGES),
    }
    _put(folder / "models", 1, pa.table(documented))


def _write_bookmark(folder: Path, visits: int) -> None:
    """Say up to when the log tells, as every folder does, and that all its parts count."""
    end = datetime.fromtimestamp((BEGAN_US + 2 * OPENED_FOR_US) // 10**6, UTC)
    bookmark = Bookmark(part=ALL_PARTS, visits=visits, as_of=end)
    (folder / BOOKMARK).write_text(bookmark.to_json(), encoding="utf-8")


def _put(folder: Path, part: int, content: pa.Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(content, folder / f"part-{part:08}.parquet", compression="zstd")
