"""Small logs for tests: rows that agree with each other, as tables and as plain values."""

import atexit
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import count
from typing import Any, cast
from weakref import finalize

import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from penstock.delivery.visits import path_of
from penstock.measurement.ports import About
from penstock.measurement.tables import TABLES
from penstock.store.logs.duckdb import connected
from penstock.store.parquet.columns import as_number

Row = dict[str, Any]
Given = Mapping[str, Any]
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
STREAM, MODEL = "NCV-03", "model-1"
ORDER = tuple(f"{STREAM}.{number}" for number in range(1, 6))
_US, _HOUR = timedelta(microseconds=1), timedelta(hours=1)
_NUMBERS = count()


@cache
def engine() -> Backend:
    """Return the engine that all small logs of this process are asked with."""
    atexit.register(_let_go)
    return connected()


def _let_go() -> None:
    """Close the engine before the program ends, which would complain of what is left open."""
    engine().disconnect()
    engine.cache_clear()


@dataclass(frozen=True, eq=False)
class SmallLog:
    """A log of a few rows; `rows` has those of each table, as its columns are called."""

    as_of: datetime
    rows: Mapping[str, list[Row]]
    about: About = field(default_factory=About)

    def visits(self) -> ir.Table:
        return self.table("visits")

    def open_visits(self) -> ir.Table:
        return self.table("open")

    def cases(self) -> ir.Table:
        return self.table("cases")

    def facts(self) -> ir.Table:
        return self.table("facts")

    def holds(self) -> ir.Table:
        return self.table("holds")

    def paths(self) -> ir.Table:
        return self.table("paths")

    def models(self) -> ir.Table:
        return self.table("models")

    def table(self, name: str) -> ir.Table:
        """Return one of its tables, on the engine of small logs."""
        if name not in self._made:
            known = f"log_{next(_NUMBERS)}_{name}"
            engine().con.register(known, self.arrow(name))
            finalize(self, engine().con.unregister, known)
            self._made[name] = engine().table(known)
        return self._made[name]

    def on(self, engine: type["SmallLog"]) -> "SmallLog":
        """Return the same rows as a log that another engine is asked about."""
        return engine(as_of=self.as_of, rows=self.rows)

    def arrow(self, name: str) -> pa.Table:
        """Return one of its tables for another engine."""
        return pa.Table.from_pylist(self.rows[name], schema=TABLES[name].to_pyarrow())

    @cached_property
    def _made(self) -> dict[str, ir.Table]:
        return {}


def log_of(
    visits: Iterable[Given] = (),
    *,
    open_visits: Iterable[Given] = (),
    order: Sequence[str] = ORDER,
    as_of: datetime | None = None,
    **others: Iterable[Given],
) -> SmallLog:
    """Return a log of some visits, in the order of each case; what is not said follows from them.

    A visit begins where the one before it ended, waits an hour, works two, and passes. `others` are
    rows of `cases`, `facts`, `holds`, `paths` and `models`: the first, and the last two, follow
    from the visits where they are not said.
    """
    filler = _Filler(order, as_of)
    given = [*((row, False) for row in visits), *((row, True) for row in open_visits)]
    rows = [filler.filled(row, is_open=is_open) for row, is_open in given]
    final = [row for row in rows if "as_of" not in row]
    under_way = [row for row in rows if "as_of" in row]
    _record(rows)
    told = as_of or _newest(rows)
    for row in under_way:
        _run_up_to(row, told)
    tables: dict[str, list[Row]] = {
        "visits": final,
        "open": under_way,
        "cases": list(_cases(rows)),
        "facts": [],
        "holds": [],
        "paths": list(filler.paths.values()),
        "models": list(_models(rows, order)),
    }
    tables |= {name: [_whole(name, row) for row in given] for name, given in others.items()}
    return SmallLog(as_of=told, rows=tables)


