"""A log as it stood: the same as a log that ended then."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.measurement.cutting import cut
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import BetweenMoments, Kind
from penstock.measurement.tables import TABLES
from penstock.store.logs import FolderLog
from tests.logs import BEGIN, ORDER, Row, SmallLog, elapsed
from tests.random_logs import logs
from tests.unit.measurement.metrics.test_measuring import entered, item, left, record

MOMENTS = st.integers(-5, 300).map(lambda days: BEGIN + timedelta(days=days, minutes=7))
WAY = BetweenMoments(begin=entered(ORDER[0]), end=left(ORDER[1]))
RECORDS = [
    *(record(kind, WAY) for kind in (Kind.CONVERSION, Kind.COUNT)),
    record(Kind.DURATION, WAY, unit="hours"),
    record(Kind.SUM, item()),
]
# Nobody can tell of a visit under way who had its task when, nor are its open hours counted anew.
_UNTOLD = {"resource", "wait_business_us", "work_business_us"}


def stood(log: SmallLog, at: datetime) -> SmallLog:
    """Return a log of the rows as they stood, worked out row by row."""
    rows, begun = log.rows, dict[str, Row]()
    for row in sorted([*rows["visits"], *rows["open"]], key=lambda row: int(row["seq"])):
        if row["entered"] <= at:
            begun[row["case_id"]] = row
    last = begun.values()
    kept = {
        "visits": [row for row in rows["visits"] if row["recorded_at"] <= at],
        "open": [_under_way(row, at) for row in last if _by(row["recorded_at"], at) is None],
        "cases": [row for row in rows["cases"] if row["opened"] <= at],
        "facts": [row for row in rows["facts"] if row["recorded_at"] <= at],
        "holds": [row for row in rows["holds"] if row["ended"] <= at],
    }
    return SmallLog(as_of=at, rows={**rows, **kept})


def _under_way(row: Row, at: datetime) -> Row:
    exited, started = _by(row["exited"], at), _by(row["started"], at)
    told: Row = {"started": started, "exited": exited, "recorded_at": None, "as_of": at}
    told |= elapsed(row["entered"], started, exited or at) | {"closes": False}
    if exited is None:
        told["outcome"] = None
    if exited is None or row["closes"]:
        told["criteria_met"] = None
    if exited is None and started is None:
        told["resource"] = None
    return {**row, **told}


def _by(moment: datetime | None, at: datetime) -> datetime | None:
    return moment if moment is not None and moment <= at else None


def as_it_stood(log: SmallLog, at: datetime) -> FolderLog:
    tables = cut({name: log.table(name) for name in TABLES}, at)
    return FolderLog(tables, as_of=at, about=log.about, let_go=lambda: None)


def in_order(rows: Iterable[Mapping[str, object]], *, without: Iterable[str] = ()) -> list[str]:
    told = ({key: each[key] for key in sorted(each.keys() - set(without))} for each in rows)
    return sorted(map(repr, told))


@settings(max_examples=12)
@given(log=logs(most_cases=30), at=MOMENTS)
def test_a_log_as_it_stood_has_the_rows_of_one_that_ended_then(log: SmallLog, at: datetime) -> None:
    expected, found = stood(log, at), as_it_stood(log, at)

    for name in ("visits", "open", "cases", "facts", "holds"):
        rows = found.table(name).to_pyarrow().to_pylist()
        assert in_order(rows) == in_order(expected.table(name).to_pyarrow().to_pylist())


@settings(max_examples=5)
@given(log=logs(most_cases=30), at=MOMENTS)
def test_measures_as_they_stood_are_those_of_a_log_that_ended_then(
    log: SmallLog, at: datetime
) -> None:
    expected, found = stood(log, at), as_it_stood(log, at)

    assert measure(RECORDS, found) == measure(RECORDS, expected)


@settings(max_examples=8)
@given(log=logs(most_cases=30))
def test_a_log_as_it_stands_is_the_log(log: SmallLog) -> None:
    found = as_it_stood(log, log.as_of)

    for name in ("visits", "open", "cases", "holds"):
        rows = found.table(name).to_pyarrow().to_pylist()
        plain = log.table(name).to_pyarrow().to_pylist()
        assert in_order(rows, without=_UNTOLD) == in_order(plain, without=_UNTOLD)
