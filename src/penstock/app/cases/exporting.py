"""The use case of exporting logs: what happened to all cases, for programs that study work."""

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from penstock.delivery.ports import Logged, Store, Wanted
from penstock.delivery.visits import Visit, visits

_PAGE = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Log = tuple[Logged, ...]


class LogFormat(StrEnum):
    """What logs can be written as."""

    OCEL_JSON = "ocel-json"
    OCEL_SQLITE = "ocel-sqlite"
    CSV = "csv"


class OccupiedFileError(ValueError):
    """A database that is something else stands where logs should be written."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file} is a database that holds something else, so it is left as it is. "
            "Name another file."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How much was written.

    Args:
        cases: The number of cases.
        counts: The number of each other thing, by what it is called in the plural.
    """

    cases: int
    counts: dict[str, int]


def export(store: Store, form: LogFormat, file: Path) -> Exported:
    """Write the logs of all cases to a file; it appears whole or not at all.

    Raises:
        OccupiedFileError: The file is a database that holds something else.
        OSError: It cannot be written there.
        StoreError: The cases cannot be read, or the database not be written.
    """
    from penstock.store.ocel import holds_something_else  # SQLAlchemy is slow to import

    if holds_something_else(file):
        raise OccupiedFileError(file)
    with _appearing(file) as part:
        if form is LogFormat.CSV:
            return _write_visits(_logs(store), part)
        return _write_ocel(_logs(store), form, part)


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """Yield a file beside another, whose name it takes at the end."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    part.touch(exist_ok=False)
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _logs(store: Store) -> Iterator[Log]:
    """Yield each case's log, in the order of the cases' ids."""
    after = ""
    while page := store.find(Wanted(after=after, limit=_PAGE)):
        yield from (store.log(case.case_id) for case in page)
        after = page[-1].case_id


def _write_ocel(logs: Iterable[Log], form: LogFormat, part: Path) -> Exported:
    from penstock.store.ocel import object_centric, write_json, write_sqlite

    kept = list(logs)
    log = object_centric(kept)
    (write_json if form is LogFormat.OCEL_JSON else write_sqlite)(log, part)
    counts = {"events": len(log.events), "objects": len(log.objects), "relations": log.relations}
    return Exported(cases=len(kept), counts=counts)


def _write_visits(logs: Iterable[Log], part: Path) -> Exported:
    cases = rows = 0
    with part.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        for log in logs:
            made = [_row(visit) for visit in visits(log)]
            table.writerows(made)
            cases, rows = cases + 1, rows + len(made)
    return Exported(cases=cases, counts={"visits": rows})


COLUMNS = (
    *("case_id", "stream", "stage", "seq", "visit", "prev_stage"),
    *("entered", "started", "exited", "wait_us", "work_us"),
    *("resource", "prev_resource", "outcome"),
    *("path", "on_documented_path", "deviation", "closes"),
)


def _row(visit: Visit) -> dict[str, str | int | None]:
    """Return a visit as integers and words; what is not known yet stays empty."""
    return {
        "case_id": visit.case_id,
        "stream": visit.stream_id,
        "stage": visit.stage_id,
        "seq": visit.seq,
        "visit": visit.visit,
        "prev_stage": visit.prev_stage_id,
        "entered": _span_us(_EPOCH, visit.entered),
        "started": _span_us(_EPOCH, visit.started),
        "exited": _span_us(_EPOCH, visit.exited),
        "wait_us": _span_us(visit.entered, visit.started),
        "work_us": _span_us(visit.started, visit.exited),
        "resource": visit.resource,
        "prev_resource": visit.prev_resource,
        "outcome": visit.outcome,
        "path": visit.path,
        "on_documented_path": int(visit.on_documented_path),
        "deviation": visit.deviation,
        "closes": int(visit.closes),
    }


def _span_us(start: datetime | None, end: datetime | None) -> int | None:
    """Return the microseconds between two moments; 0 when the clock went back between them."""
    if start is None or end is None:
        return None
    return max((end - start) // timedelta(microseconds=1), 0)
