"""Visits as tables: the project's own columns, and the names that pm4py looks for."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.measurement.logs.paths import STAGE_IDS, STREAM, Paths
from benchmarks.measurement.logs.walks import NONE, RESOURCES, STAGES, Flags, Integers, Visits
from penstock.store.parquet.columns import MOMENT, TEXT, VISITS

HOUR_US = 3_600_000_000
OPENS, CLOSES = 9 * HOUR_US, 17 * HOUR_US
PEOPLE = tuple(f"{stage}/{number:02}" for stage in STAGE_IDS for number in range(RESOURCES))
EVENTS = pa.schema(
    {
        "case:concept:name": TEXT,
        "concept:name": TEXT,
        "time:timestamp": MOMENT,
        "entered": MOMENT,
    }
)
SCHEMA = pa.schema([pa.field(each.name, each.type, nullable=each.optional) for each in VISITS])


def visits_table(visits: Visits, paths: Paths) -> pa.Table:
    """Return visits with the columns of the table of visits."""
    columns = _who(visits) | _when(visits) | _how(visits, paths)
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def events_table(visits: Visits) -> pa.Table:
    """Return visits as pm4py's events: the columns its questions need, case after case."""
    rows = visits.taken(np.lexsort((visits.seq, visits.case)))
    columns = [
        case_ids(rows.case),
        _text(STAGE_IDS, rows.stage),
        pa.array(rows.exited_us).cast(MOMENT),
        pa.array(rows.entered_us).cast(MOMENT),
    ]
    return pa.table(columns, schema=EVENTS)


def case_ids(numbers: Integers) -> pa.Array:
    """Return the ids of cases with some numbers."""
    digits = pc.utf8_lpad(pa.array(numbers).cast(TEXT), 9, padding="0")
    return pc.binary_join_element_wise("SYN", digits, "-")


def business_us(moment_us: Integers) -> Integers:
    """Return how much of Monday to Friday, 9 to 17 o'clock UTC, passed since 1970 began."""
    days, within = np.divmod(moment_us, 24 * HOUR_US)
    weeks, weekday = np.divmod(days + 3, 7)  # 1 January 1970 was a Thursday
    passed = np.where(weekday < 5, np.clip(within, OPENS, CLOSES) - OPENS, 0)
    return (weeks * 5 + np.minimum(weekday, 5)) * (CLOSES - OPENS) + passed


def _who(visits: Visits) -> dict[str, pa.Array]:
    count = len(visits.case)
    return {
        "case_id": case_ids(visits.case),
        "stream": pa.array([STREAM]).take(pa.array(np.zeros(count, dtype=np.int64))),
        "stage": _text(STAGE_IDS, visits.stage),
        "seq": pa.array(visits.seq.astype(np.int32)),
        "visit": pa.array(visits.visit.astype(np.int32)),
        "prev_stage": _text(STAGE_IDS, visits.prev_stage),
        "resource": _text(PEOPLE, visits.resource),
        "prev_resource": _text(PEOPLE, visits.prev_resource),
    }


def _when(visits: Visits) -> dict[str, pa.Array]:
    entered, started, exited = visits.entered_us, visits.started_us, visits.exited_us
    unstarted = started == exited
    opening, begun, over = business_us(entered), business_us(started), business_us(exited)
    return {
        "entered": pa.array(entered).cast(MOMENT),
        "started": pa.array(started, mask=unstarted).cast(MOMENT),
        "exited": pa.array(exited).cast(MOMENT),
        "wait_us": pa.array(started - entered),
        "work_us": pa.array(exited - started, mask=unstarted),
        "step_us": pa.array(exited - entered),
        "wait_business_us": pa.array(begun - opening),
        "work_business_us": pa.array(over - begun, mask=unstarted),
        "recorded_at": pa.array(exited).cast(MOMENT),
    }


def _how(visits: Visits, paths: Paths) -> dict[str, pa.Array]:
    count = len(visits.case)
    step = visits.stage - visits.prev_stage
    return {
        "outcome": _text(("cancelled", "reopened", "passed"), _outcome(visits)),
        "amount_cents": pa.nulls(count, pa.int64()),
        "path": pa.array(np.array(paths.hashes, dtype=np.int64)[visits.path]),
        "on_documented_path": pa.array(visits.on_documented_path),
        "deviation": _text(("reopened", "skipped"), _deviation(step)),
        "criteria_met": pa.array(visits.criteria_met),
        "closes": pa.array(visits.next_stage == STAGES),
    }


def _outcome(visits: Visits) -> Integers:
    is_back: Flags = visits.next_stage <= visits.stage
    return np.where(visits.next_stage == NONE, 0, np.where(is_back, 1, 2))


def _deviation(step: Integers) -> Integers:
    return np.where(step <= 0, 0, np.where(step > 1, 1, NONE))


def _text(words: Sequence[str], which: NDArray[np.int64]) -> pa.Array:
    """Return the word of each number, and nothing for `NONE`."""
    return pa.array(words).take(pa.array(which, mask=which == NONE))
