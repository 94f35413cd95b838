"""A log with all that random small logs have, of two streams, and with facts of key metrics."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord
from tests.log_folders import write
from tests.logs import BEGIN, STREAM, Row, SmallLog
from tests.random_logs import random_log, together

_CASES, _FACTS = 250, 40
_DAY_US, _US = 86_400_000_000, timedelta(microseconds=1)
_BEGIN_US = int(BEGIN.timestamp()) * 1_000_000
_OF_MOMENTS = {Kind.DURATION, Kind.ON_TIME}


def write_large_log(folder: Path, records: Iterable[MetricRecord], other_stream: str) -> None:
    """Write the same log each time, with cases of two streams and facts for each record."""
    dice = Random(7)
    own, other = random_log(dice, _CASES), random_log(dice, _CASES)
    both = together([own, _moved_to(other_stream, other)])
    cases = [row["case_id"] for row in both.rows["cases"]]
    facts = [*both.rows["facts"], *_facts(dice, records, cases)]
    write(folder, SmallLog(as_of=both.as_of, rows={**both.rows, "facts": facts}))


def _moved_to(stream: str, log: SmallLog) -> SmallLog:
    """Return a log whose cases are those of another stream."""
    rows = {
        name: [{key: _renamed(value, stream) for key, value in row.items()} for row in table]
        for name, table in log.rows.items()
    }
    return SmallLog(as_of=log.as_of, rows=rows)


def _renamed(value: object, stream: str) -> object:
    if isinstance(value, list):
        return [_renamed(each, stream) for each in value]
    return value.replace(STREAM, stream) if isinstance(value, str) else value


def _facts(dice: Random, records: Iterable[MetricRecord], cases: list[str]) -> Iterator[Row]:
    for record in records:
        source = record.source
        if not isinstance(source, FromItems):
            continue
        for item in filter(None, (source.item, source.of)):
            for case_id in dice.sample(cases, _FACTS):
                for version in range(1, dice.randint(1, 3) + 1):
                    place = {"item": item, "case_id": case_id, "version": version, "part": 0}
                    yield {**_numbers(dice, record), **place, "versions": source.versions.value}


def _numbers(dice: Random, record: MetricRecord) -> Row:
    at_us = dice.randrange(200 * _DAY_US)
    lower = _BEGIN_US + at_us if record.kind in _OF_MOMENTS else 1_000_000
    upper = lower + dice.choice([0, dice.randrange(30 * _DAY_US), -lower])
    return {
        "metric": record.name,
        "stream": record.stream_id,
        "stage": record.stage_id,
        "at": BEGIN + at_us * _US,
        "recorded_at": BEGIN + at_us * _US,
        "numerator": dice.choice([upper, upper, upper, None]),
        "denominator": dice.choice([lower, lower, lower, None]),
    }
