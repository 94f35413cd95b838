"""Clocks pause and run on with what they had left; what they pass can be asked late and twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.deadlines import (
    Clock,
    DueBreached,
    DueWarned,
    Terms,
    WrongCalendarError,
    passed,
    started,
)
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import BeyondCalendarError
from tests.unit.governance.service_levels.timing import (
    MOMENTS,
    OFFICE,
    SERVICE_LEVELS,
    calendars,
    local,
)

DAY = timedelta(days=1)
NOTHING = timedelta()
PERCENT = st.integers(1, 99)
GAPS = st.lists(st.timedeltas(NOTHING, 4 * DAY), max_size=6).map(sorted)
VISIT = Terms(
    kind="visit", level=ServiceLevel.parse("10 business hours"), pauses_in=frozenset({"held"})
)
START = local(OFFICE, "2026-06-01T08:00")


def _clock(calendar: Calendar, level: ServiceLevel, percent: int, start: datetime) -> Clock:
    """Return a started clock, where the calendar reaches far enough to pause it too."""
    terms = Terms(kind="visit", level=level, warn_at_percent=percent)
    try:
        clock = started(terms, calendar, start)
        level.later(calendar, clock.deadline.due, level.between(calendar, start, start + 30 * DAY))
    except BeyondCalendarError:
        reject()
    return clock


@given(calendars(), SERVICE_LEVELS, PERCENT, MOMENTS)
def test_the_warning_comes_when_its_part_of_the_time_is_gone(
    calendar: Calendar, level: ServiceLevel, percent: int, start: datetime
) -> None:
    deadline = _clock(calendar, level, percent, start).deadline

    whole = level.between(calendar, start, deadline.due)
    assert start < deadline.warn_at < deadline.due
    assert level.between(calendar, start, deadline.warn_at) == whole * percent // 100


@given(
    calendars(),
    SERVICE_LEVELS,
    PERCENT,
    MOMENTS,
    st.timedeltas(NOTHING, 9 * DAY),
    st.timedeltas(NOTHING, 9 * DAY),
)
def test_a_pause_moves_what_lies_ahead_by_the_time_that_lay_in_it(
    calendar: Calendar,
    level: ServiceLevel,
    percent: int,
    start: datetime,
    until: timedelta,
    length: timedelta,
) -> None:
    clock = _clock(calendar, level, percent, start)
    stop, on = start + until, start + until + length

    after = clock.paused(calendar, stop, reason="waits").resumed(calendar, on)

    lay = level.between(calendar, stop, on)
    for before, moved in (
        (clock.deadline.due, after.deadline.due),
        (clock.deadline.warn_at, after.deadline.warn_at),
    ):
        assert moved == (level.later(calendar, before, lay) if before > stop else before)


@given(calendars(), SERVICE_LEVELS, MOMENTS, GAPS)
def test_a_clock_has_run_its_whole_time_when_it_is_due(
    calendar: Calendar, level: ServiceLevel, start: datetime, gaps: list[timedelta]
) -> None:
    clock = _clock(calendar, level, 75, start)
    whole = level.between(calendar, start, clock.deadline.due)
    turns = [start + gap for gap in gaps[: len(gaps) // 2 * 2]]
    ran = NOTHING
    for (stop, on), before in zip(
        zip(turns[::2], turns[1::2], strict=True), [start, *turns[1::2]], strict=False
    ):
        assume(stop < clock.deadline.due)
        ran += level.between(calendar, before, stop)
        clock = clock.paused(calendar, stop, reason="waits").resumed(calendar, on)

    last = turns[-1] if turns else start
    assert ran + level.between(calendar, last, clock.deadline.due) == whole


@given(calendars(), SERVICE_LEVELS, MOMENTS, st.lists(st.timedeltas(NOTHING, 60 * DAY), min_size=1))
def test_asked_late_twice_and_out_of_order_it_tells_what_it_tells_at_the_end(
    calendar: Calendar, level: ServiceLevel, start: datetime, delays: list[timedelta]
) -> None:
    clock = _clock(calendar, level, 75, start)
    known: list[DueWarned | DueBreached] = []
    for delay in delays:
        known += passed(clock, start + delay, known=known)

    assert tuple(known) == passed(clock, start + max(delays))


def test_it_warns_at_three_quarters_and_breaches_when_due() -> None:
    clock = started(VISIT, OFFICE, START)
    warned = DueWarned(kind="visit", at=local(OFFICE, "2026-06-01T16:30").astimezone(UTC))
    breached = DueBreached(kind="visit", at=local(OFFICE, "2026-06-02T10:00").astimezone(UTC))

    told = [
        passed(clock, local(OFFICE, f"2026-06-{moment}"))
        for moment in ("01T16:29", "01T16:30", "02T09:59", "02T10:00")
    ]

    assert told == [(), (warned,), (warned,), (warned, breached)]


def test_a_pause_overnight_moves_nothing() -> None:
    clock = started(VISIT, OFFICE, START).paused(
        OFFICE, local(OFFICE, "2026-06-01T17:00"), reason="held"
    )

    on = clock.resumed(OFFICE, local(OFFICE, "2026-06-02T08:00"))

    assert on.deadline == started(VISIT, OFFICE, START).deadline


def test_what_stands_still_passes_nothing_more() -> None:
    clock = started(VISIT, OFFICE, START).paused(OFFICE, START + timedelta(hours=1), reason="held")

    assert passed(clock, START + 300 * DAY) == ()


def test_what_was_passed_before_a_pause_is_told_after_it_too() -> None:
    clock = started(VISIT, OFFICE, START)
    warning = passed(clock, clock.deadline.warn_at)

    paused = clock.paused(OFFICE, clock.deadline.warn_at, reason="held")
    resumed = paused.resumed(OFFICE, START + 3 * DAY)

    assert warning == passed(paused, START + 3 * DAY) == passed(resumed, START + 3 * DAY)


def test_a_breach_is_not_healed_by_a_pause() -> None:
    clock = started(VISIT, OFFICE, START)
    late = clock.deadline.due + DAY

    after = clock.paused(OFFICE, late, reason="held").resumed(OFFICE, late + 9 * DAY)

    assert after == clock


def test_a_clock_stands_still_in_the_stated_states_with_the_reason_and_runs_in_others() -> None:
    clock = started(VISIT, OFFICE, START)

    held = clock.in_state("held", OFFICE, START + timedelta(hours=1), reason="customer is away")
    again = held.in_state("held", OFFICE, START + timedelta(hours=2), reason="still away")
    on = again.in_state("being worked", OFFICE, START + timedelta(hours=3), reason="")

    assert held.pause is not None
    assert (held.pause.reason, held.pause.left) == ("customer is away", timedelta(hours=9))
    assert again == held
    assert on.deadline.due - clock.deadline.due == timedelta(hours=2)


def test_a_clock_that_runs_is_not_resumed() -> None:
    clock = started(VISIT, OFFICE, START)

    assert clock.resumed(OFFICE, START + DAY) is clock


def test_a_system_clock_that_goes_back_takes_nothing_from_what_is_left() -> None:
    clock = started(VISIT, OFFICE, START)
    stop = START + timedelta(hours=2)

    after = clock.paused(OFFICE, stop, reason="held").resumed(OFFICE, stop - timedelta(hours=1))

    assert after == clock


def test_another_calendar_never_changes_a_running_deadline() -> None:
    clock = started(VISIT, OFFICE, START)
    newer = replace(OFFICE, version=2)

    with pytest.raises(WrongCalendarError, match="Go on with the one it began with, or move it"):
        clock.paused(newer, START, reason="held")


@given(calendars(), SERVICE_LEVELS, MOMENTS, st.timedeltas(NOTHING, 30 * DAY))
def test_a_calendar_with_more_years_moves_nothing(
    calendar: Calendar, level: ServiceLevel, start: datetime, until: timedelta
) -> None:
    clock = _clock(calendar, level, 75, start)
    newer = replace(calendar, version=2, last_year=2028)

    moved = clock.moved_to(newer, calendar=calendar, at=start + until)

    assert moved == replace(clock, calendar=newer.fingerprint)


def test_a_new_holiday_ahead_moves_a_clock_that_is_moved_to_it() -> None:
    clock = started(VISIT, OFFICE, START)
    newer = replace(OFFICE, version=2, holidays=OFFICE.holidays | {date(2026, 6, 2)})

    moved = clock.moved_to(newer, calendar=OFFICE, at=START + timedelta(hours=2))

    assert moved.deadline.due == local(OFFICE, "2026-06-03T10:00")


def test_a_clock_that_stands_still_runs_on_with_the_calendar_it_was_moved_to() -> None:
    clock = started(VISIT, OFFICE, START)
    newer = replace(OFFICE, version=2, last_year=2029)
    held = clock.paused(OFFICE, START + timedelta(hours=2), reason="held")

    moved = held.moved_to(newer, calendar=OFFICE, at=START + DAY)
    on = moved.resumed(newer, local(OFFICE, "2028-06-01T08:00"))

    assert moved.pause == held.pause
    assert on.deadline.due == local(OFFICE, "2028-06-01T17:00")


def test_a_clock_held_beyond_its_calendar_says_so_and_stays() -> None:
    held = started(VISIT, OFFICE, START).paused(OFFICE, START, reason="held")

    with pytest.raises(BeyondCalendarError, match="Make a version of it with more years"):
        held.resumed(OFFICE, local(OFFICE, "2028-06-01T08:00"))


def test_a_warning_after_all_of_the_time_is_refused() -> None:
    with pytest.raises(ValueError, match="visit warns at 100 %; take a number from 1 to 99"):
        replace(VISIT, warn_at_percent=100)
