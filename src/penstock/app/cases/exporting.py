"""The use case of exporting logs: what happened to all cases, for programs that study work."""

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app.demo_data.marking import synthetic_mark_of
from penstock.delivery.events import CaseOpened
from penstock.delivery.holds import holds
from penstock.delivery.ports import Logged, Store, Wanted
from penstock.delivery.visit_times import visit_times
from penstock.delivery.visits import ModelOf, Visit, visits

if TYPE_CHECKING:
    from penstock.store.xes import Trace

_PAGE = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Log = tuple[Logged, ...]


class LogFormat(StrEnum):
    """What logs can be written as, in one file."""

    OCEL_JSON = "ocel-json"
    OCEL_SQLITE = "ocel-sqlite"
    XES = "xes"
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
        counts: The number of each other thing, by what one is called.
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

    synthetic = synthetic_mark_of(store)

    if holds_something_else(file):
        raise OccupiedFileError(file)
    with _appearing(file) as part:
        if form is LogFormat.CSV:
            return _write_visits(_logs(store), part, models_of(store))
        if form is LogFormat.XES:
            return _write_traces(_logs(store), part, models_of(store), synthetic)
        return _write_ocel(_logs(store), form, part, is_synthetic=bool(synthetic))


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


def _write_ocel(
    logs: Iterable[Log], form: LogFormat, part: Path, *, is_synthetic: bool
) -> Exported:
    from penstock.store.ocel import object_centric, write_json, write_sqlite

    kept = list(logs)
    log = object_centric(kept, is_synthetic=is_synthetic)
    (write_json if form is LogFormat.OCEL_JSON else write_sqlite)(log, part)
    counts = {"event": len(log.events), "object": len(log.objects), "relation": log.relations}
    return Exported(cases=len(kept), counts=counts)


def models_of(store: Store) -> ModelOf:
    """Return a function that returns the model with a fingerprint, and asks the store once."""
    return cache(store.model)


def _write_visits(logs: Iterable[Log], part: Path, model_of: ModelOf) -> Exported:
    cases = rows = 0
    with part.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        for log in logs:
            made = [_row(visit) for visit in visits(log, model_of)]
            table.writerows(made)
            cases, rows = cases + 1, rows + len(made)
    return Exported(cases=cases, counts={"visit": rows})


def _write_traces(logs: Iterable[Log], part: Path, model_of: ModelOf, synthetic: str) -> Exported:
    from penstock.store.xes import Trace, write_xes

    counts = {"case": 0, "visit": 0}

    def traces() -> Iterator[Trace]:
        for log in logs:
            trace = _trace(log, visits(log, model_of))
            counts["case"] += 1
            counts["visit"] += len(trace.visits)
            yield trace

    events = write_xes(traces(), part, synthetic=synthetic)
    return Exported(cases=counts["case"], counts={"visit": counts["visit"], "event": events})


def _trace(log: Log, made: tuple[Visit, ...]) -> "Trace":
    from penstock.store.xes import Trace

    opening = log[0].event
    assert isinstance(opening, CaseOpened)
    return Trace(
        case_id=opening.case_id,
        stream_id=opening.stream_id,
        product=opening.product,
        visits=made,
        holds=tuple(holds(log)),
    )


COLUMNS = (
    *("case_id", "stream", "stage", "seq", "visit", "prev_stage"),
    *("entered", "started", "exited", "wait_us", "work_us"),
    *("resource", "prev_resource", "outcome"),
    *("path", "on_documented_path", "deviation", "closes"),
)


def _row(visit: Visit) -> dict[str, str | int | None]:
    """Return a visit as integers and words; what is not known yet stays empty."""
    times = visit_times(visit)
    return {
        "case_id": visit.case_id,
        "stream": visit.stream_id,
        "stage": visit.stage_id,
        "seq": visit.seq,
        "visit": visit.visit,
        "prev_stage": visit.prev_stage_id,
        "entered": _epoch_us(visit.entered),
        "started": _epoch_us(visit.started),
        "exited": _epoch_us(visit.exited),
        "wait_us": times.wait_us,
        "work_us": times.work_us,
        "resource": visit.resource,
        "prev_resource": visit.prev_resource,
        "outcome": visit.outcome,
        "path": visit.path,
        "on_documented_path": int(visit.on_documented_path),
        "deviation": visit.deviation,
        "closes": int(visit.closes),
    }


def _epoch_us(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)
