"""Facts: what metric records take out of an item, number by number."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.metrics.facts import RecordedItem, facts_of, items_of, number_of
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord

AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
US = 1_000_000
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


def recorded(content: Any) -> RecordedItem:
    return RecordedItem(
        stream_id="NCV-03",
        stage_id="NCV-03.1",
        case_id="C-1",
        version=1,
        at=AT,
        known_at=AT,
        content=content,
    )


def record(kind: Kind = Kind.RATIO, **source: Any) -> MetricRecord:
    return MetricRecord(
        name="Metric", stream_id="NCV-03", kind=kind, source=FromItems(item="Item", **source)
    )


def numbers(content: Any, kind: Kind = Kind.RATIO, **source: Any) -> list[tuple[int | None, ...]]:
    found = facts_of(record(kind, **source), "Item", recorded(content))
    assert [fact.part for fact in found] == list(range(len(found)))
    return [(fact.numerator, fact.denominator) for fact in found]


def test_a_number_is_in_millionths() -> None:
    assert numbers({"a": 3, "b": Decimal("0.25")}, numerator="a", denominator="b") == [
        (3 * US, US // 4)
    ]


def test_a_number_in_quotes_is_a_number() -> None:
    assert numbers({"a": "1200.50"}, numerator="a") == [(1_200_500_000, None)]


def test_yes_counts_one_and_no_nothing() -> None:
    assert numbers({"a": True, "b": False}, numerator="b", denominator="a") == [(0, US)]


def test_what_is_recorded_can_be_counted_whatever_it_says() -> None:
    assert numbers(None, numerator="1", denominator="1") == [(US, US)]


@pytest.mark.parametrize(
    "content", [None, [], {}, {"a": None}, {"a": "soon"}, {"a": {"b": 1}}, {"a": "NaN"}]
)
def test_what_is_not_there_gives_one_fact_without_numbers(content: Any) -> None:
    assert numbers(content, numerator="a") == [(None, None)]


def test_a_number_with_no_place_in_64_bits_is_not_there() -> None:
    assert numbers({"a": 10**13}, numerator="a") == [(None, None)]


def test_a_moment_is_in_microseconds() -> None:
    told = {"a": "1970-01-01T00:00:01+00:00", "b": "1970-01-02"}
    assert numbers(told, numerator="a", denominator="b") == [(US, 86_400 * US)]


def test_a_day_begins_by_the_clock_of_its_zone() -> None:
    # New York is five hours behind UTC in January.
    assert numbers({"a": "1970-01-01"}, numerator="a", zone="America/New_York") == [
        (5 * 3600 * US, None)
    ]


def test_whole_days_are_those_of_the_zone() -> None:
    # Half past three in UTC is the evening before in New York.
    told = {"a": "1970-01-03T03:30:00+00:00", "b": "1970-01-03"}
    taken = numbers(told, numerator="a", denominator="b", zone="America/New_York", whole_days=True)
    assert taken == [(86_400 * US, 2 * 86_400 * US)]


def test_each_element_of_a_list_gives_a_fact() -> None:
    told = {"lines": [{"a": 1, "b": 2}, {"a": 3}, {"b": 4}]}
    assert numbers(told, numerator="lines[].a", denominator="lines[].b") == [
        (US, 2 * US),
        (3 * US, None),
        (None, 4 * US),
    ]


def test_what_stands_beside_a_list_goes_with_each_element() -> None:
    told = {"rate": 2, "lines": [{"a": 1}, {"a": 3}]}
    assert numbers(told, numerator="lines[].a", denominator="rate") == [
        (US, 2 * US),
        (3 * US, 2 * US),
    ]


def test_an_inner_list_has_the_elements() -> None:
    told = {"orders": [{"due": 5, "lines": [{"a": 1}, {"a": 2}]}, {"due": 6, "lines": []}]}
    taken = numbers(told, numerator="orders[].lines[].a", denominator="orders[].due")
    assert taken == [(US, 5 * US), (2 * US, 5 * US), (None, 6 * US)]


def test_the_last_element_is_taken_alone() -> None:
    told = {"answers": [{"a": 1}, {"a": 9}]}
    assert numbers(told, numerator="answers[-1].a") == [(9 * US, None)]


def test_a_comparison_is_one_or_nothing() -> None:
    told = {"decisions": [{"outcome": "approved"}, {"outcome": "declined"}]}
    taken = numbers(told, numerator="decisions[].outcome = approved", denominator="1")
    assert taken == [(US, US), (0, US)]


def test_an_element_that_fails_a_condition_keeps_its_place_without_numbers() -> None:
    told = {"lines": [{"a": 1, "what": "part"}, {"a": 3, "what": "whole"}, {"a": 5}]}
    taken = numbers(told, numerator="lines[].a", where=(("lines[].what", "whole | all"),))
    assert taken == [(None, None), (3 * US, None), (None, None)]


def test_conditions_hold_yes_and_no_against_their_words() -> None:
    where = (("is_void", "false"),)
    assert numbers({"is_void": False}, numerator="1", where=where) == [(US, None)]
    assert numbers({"is_void": True}, numerator="1", where=where) == [(None, None)]


def test_accuracy_takes_the_difference_and_the_size() -> None:
    told = {"ours": 90, "theirs": -100}
    taken = numbers(told, Kind.ACCURACY, numerator="ours", denominator="theirs")
    assert taken == [(190 * US, 100 * US)]


def test_accuracy_needs_both_numbers() -> None:
    taken = numbers({"ours": 90}, Kind.ACCURACY, numerator="ours", denominator="theirs")
    assert taken == [(None, None)]


def test_two_items_give_a_number_each() -> None:
    metric = record(numerator="a", denominator="b", of="Other", where=(("a", "1"),))
    content = recorded({"a": 1, "b": 2})
    [upper], [lower] = facts_of(metric, "Item", content), facts_of(metric, "Other", content)

    assert (upper.numerator, upper.denominator) == (US, None)
    assert (lower.numerator, lower.denominator) == (None, 2 * US)
    assert items_of(metric) == ("Item", "Other")


def test_a_fact_counts_when_its_item_says() -> None:
    [told] = facts_of(record(at="on"), "Item", recorded({"on": "2026-02-01T00:00:00Z"}))
    [untold] = facts_of(record(at="on"), "Item", recorded({}))

    assert (told.at, untold.at) == (datetime(2026, 2, 1, tzinfo=UTC), AT)


@given(
    JSON,
    st.sampled_from(["a", "a.b", "a[].b", "a[-1]", "1", "b[].c[].a", "a = yes"]),
    st.sampled_from(["", "1", "b", "a[].c", "b[].c[].b"]),
)
def test_no_content_breaks_it_or_gives_nothing(content: Any, above: str, below: str) -> None:
    taken = numbers(content, numerator=above, denominator=below, at="a", where=(("b", ""),))

    assert taken
    assert all(each is None or abs(each) < 2**63 for pair in taken for each in pair)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_up_to_six_decimals_are_exact(whole: int, decimals: int) -> None:
    value = Decimal(whole).scaleb(-decimals)

    assert number_of(value, FromItems(item="Item")) == value * US
