"""Calendars with versions: a new one rewrites nothing that is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.in_force import (
    CalendarHistory,
    ClosedPeriodError,
    NoCalendarError,
)
from penstock.governance.service_levels.reporting import report
from penstock.governance.service_levels.requests import Request
from tests.unit.governance.service_levels.promising import (
    CALENDARS,
    HISTORY,
    JULY,
    JUNE,
    REGULATED,
    REQUESTS,
)
from tests.unit.governance.service_levels.timing import OFFICE, local

NEWER = replace(
    OFFICE, version=2, holidays=OFFICE.holidays | {date(2026, 6, 19), date(2026, 7, 24)}
)


@given(st.lists(REQUESTS, max_size=6), st.integers(0, 200))
def test_s7_a_newer_calendar_does_not_rewrite_a_closed_period(
    asked: list[Request], days: int
) -> None:
    since = date(2026, 7, 1) + timedelta(days=days)
    amended = HISTORY.amended(NEWER, since=since, closed_until=date(2026, 7, 1))

    before = report([REGULATED], asked, CALENDARS, JUNE)
    after = report([REGULATED], asked, {OFFICE.id: amended}, JUNE)

    assert after == before
    assert after.fingerprint == before.fingerprint


def test_s7_a_calendar_that_would_rewrite_a_closed_period_is_refused() -> None:
    with pytest.raises(ClosedPeriodError, match="Put it in force on 2026-07-01 or later"):
        HISTORY.amended(NEWER, since=date(2026, 6, 30), closed_until=date(2026, 7, 1))


def test_a_request_counts_to_its_end_on_the_version_in_force_when_it_was_opened() -> None:
    amended = HISTORY.amended(NEWER, since=date(2026, 7, 1))
    asked = [
        Request(id=name, agreement_id=REGULATED.id, opened=local(OFFICE, opened), closed=closed)
        for name, opened in (("1", "2026-06-30T23:59"), ("2", "2026-07-01T00:00"))
        for closed in (local(OFFICE, "2026-07-02T09:00"),)
    ]

    (line,) = report([REGULATED], asked, {OFFICE.id: amended}, JULY).lines

    assert [each.calendar.version for each in line.settled] == [1, 2]
    assert line.calendars == ("office version 1", "office version 2")


def test_before_its_first_day_no_calendar_is_in_force() -> None:
    with pytest.raises(NoCalendarError, match="in force from 2025-01-01 on"):
        HISTORY.at(local(OFFICE, "2024-12-31T23:59"))


def test_versions_that_do_not_follow_each_other_are_refused() -> None:
    with pytest.raises(CalendarError, match="versions count upwards"):
        HISTORY.amended(OFFICE, since=date(2026, 1, 1))
    with pytest.raises(CalendarError, match="id or zone differ"):
        HISTORY.amended(replace(NEWER, zone="UTC"), since=date(2026, 1, 1))
    with pytest.raises(CalendarError, match="not after 2025-01-01"):
        HISTORY.amended(NEWER, since=date(2025, 1, 1))
    with pytest.raises(CalendarError, match="there are none"):
        CalendarHistory(versions=())
