"""When what a thermostat aims at changes, by the clock of a home."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from penstock.casework.comfort.changing import HoldingAim, aims_on, holding_at
from penstock.casework.comfort.following import Aim, DayOfAims
from penstock.casework.comfort.limits import ComfortLimits, Manner

ZONE = ZoneInfo("America/New_York")
LIMITS = ComfortLimits(
    lowest_c=Decimal(18), highest_c=Decimal(27), heated_c=Decimal(21), cooled_c=Decimal(24)
)


def aims(*told: tuple[int, int]) -> tuple[Aim, ...]:
    return tuple(Aim(from_hour=h, target_c=Decimal(c), because="so") for h, c in told)


YEAR = tuple(range(1, 13))
WORKDAY = DayOfAims(
    months=YEAR, is_weekend=False, manner=Manner.HEAT, aims=aims((0, 21), (2, 19), (9, 21))
)
WEEKEND = DayOfAims(months=YEAR, is_weekend=True, manner=Manner.HEAT, aims=aims((0, 21), (2, 19)))


def at(*moment: int) -> HoldingAim:
    local = datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type, misc]
    return holding_at(local, LIMITS, [WORKDAY, WEEKEND], has_cooling=False)


def test_a_change_holds_until_the_next_one_and_not_until_midnight() -> None:
    # A Friday night: Saturday begins as Friday ended.
    found = at(2026, 1, 9, 23)

    assert found.aim.target_c == 21
    assert found.since == datetime(2026, 1, 9, 14, tzinfo=UTC)
    assert found.until == datetime(2026, 1, 10, 7, tzinfo=UTC)


def test_an_hour_that_the_clock_skips_begins_with_the_next() -> None:
    # On this Sunday two o'clock is three.
    found = at(2026, 3, 8, 12)

    assert found.since == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_what_never_changes_has_neither_beginning_nor_end() -> None:
    local = datetime(2026, 1, 9, 12, tzinfo=ZONE)
    found = holding_at(local, LIMITS, [], has_cooling=False)

    assert found.aim.target_c == 21
    assert found.since is None
    assert found.until is None


@pytest.mark.parametrize(("month", "target_c"), [(4, 21), (5, 24), (9, 24), (10, 21)])
def test_a_home_that_can_be_cooled_is_cooled_from_may_to_september(
    month: int, target_c: int
) -> None:
    day = datetime(2026, month, 1, tzinfo=ZONE).date()

    assert aims_on(day, LIMITS, [], has_cooling=True)[0].target_c == target_c