@dataclass
class _Filler:
    """Fills up visits; it remembers the last one of each case, and the way to it."""

    order: Sequence[str]
    as_of: datetime | None

    def __post_init__(self) -> None:
        self.last: dict[str, Row] = {}
        self.ways: dict[str, tuple[str, ...]] = {}
        self.paths: dict[int, Row] = {}

    def filled(self, given: Given, *, is_open: bool) -> Row:
        case_id = cast("str", given.get("case_id", "C-1"))
        last = self.last.get(case_id)
        row = {**self._place(case_id, last, given), **_times(last, given, is_open=is_open)}
        row |= {
            "amount_cents": None,
            "resource": None,
            "prev_resource": last["resource"] if last else None,
            "outcome": None if is_open else "passed",
            "criteria_met": None if is_open else True,
            "closes": False,
            "recorded_at": None,
            **({"as_of": None} if is_open else {}),
            **given,
        }
        self.last[case_id] = row
        return row

    def _place(self, case_id: str, last: Row | None, given: Given) -> Row:
        stage = cast("str", given.get("stage", self.order[0]))
        way = (*self.ways.get(case_id, ()), stage)
        deviation = self._deviation(last, stage)
        path = as_number(path_of(way))
        stream = given.get("stream", STREAM)
        self.ways[case_id] = way
        self.paths[path] = {
            "path": path, "stream": stream, "steps": len(way), "stages": list(way)
        }  # fmt: skip
        return {
            "case_id": case_id,
            "stream": stream,
            "stage": stage,
            "seq": len(way),
            "visit": Counter(way)[stage],
            "prev_stage": last["stage"] if last else None,
            "path": path,
            "deviation": deviation,
            "on_documented_path": deviation is None and (not last or last["on_documented_path"]),
        }

    def _deviation(self, last: Row | None, stage: str) -> str | None:
        before = last["stage"] if last else None
        if stage not in self.order or (before and before not in self.order):
            return "undocumented"
        step = self.order.index(stage) - (self.order.index(before) if before else -1)
        return None if step == 1 else "skipped" if step > 1 else "reopened"


def _times(last: Row | None, given: Given, *, is_open: bool) -> Row:
    entered = given.get("entered", (last and (last["exited"] or last["entered"])) or BEGIN)
    started = given.get("started", entered + _HOUR)
    exited = given.get("exited", None if is_open else (started or entered) + 2 * _HOUR)
    times = {"entered": entered, "started": started, "exited": exited}
    business = {"wait_business_us": None, "work_business_us": None}
    return {**times, **business, **elapsed(entered, started, exited)}


def elapsed(entered: datetime, started: datetime | None, exited: datetime | None) -> Row:
    """Return the three times of a visit, none less than nothing."""
    return {
        "wait_us": _us(entered, started or exited),
        "work_us": _us(started, exited),
        "step_us": _us(entered, exited),
    }


def _us(begin: datetime | None, end: datetime | None) -> int | None:
    return None if begin is None or end is None else max((end - begin) // _US, 0)


def _record(rows: Sequence[Row]) -> None:
    """Say when each visit became final: when the next began, or when it ended."""
    following: dict[str, datetime] = {}
    for row in reversed(rows):
        if "as_of" not in row and row["recorded_at"] is None:
            row["recorded_at"] = following.get(row["case_id"], row["exited"])
        following[row["case_id"]] = row["entered"]


def _run_up_to(row: Row, as_of: datetime) -> None:
    """Let the times of a visit that is not over run up to a moment."""
    row["as_of"] = as_of
    until = elapsed(row["entered"], row["started"], row["exited"] or as_of)
    row.update({name: us for name, us in until.items() if row[name] is None})
    if row["started"] is None:
        row["wait_us"] = until["wait_us"]


def _newest(rows: Iterable[Row]) -> datetime:
    moments = (row[name] for row in rows for name in ("entered", "started", "exited"))
    return max((moment for moment in moments if moment is not None), default=BEGIN)


def _cases(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row["seq"] == 1:
            case = {"case_id": row["case_id"], "stream": row["stream"], "product": ""}
            yield {**case, "opened": row["entered"], "model": MODEL}


def _models(rows: Iterable[Row], order: Sequence[str]) -> Iterator[Row]:
    for stream in sorted({row["stream"] for row in rows} or {STREAM}):
        path = as_number(path_of(order))
        yield {"model": MODEL, "stream": stream, "path": path, "stages": list(order)}


_DEFAULTS: dict[str, Row] = {
    "cases": {"case_id": "C-1", "stream": STREAM, "product": "", "opened": BEGIN, "model": MODEL},
    "facts": {
        "metric": "Metric",
        "stream": STREAM,
        "stage": ORDER[0],
        "case_id": "C-1",
        "item": "Item",
        "version": 1,
        "part": 0,
        "at": BEGIN,
        "numerator": 1_000_000,
        "denominator": None,
        "versions": "newest",
        "recorded_at": BEGIN,
    },
    "holds": {
        "case_id": "C-1",
        "stream": STREAM,
        "stage": ORDER[0],
        "seq": 1,
        "began": BEGIN,
        "ended": BEGIN + _HOUR,
        "reason": "",
    },
}


def _whole(name: str, given: Given) -> Row:
    row = {**_DEFAULTS.get(name, {}), **given}
    if name == "holds":
        row.setdefault("hold_us", _us(row["began"], row["ended"]))
    return row
