"""The records of the stream's key metrics name fields that its items have."""

import pytest

from penstock.app.loading import load, reference_company
from penstock.measurement.metrics.records import FromItems, MetricRecord
from tests.metric_fields import RECORDS, from_items, require_fields

STREAM = "NCV-03"


@pytest.mark.parametrize("record", from_items(STREAM), ids=lambda record: record.name)
def test_a_record_names_fields_that_its_items_have(record: MetricRecord) -> None:
    assert isinstance(record.source, FromItems)
    require_fields(STREAM, record.source)


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
