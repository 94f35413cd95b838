"""Moments as a clock on the wall tells them, around the days when clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.walls import NoSuchHourError, moment_on_wall

wall = datetime.fromisoformat
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
ZONES = st.sampled_from([LOS_ANGELES, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])


def test_a_time_is_that_of_the_place() -> None:
    found = moment_on_wall(wall("2026-07-01T09:00"), LOS_ANGELES)

    assert found == datetime(2026, 7, 1, 16, tzinfo=UTC)


def test_a_time_over_which_clocks_are_put_forward_is_refused_with_a_sentence() -> None:
    with pytest.raises(NoSuchHourError) as refused:
        moment_on_wall(wall("2026-03-08T02:30"), LOS_ANGELES)

    assert str(refused.value) == (
        "2026-03-08 02:30 never comes in America/Los_Angeles: clocks are put forward over it. "
        "Take a time before or after that hour."
    )


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    found = moment_on_wall(wall("2026-11-01T01:30"), LOS_ANGELES)

    assert found == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@given(st.datetimes(wall("2020-01-01"), wall("2037-01-01")), ZONES)
def test_the_clock_tells_at_the_moment_what_was_typed(wall: datetime, zone: ZoneInfo) -> None:
    try:
        moment = moment_on_wall(wall, zone)
    except NoSuchHourError:
        offsets = {
            (wall + timedelta(hours=each)).replace(tzinfo=zone).utcoffset() for each in (-3, 3)
        }
        assert len(offsets) == 2
        return
    assert moment.astimezone(zone).replace(tzinfo=None) == wall
