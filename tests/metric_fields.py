"""The fields of information items that records of key metrics name, for tests."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from penstock.app.cases.binding import streams
from penstock.app.loading import load, reference_company
from penstock.app.measuring.records import read_records
from penstock.measurement.metrics.records import FromItems, MetricRecord

RECORDS = read_records(reference_company(), load(reference_company()).architecture)


def from_items(stream: str) -> list[MetricRecord]:
    """Return the records of a stream that read items."""
    return [each for each in RECORDS.of(stream) if isinstance(each.source, FromItems)]


def require_fields(stream: str, source: FromItems) -> None:
    """Look whether the items that a source names have the fields that it names."""
    for item, path in _paths(source):
        kind = streams().item_type(stream, item)
        assert kind is not None, f"no item is called {item}"
        if path not in {"", "1"}:
            field_of(kind.of, path)


def field_of(of: Any, path: str) -> Any:
    """Return the type of the field that a path leads to."""
    name, _, rest = path.partition(".")
    bare, bracket, _ = name.partition("[")
    kind: Any = next(each for each in (of, *get_args(of)) if is_dataclass(each))
    assert bare in {each.name for each in fields(kind)}, f"{kind.__name__} has no {bare}"
    found = get_type_hints(kind)[bare]
    if bracket:
        found = next(each for each in get_args(found) if each is not Ellipsis)
        found = next((each for each in get_args(found) if is_dataclass(each)), found)
    return field_of(found, rest) if rest else found


def _paths(source: FromItems) -> Iterator[tuple[str, str]]:
    yield source.item, source.numerator.partition(" = ")[0]
    yield source.of or source.item, source.denominator
    yield source.item, source.at
    yield from ((source.item, path) for path, _ in source.where)
