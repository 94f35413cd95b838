"""Numbers out of information items, as the key metrics of the stream want them, for a made log.

Every case that came to the stage of a metric has recorded what the metric asks for, once; what it
recorded follows from the case, so that a log has the same facts again.
"""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.measurement.logs.folders import Made
from benchmarks.measurement.logs.paths import STREAM
from penstock.app.cases.sources import company
from penstock.app.measuring.records import read_records
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord

COMPANY = Path(__file__).resolve().parents[3] / "enterprise" / "quantum-energy"
LAST_STAGE = f"{STREAM}.7"
_MOMENTS = {Kind.DURATION, Kind.ON_TIME}
# Up to one, in millionths, by the last digits of the case's number and a factor of the metric.
_SOME = "CAST(right(case_id, 9) AS BIGINT) * {factor} % 1009 * 991"
_FACTS = """
COPY (
    SELECT $metric AS metric, any_value(stream) AS stream, $stage AS stage, case_id, $item AS item,
           1::INTEGER AS version, 0::INTEGER AS part, max(exited) AS "at",
           ({upper})::BIGINT AS numerator, ({lower})::BIGINT AS denominator, $versions AS versions,
           max(exited) AS recorded_at
    FROM read_parquet('{visits}', hive_partitioning = false)
    WHERE stage = $stage GROUP BY case_id ORDER BY "at"
) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""


class Recorded(NamedTuple):
    """An item that is recorded for a metric, and its two numbers in SQL."""

    item: str
    upper: str
    lower: str


def metrics() -> tuple[MetricRecord, ...]:
    """Return the reference company's key metrics of the stream that the log is of."""
    folder, architecture = company(COMPANY)
    return read_records(folder, architecture).of(STREAM)


def write_facts(log: Made) -> None:
    """Write the facts of all metrics of the stream into a log, unless they are there."""
    folder, said = log.folder / "facts", log.path / "facts.txt"
    wanted = [(each, item) for each in metrics() for item in _items(each)]
    origin = sha256(Path(__file__).read_bytes() + repr(wanted).encode()).hexdigest()
    if said.exists() and said.read_text(encoding="utf-8") == origin:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for part, (record, item) in enumerate(wanted, start=1):
        _write(log, folder / f"part-{part:08}.parquet", record, item)
    said.write_text(origin, encoding="utf-8")


def _items(record: MetricRecord) -> Iterator[Recorded]:
    """Yield what is recorded for a metric; a metric of two items has a number of each."""
    source = record.source
    if not isinstance(source, FromItems):
        return
    upper, lower = _numbers(record)
    if source.of:
        yield Recorded(source.item, upper, "NULL")
        yield Recorded(source.of, "NULL", lower)
    else:
        yield Recorded(source.item, upper, lower)


def _numbers(record: MetricRecord) -> tuple[str, str]:
    if record.kind in _MOMENTS:
        return "epoch_us(max(exited))", "epoch_us(min(entered))"
    return _SOME.format(factor=len(record.name)), "1000000"


def _write(log: Made, file: Path, record: MetricRecord, item: Recorded) -> None:
    source = record.source
    assert isinstance(source, FromItems)
    asked = _FACTS.format(
        upper=item.upper, lower=item.lower, visits=f"{log.folder}/visits/*/*.parquet", file=file
    )
    named = {
        "metric": record.name,
        "stage": record.stage_id or LAST_STAGE,
        "item": item.item,
        "versions": source.versions.value,
    }
    duckdb.execute(asked, named)
