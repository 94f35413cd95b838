"""Requests against a walk minute by minute, and against the clocks of cases."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.measuring import measured, unaccepted
from penstock.governance.service_levels.requests import Pause, Request, RequestError
from tests.unit.governance.service_levels.promising import (
    PERSON,
    REGULATED,
    REQUESTS,
    WAITS,
    agreement,
    request,
)
from tests.unit.governance.service_levels.timing import OFFICE, is_open, local

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
END = datetime(2026, 8, 1, tzinfo=UTC)


def _walked(asked: Request, until: datetime) -> timedelta:
    """Return the time that counts, one minute after the other."""
    end = min(asked.closed or until, until)
    minutes = (asked.opened + n * MINUTE for n in range((end - asked.opened) // MINUTE))
    stopped = [(each.start, each.end or end) for each in asked.pauses if each.reason == WAITS]
    return MINUTE * sum(
        is_open(OFFICE, minute) and not any(start <= minute < stop for start, stop in stopped)
        for minute in minutes
    )


@settings(max_examples=40)
@given(REQUESTS, st.integers(0, 70 * 24 * 60))
def test_the_time_of_a_request_is_what_a_walk_minute_by_minute_counts(
    asked: Request, minutes: int
) -> None:
    until = datetime(2026, 5, 20, tzinfo=UTC) + minutes * MINUTE
    assume(asked.opened < until)

    found = measured(asked, REGULATED, OFFICE, until=until)

    assert found.wait.length == _walked(asked, until)
    assert found.wait.goes_on == (asked.closed is None or asked.closed >= until)


@given(REQUESTS, st.integers(1, 40))
def test_a_request_is_in_time_when_its_time_is_less_than_the_target(
    asked: Request, hours: int
) -> None:
    promised = agreement(target=ServiceLevel.parse(f"{hours} business hours"))

    found = measured(asked, promised, OFFICE, until=END)

    if asked.closed:
        assert found.in_time == (found.wait.length < hours * HOUR)
    assert not (found.in_time and found.wait.goes_on)


@given(REQUESTS, st.integers(0, 70 * 24 * 60), st.integers(0, 70 * 24 * 60))
def test_what_settled_a_request_is_not_changed_by_what_comes_later(
    asked: Request, first: int, second: int
) -> None:
    sooner, later = (
        datetime(2026, 5, 20, tzinfo=UTC) + n * MINUTE for n in sorted((first, second))
    )
    assume(asked.opened < sooner)

    then = measured(asked, REGULATED, OFFICE, until=sooner)
    now = measured(asked, REGULATED, OFFICE, until=later)

    if then.settled:
        assert (now.settled, now.in_time) == (then.settled, then.in_time)
    elif now.settled:
        assert sooner <= now.settled < later


def test_over_the_change_of_the_clocks_the_hour_that_is_not_there_is_not_counted() -> None:
    promised = agreement(target=ServiceLevel.parse("48 hours"))
    asked = Request(
        id="1",
        agreement_id=promised.id,
        opened=local(OFFICE, "2026-03-07T12:00"),
        closed=local(OFFICE, "2026-03-08T12:00"),
    )

    found = measured(asked, promised, OFFICE, until=END)

    assert found.wait == Wait(timedelta(hours=23))


def test_a_pause_with_an_accepted_reason_moves_what_is_due() -> None:
    day = ("2026-06-02T09:00", "2026-06-02T15:00")
    plain = request("1", "2026-06-01T08:00", "2026-06-02T15:00")
    paused = request("1", "2026-06-01T08:00", "2026-06-02T15:00", (*day, WAITS))
    lame = request("1", "2026-06-01T08:00", "2026-06-02T15:00", (*day, PERSON))

    times = [measured(each, REGULATED, OFFICE, until=END) for each in (plain, paused, lame)]

    assert [each.wait.length / HOUR for each in times] == [14, 9, 14]
    assert list(unaccepted(paused, REGULATED)) == []
    assert list(unaccepted(lame, REGULATED)) == list(lame.pauses)


def test_a_target_in_business_days_lasts_until_the_last_of_them_closes() -> None:
    promised = agreement(target=ServiceLevel.parse("1 business day"))
    asked = request("1", "2026-06-01T08:00", "2026-06-02T16:59")

    found = measured(asked, promised, OFFICE, until=END)

    assert (found.in_time, found.due) == (True, local(OFFICE, "2026-06-02T17:00"))


def test_all_that_is_wrong_with_a_request_is_said_at_once() -> None:
    noon, one = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 13, tzinfo=UTC)
    pauses = (
        Pause(start=noon - HOUR, end=None, reason=" "),
        Pause(start=one, end=noon, reason=WAITS),
    )
    with pytest.raises(RequestError) as raised:
        Request(id="7", agreement_id="A", opened=noon, closed=noon - HOUR, pauses=pauses)

    for part in (
        "Request 7 cannot be: it was closed at",
        "has no reason",
        "ends before it begins",
        "begins before the request",
        "lasts longer than the request",
        "begins within the one before it",
    ):
        assert part in str(raised.value)
