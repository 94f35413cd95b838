"""What figures of a log are, counted row by row in plain Python: slow, and plain to see."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from penstock.measurement.flow.durations import SHARES, Durations
from tests.logs import Row, SmallLog

US = timedelta(microseconds=1)


def entered(log: SmallLog) -> list[Row]:
    return [*log.rows["visits"], *log.rows["open"]]


def is_end(row: Row) -> bool:
    return bool(row["closes"]) or row["outcome"] == "cancelled"


def grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def cases_of(rows: Iterable[Row]) -> set[str]:
    return {row["case_id"] for row in rows}


def percentile(values: Sequence[int], share: float) -> int:
    return sorted(values)[ceil(Fraction(str(share)) * len(values)) - 1]


def durations_of(values: Iterable[int | None]) -> Durations | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    median, most, nearly_all = (percentile(known, share) for share in SHARES)
    return Durations(
        count=len(known),
        total_us=sum(known),
        p50_us=median,
        p85_us=most,
        p95_us=nearly_all,
    )


def waited(log: SmallLog) -> list[Row]:
    """Return the visits that are over, with time on hold during work counted as waiting."""
    return [_waited(row, log.rows["holds"]) for row in log.rows["visits"]]


def _waited(row: Row, holds: Iterable[Row]) -> Row:
    if row["started"] is None:
        return row
    held = sum(
        max(0, (min(hold["ended"], row["exited"]) - max(hold["began"], row["started"])) // US)
        for hold in holds
        if (hold["case_id"], hold["seq"]) == (row["case_id"], row["seq"])
    )
    return {**row, "wait_us": row["wait_us"] + held, "work_us": row["work_us"] - held}


def span_us(rows: Sequence[Row]) -> int:
    first: datetime = min(row["entered"] for row in rows)
    last: datetime = max(row["exited"] for row in rows)
    return max((last - first) // US, 0)
