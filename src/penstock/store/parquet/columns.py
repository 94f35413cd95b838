"""The columns of the tables of a log: names, types, and where each value comes from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

import pyarrow as pa

from penstock.delivery.holds import Hold
from penstock.delivery.models import StreamModel
from penstock.delivery.visits import Visit, path_of
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.facts import Fact, TakenBack
from penstock.measurement.ports import About
from penstock.store.parquet.rows import OpenedCase, TimedVisit

Row = TypeVar("Row")
TEXT, COUNT, US, YES_NO = pa.string(), pa.int32(), pa.int64(), pa.bool_()
MOMENT = pa.timestamp("us", tz="UTC")
_US = timedelta(microseconds=1)
STAGES = pa.list_(pa.field("element", TEXT, nullable=False))


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, its type, what a row has in it, and whether that may be nothing."""

    name: str
    type: pa.DataType
    of: Callable[[Row], Any]
    optional: bool = False


def as_number(path: str) -> int:
    """Return a path's hash as a signed number, which every engine's 64 bits hold."""
    return int.from_bytes(bytes.fromhex(path), "big", signed=True)


def as_hash(number: int) -> str:
    """Return the hash of a path that a signed number stands for."""
    return number.to_bytes(8, "big", signed=True).hex()


def _ids(model: StreamModel) -> tuple[str, ...]:
    return tuple(stage.id for stage in model.stages)


VISITS: Sequence[Column[TimedVisit]] = (
    Column("case_id", TEXT, lambda row: row.visit.case_id),
    Column("stream", TEXT, lambda row: row.visit.stream_id),
    Column("stage", TEXT, lambda row: row.visit.stage_id),
    Column("seq", COUNT, lambda row: row.visit.seq),
    Column("visit", COUNT, lambda row: row.visit.visit),
    Column("prev_stage", TEXT, lambda row: row.visit.prev_stage_id or None, optional=True),
    Column("entered", MOMENT, lambda row: row.visit.entered),
    Column("started", MOMENT, lambda row: row.visit.started, optional=True),
    Column("exited", MOMENT, lambda row: row.visit.exited),
    Column("wait_us", US, lambda row: row.times.wait_us),
    Column("work_us", US, lambda row: row.times.work_us, optional=True),
    Column("step_us", US, lambda row: row.times.step_us),
    Column("wait_business_us", US, lambda row: row.times.wait_business_us, optional=True),
    Column("work_business_us", US, lambda row: row.times.work_business_us, optional=True),
    Column("resource", TEXT, lambda row: row.visit.resource or None, optional=True),
    Column("prev_resource", TEXT, lambda row: row.visit.prev_resource or None, optional=True),
    Column("outcome", TEXT, lambda row: row.visit.outcome),
    # The log carries no amounts yet.
    Column("amount_cents", US, lambda _row: None, optional=True),
    Column("path", US, lambda row: as_number(row.visit.path)),
    Column("on_documented_path", YES_NO, lambda row: row.visit.on_documented_path),
    Column("deviation", TEXT, lambda row: row.visit.deviation, optional=True),
    Column("criteria_met", YES_NO, lambda row: row.visit.criteria_met, optional=True),
    Column("closes", YES_NO, lambda row: row.visit.closes),
    Column("recorded_at", MOMENT, lambda row: row.visit.recorded_at),
)
CASES: Sequence[Column[OpenedCase]] = (
    Column("case_id", TEXT, lambda row: row.case_id),
    Column("stream", TEXT, lambda row: row.stream_id),
    Column("product", TEXT, lambda row: row.product),
    Column("opened", MOMENT, lambda row: row.opened),
    Column("model", TEXT, lambda row: row.fingerprint),
)
HOLDS: Sequence[Column[Hold]] = (
    Column("case_id", TEXT, lambda row: row.case_id),
    Column("stream", TEXT, lambda row: row.stream_id),
    Column("stage", TEXT, lambda row: row.stage_id),
    Column("seq", COUNT, lambda row: row.seq),
    Column("began", MOMENT, lambda row: row.began),
    Column("ended", MOMENT, lambda row: row.ended),
    Column("reason", TEXT, lambda row: row.reason),
    Column("hold_us", US, lambda row: max((row.ended - row.began) // _US, 0)),
)
FACTS: Sequence[Column[Fact]] = (
    Column("metric", TEXT, lambda row: row.metric),
    Column("stream", TEXT, lambda row: row.recorded.stream_id),
    Column("stage", TEXT, lambda row: row.recorded.stage_id),
    Column("case_id", TEXT, lambda row: row.recorded.case_id),
    Column("item", TEXT, lambda row: row.item),
    Column("version", COUNT, lambda row: row.recorded.version),
    Column("part", COUNT, lambda row: row.part),
    Column("at", MOMENT, lambda row: row.at),
    Column("numerator", US, lambda row: row.numerator, optional=True),
    Column("denominator", US, lambda row: row.denominator, optional=True),
    Column("versions", TEXT, lambda row: row.versions),
    Column("recorded_at", MOMENT, lambda row: row.recorded.known_at),
)
TAKEN_BACK: Sequence[Column[TakenBack]] = (
    Column("case_id", TEXT, lambda row: row.case_id),
    Column("item", TEXT, lambda row: row.item),
    Column("version", COUNT, lambda row: row.version),
    Column("at", MOMENT, lambda row: row.at),
    Column("void", YES_NO, lambda row: row.is_void),
)
PATHS: Sequence[Column[Visit]] = (
    Column("path", US, lambda row: as_number(row.path)),
    Column("stream", TEXT, lambda row: row.stream_id),
    Column("steps", COUNT, lambda row: row.seq),
    Column("stages", STAGES, lambda row: row.way),
)

# What the documents say: one path for each model that cases ran on.
MODELS: Sequence[Column[StreamModel]] = (
    Column("model", TEXT, lambda row: row.fingerprint),
    Column("stream", TEXT, lambda row: row.stream_id),
    Column("path", US, lambda row: as_number(path_of(_ids(row)))),
    Column("stages", STAGES, _ids),
)


def table(
    columns: Sequence[Column[Row]], rows: Iterable[Row], metadata: dict[str, str] | None = None
) -> pa.Table:
    """Return rows as a table, a column after the other."""
    kept = list(rows)
    fields = [pa.field(each.name, each.type, nullable=each.optional) for each in columns]
    values = [pa.array(map(each.of, kept), each.type) for each in columns]
    return pa.Table.from_arrays(values, schema=pa.schema(fields, metadata=metadata))


def marks(said: About) -> dict[str, str]:
    """Return what every file of a folder says of where its rows come from."""
    return {"penstock.synthetic": said.synthetic} if said.synthetic else {}


def about(calendar: Calendar | None) -> dict[str, str]:
    """Return what a file of visits says of the calendar that its business times go by."""
    if calendar is None:
        return {}
    return {
        "penstock.calendar": calendar.id,
        "penstock.calendar_version": str(calendar.version),
        "penstock.calendar_sha256": calendar.fingerprint,
    }
