from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.checks.documents.days import days, interval, last_day, later


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 2026-11-20.", date(2026, 11, 20)),
        ("20 Nov 2026", date(2026, 11, 20)),
        ("November 20, 2026", date(2026, 11, 20)),
        ("2026-13-01", None),
        ("31 April 2026", None),
        ("11/20/26", None),
    ],
)
def test_days_are_read_in_forms_that_leave_no_doubt(text: str, day: date | None) -> None:
    assert last_day(text) == day


def test_a_day_that_no_calendar_has_is_told_apart_from_no_day() -> None:
    assert list(days("2026-02-30 and soon")) == [("2026-02-30", None)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("annually", 12),
        ("Monthly", 1),
        ("every other month", 2),
        ("every 3 years", 36),
        ("every now and then", None),
        ("biannually", None),
    ],
)
def test_spans_are_counted_in_months(text: str, months: int | None) -> None:
    assert interval(text) == months


def test_a_month_later_is_the_last_day_where_the_month_is_shorter() -> None:
    assert later(date(2026, 1, 31), months=1) == date(2026, 2, 28)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 500), st.integers(1, 500))
def test_a_longer_span_never_ends_earlier(day: date, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))

    assert later(day, months=shorter) <= later(day, months=longer)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert all(day is None or isinstance(day, date) for _, day in days(text))
