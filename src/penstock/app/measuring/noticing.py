"""Records of key metrics as checks need them: read without all that measuring takes.

What makes sure that a record can be measured is slow to import, and a check of documents is not.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from penstock.app.measuring.files import Lines, files_of
from penstock.architecture.checks.metric_records import WrittenMetric, WrittenMetrics

KEYS = frozenset(
    {
        *("name", "stage", "kind", "unit", "scale", "statistic", "owner", "meaning"),
        *("baseline", "target", "needs", "from", "to", "within"),
        *("item", "numerator", "denominator", "where", "versions", "at", "of", "of_versions"),
        *("zone", "whole_days"),
    }
)
KINDS = frozenset(
    {
        *("count", "sum", "mean", "ratio", "conversion", "duration", "on time", "first pass"),
        *("accuracy", "utilisation", "rate", "uptime", "retention"),
    }
)
_CALENDAR = "calendar.json"
_Plain = Mapping[str, Any]


def noticed(folder: Path) -> WrittenMetrics | None:
    """Return what is written of key metrics beside documents; None where nothing is."""
    files = files_of(folder)
    if not files:
        return None
    metrics: dict[str, tuple[WrittenMetric, ...]] = {}
    faults: list[str] = []
    for file in files:
        name = file.relative_to(folder).as_posix()
        try:
            text = file.read_text(encoding="utf-8-sig")
            plain = tomllib.loads(text)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(f"{name} cannot be read: {error}.")
            continue
        lines = Lines(text)
        faults.extend(_faults(plain, name, lines))
        stream_id = str(plain.get("stream", ""))
        found = tuple(_metrics(plain, stream_id, name, lines))
        metrics[stream_id] = (*metrics.get(stream_id, ()), *found)
    has_calendar = (folder / _CALENDAR).is_file()
    return WrittenMetrics(metrics=metrics, faults=tuple(faults), has_calendar=has_calendar)


def _records(plain: _Plain) -> list[_Plain]:
    records = plain.get("metric", [])
    return [each for each in records if isinstance(each, dict)] if isinstance(records, list) else []


def _faults(plain: _Plain, name: str, lines: Lines) -> Iterator[str]:
    if not isinstance(plain.get("stream"), str):
        yield f'{name}:1 names no value stream. Write stream = "…" in front of the metrics.'
    for key in plain.keys() - {"stream", "metric"}:
        yield f"{name}:1 has the key {key}, which says nothing. Take it out."
    for number, record in enumerate(_records(plain)):
        for key in sorted(record.keys() - KEYS):
            yield (
                f"{name}:{lines.of_key(number, key)} has the key {key}, which says nothing. "
                f"A record has: {', '.join(sorted(KEYS))}."
            )
        for key in sorted({"name", "kind"} - record.keys()):
            yield f"{name}:{lines.of_record(number)} has no {key}. Write it."
        if "kind" in record and record["kind"] not in KINDS:
            yield (
                f"{name}:{lines.of_key(number, 'kind')} has the kind “{record['kind']}”. "
                f"Take one of: {', '.join(sorted(KINDS))}."
            )
        if record.keys().isdisjoint({"from", "item", "needs"}):
            yield (
                f"{name}:{lines.of_record(number)} does not say where its numbers come from. "
                "Write from, item or needs."
            )


def _metrics(plain: _Plain, stream_id: str, name: str, lines: Lines) -> Iterator[WrittenMetric]:
    for number, record in enumerate(_records(plain)):
        moments = [record.get(key) for key in ("from", "to")]
        stages = (each.get("stage", "") for each in moments if isinstance(each, dict))
        times = f"{record.get('unit', '')} {record.get('within', '')}"
        yield WrittenMetric(
            name=str(record.get("name", "")),
            stream_id=stream_id,
            stage_id=str(record.get("stage", "")),
            stages=tuple(str(each) for each in stages if each),
            items=tuple(str(record[key]) for key in ("item", "of") if record.get(key)),
            owner=str(record.get("owner", "")),
            counts_business_time="business" in times,
            place=f"{name}:{lines.of_record(number)}",
        )
