"""Which months of a metric tell something, and what."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.alerts.judging import LEAST_CASES, Judged, Unjudged
from penstock.measurement.metrics.records import Kind
from penstock.measurement.metrics.results import Status, status_of
from tests.unit.measurement.alerts.judging import (
    AT_LEAST_90,
    AT_MOST_30,
    TWO_ITEMS,
    days,
    judge,
    record,
    share,
    trouble,
)

CLOSING = record(target=AT_LEAST_90)
DURING = record(Kind.DURATION, unit="days", target=AT_MOST_30)


def test_the_newest_month_that_is_over_is_held_against_the_target() -> None:
    found = judge(DURING, days(9, 20), days(10, 31), days(11, 99))

    assert trouble(*found) == [("missed target", "2026-10")]


def test_a_miss_tells_since_when_months_in_a_row_have_missed() -> None:
    (found,) = judge(DURING, days(6, 40), days(7, 20), days(8, 31), days(9, 33), days(10, 31))

    assert isinstance(found, Judged)
    assert found.since == date(2026, 8, 1)


def test_a_month_with_fewer_cases_than_tell_something_is_passed_over() -> None:
    found = judge(DURING, days(9, 20), days(10, 99, count=LEAST_CASES - 1))

    assert trouble(*found) == []


def test_what_no_month_tells_yet_is_named_with_the_reason() -> None:
    (found,) = judge(DURING, days(10, 99, count=3))

    assert isinstance(found, Unjudged)
    assert found.because == "no month of the last year is settled with at least 20 cases"


def test_a_total_cannot_miss_its_target_in_a_month() -> None:
    (found,) = judge(record(Kind.SUM, target=AT_LEAST_90), days(10, 3))

    assert isinstance(found, Unjudged)


def test_a_share_of_two_items_waits_until_the_second_can_have_come() -> None:
    closing = record(Kind.RATIO, source=TWO_ITEMS, target=AT_LEAST_90)

    found = judge(closing, share(7, 10, 40), share(8, 11, 40), share(9, 2, 40))

    assert trouble(*found) == [("missed target", "2026-07")]


@given(
    count=st.integers(LEAST_CASES, 60),
    open_=st.integers(0, 30),
    data=st.data(),
    target=st.sampled_from([AT_LEAST_90, AT_MOST_30]),
)
def test_a_share_is_judged_where_no_open_case_can_turn_it_and_not_before(
    count: int, open_: int, data: st.DataObject, target: object
) -> None:
    hits = data.draw(st.integers(0, count))
    (found,) = judge(record(target=target), share(10, hits, count, open_=open_))

    ends = {
        status_of(share(10, hits + more, count + open_).value, target)  # type: ignore[arg-type]
        for more in range(open_ + 1)
    } | {status_of(share(10, hits, count).value, target)}  # type: ignore[arg-type]
    if len(ends) > 1:
        assert isinstance(found, Unjudged)
    else:
        assert isinstance(found, Judged)
        assert found.is_trouble is (ends == {Status.MISSED})


def test_a_share_beyond_its_limits_is_trouble_on_the_bad_side_alone() -> None:
    usual = [share(month, 180 + month, 200) for month in range(4, 10)]

    low, high = (judge(CLOSING, *usual, share(10, hits, 200)) for hits in (140, 200))

    assert ("beyond the limits", "2026-10") in trouble(*low)
    assert trouble(*high) == []


def test_a_small_month_is_allowed_to_lie_further_off_than_a_large_one() -> None:
    usual = [share(month, 150, 200) for month in range(4, 10)]
    without_target = record()

    small, large = (
        judge(without_target, *usual, share(10, count * 6 // 10, count)) for count in (20, 200)
    )

    assert (trouble(*small), trouble(*large)) == ([], [("beyond the limits", "2026-10")])


def test_a_duration_beyond_its_limits_is_trouble_also_without_a_target() -> None:
    usual = [days(month, 20 + month % 2) for month in range(2, 10)]

    found = judge(record(Kind.DURATION, unit="days"), *usual, days(10, 60))

    assert trouble(*found) == [("beyond the limits", "2026-10")]


def test_limits_need_six_months() -> None:
    usual = [days(month, 20 + month % 2) for month in range(6, 10)]

    assert judge(record(Kind.DURATION, unit="days"), *usual, days(10, 60)) == []
