"""The cases behind a key metric are those that count and those that may still come to count."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.measurement.metrics.behind import cases_looked_at, count_looked_at
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
)
from tests.logs import ORDER, STREAM, log_of
from tests.random_logs import random_log

OPENED, CLOSED = Moment(at=At.OPENED), Moment(at=At.CLOSED)
THERE = Moment(at=At.ENTERED, stage_id=ORDER[1])


def conversion(begin: Moment, end: Moment) -> MetricRecord:
    return MetricRecord(
        name="Metric",
        stream_id=STREAM,
        kind=Kind.CONVERSION,
        source=BetweenMoments(begin=begin, end=end),
        unit="1",
    )


@settings(max_examples=10)
@given(seed=st.integers(0, 2**64))
def test_as_many_cases_are_behind_a_conversion_as_count_and_are_open(seed: int) -> None:
    log = random_log(random.Random(seed), 20)
    records = (conversion(OPENED, CLOSED), conversion(THERE, CLOSED))

    found = measure(records, log)

    assert [each.count + each.open_count for each in found] == [
        count_looked_at(log, each) for each in records
    ]


@settings(max_examples=10)
@given(seed=st.integers(0, 2**64), most=st.integers(1, 7))
def test_pages_of_cases_make_the_whole(seed: int, most: int) -> None:
    log, record = random_log(random.Random(seed), 20), conversion(OPENED, CLOSED)

    found: list[str] = []
    while page := cases_looked_at(log, record, after=found[-1] if found else "", most=most):
        found += page

    assert found == sorted({row["case_id"] for row in log.rows["cases"]})


def test_a_metric_of_items_looks_at_the_cases_that_recorded_a_number_of_it() -> None:
    fact = {"metric": "Metric", "item": "Item", "stage": ORDER[0], "version": 1, "part": 0}
    facts = [
        {**fact, "case_id": "C-1", "numerator": 5, "denominator": None},
        {**fact, "case_id": "C-2", "numerator": None, "denominator": None},
    ]
    visits = [{"case_id": each, "stage": ORDER[0]} for each in ("C-1", "C-2")]
    record = MetricRecord(
        name="Metric",
        stream_id=STREAM,
        kind=Kind.SUM,
        source=FromItems(item="Item", numerator="n"),
        unit="1",
    )

    assert cases_looked_at(log_of(visits, facts=facts), record) == ("C-1",)


def test_no_case_is_behind_a_metric_that_nothing_measures() -> None:
    record = MetricRecord(
        name="Metric", stream_id=STREAM, kind=Kind.SUM, source=None, unit="1", needs="a meter"
    )

    assert count_looked_at(log_of([{}]), record) == 0
