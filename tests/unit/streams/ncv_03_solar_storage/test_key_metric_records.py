"""The records of the stream's key metrics name fields that its items have."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from penstock.app.cases.binding import streams
from penstock.app.loading import load, reference_company
from penstock.app.measuring.records import read_records
from penstock.measurement.metrics.records import FromItems, MetricRecord

STREAM = "NCV-03"
RECORDS = read_records(reference_company(), load(reference_company()).architecture)
FROM_ITEMS = [each for each in RECORDS.of(STREAM) if isinstance(each.source, FromItems)]


def paths(source: FromItems) -> Iterator[tuple[str, str]]:
    """Yield each path of a source, with the item that it leads into."""
    yield source.item, source.numerator.partition(" = ")[0]
    yield source.of or source.item, source.denominator
    yield source.item, source.at
    yield from ((source.item, path) for path, _ in source.where)


def field_of(of: Any, path: str) -> Any:
    """Return the type of the field that a path leads to."""
    name, _, rest = path.partition(".")
    bare, bracket, _ = name.partition("[")
    kind: Any = next(each for each in (of, *get_args(of)) if is_dataclass(each))
    assert bare in {each.name for each in fields(kind)}, f"{kind.__name__} has no {bare}"
    found = get_type_hints(kind)[bare]
    if bracket:
        found = get_args(found)[0]
    return field_of(found, rest) if rest else found


@pytest.mark.parametrize("record", FROM_ITEMS, ids=lambda record: record.name)
def test_a_record_names_fields_that_its_items_have(record: MetricRecord) -> None:
    source = record.source
    assert isinstance(source, FromItems)
    for item, path in paths(source):
        kind = streams().item_type(STREAM, item)
        assert kind is not None, f"no item is called {item}"
        if path not in {"", "1"}:
            field_of(kind.of, path)


def test_all_fifteen_key_metrics_of_the_stage_table_have_a_source() -> None:
    of_stages = [each for each in RECORDS.of(STREAM) if each.stage_id]

    assert len(of_stages) == 15
    assert [each.name for each in of_stages if each.source is None or each.needs] == []


def test_a_promise_of_the_stage_table_is_the_one_that_is_measured() -> None:
    stages = load(reference_company()).architecture.stages_of("NCV-01")
    (promised,) = [each.service_level for each in stages if each.service_level]
    (record,) = [each for each in RECORDS.of("NCV-01") if each.name == "Scheduling efficiency"]

    assert promised is not None
    assert getattr(record.source, "within", "") == promised.text
