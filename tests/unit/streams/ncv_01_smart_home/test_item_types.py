"""Every item of the stage table is a type, in the words of both sets of documents."""

from datetime import UTC, date, datetime

import pytest

from penstock.app.cases.binding import streams
from penstock.app.loading import load, reference_company
from penstock.measurement.metrics.records import FromItems, MetricRecord
from penstock.streams.ncv_01_smart_home.items.installation import InstallationReport
from penstock.streams.ncv_01_smart_home.items.marketing import HomeInquiry, WebsiteTraffic
from tests.metric_fields import from_items, require_fields

STREAM = "NCV-01"
STAGES = load(reference_company()).architecture.stages_of(STREAM)
MAY = datetime(2026, 5, 4, tzinfo=UTC)
ITEMS = sorted({item.text for stage in STAGES for item in (*stage.inputs, *stage.outputs)})


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_of_the_stage_table_has_a_type(item: str) -> None:
    assert streams().item_type(STREAM, item) is not None


@pytest.mark.parametrize("older", ["Solution design", "Quote", "Installed devices"])
def test_a_term_of_the_older_documents_is_the_same_item(older: str) -> None:
    assert streams().item_type(STREAM, older) is not None


@pytest.mark.parametrize("record", from_items(STREAM), ids=lambda record: record.name)
def test_a_record_names_fields_that_its_items_have(record: MetricRecord) -> None:
    assert isinstance(record.source, FromItems)
    require_fields(STREAM, record.source)


def test_whoever_leaves_no_way_to_answer_is_no_lead() -> None:
    with pytest.raises(ValueError, match="neither email nor phone"):
        HomeInquiry(
            name="Ana", premise="1 Elm Street", received_at=datetime(2026, 5, 4, tzinfo=UTC)
        )


def test_days_of_traffic_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="before they begin"):
        WebsiteTraffic(begin=date(2026, 5, 4), end=date(2026, 5, 4), visits=1, inquiries=0)


def test_a_difference_that_is_none_of_its_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="difference_cents"):
        InstallationReport(quoted_cents=100, billed_cents=90, difference_cents=0, incidents=0)
