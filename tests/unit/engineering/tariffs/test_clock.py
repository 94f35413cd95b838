"""Hours go by the clock on the wall, and a clock change moves energy between them, no more."""

from datetime import date

import numpy as np
import pytest

from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.clock import wall_clock
from penstock.engineering.tariffs.holidays import HolidayRule
from penstock.kernel.years import YearSteps
from tests.unit.engineering.tariffs.small_tariffs import PACIFIC_YEAR, by_clock, time_of_use

_STANDARD_TIME = YearSteps(year=2026, zone="Etc/GMT+8")


def test_the_day_that_loses_an_hour_has_no_step_from_two_to_three() -> None:
    clock = wall_clock(PACIFIC_YEAR)
    day = 31 + 28 + 7

    assert list(clock.hour[day * 24 : day * 24 + 4]) == [0, 1, 3, 4]


def test_the_day_that_gains_an_hour_has_the_hour_from_one_to_two_twice() -> None:
    clock = wall_clock(PACIFIC_YEAR)
    # The day begins an hour of elapsed time earlier, as the clock is ahead since March.
    first = (date(2026, 11, 1) - date(2026, 1, 1)).days * 24 - 1

    assert list(clock.hour[first : first + 4]) == [0, 1, 1, 2]


def test_months_begin_at_the_place_s_midnight() -> None:
    lengths = np.diff(wall_clock(PACIFIC_YEAR).bounds)

    assert list(lengths) == [744, 672, 743, 720, 744, 720, 744, 744, 720, 744, 721, 744]


def test_a_year_in_the_south_begins_in_summer_time() -> None:
    clock = wall_clock(YearSteps(year=2026, zone="Australia/Sydney"))

    assert (clock.hour[0], clock.month[0], clock.month[-1], clock.hour[-1]) == (0, 0, 11, 23)


def test_a_leap_year_has_a_29th_of_february() -> None:
    assert wall_clock(YearSteps(year=2028, zone="America/Denver")).days[1] == 29


def test_daylight_saving_alone_makes_the_difference() -> None:
    load = np.random.default_rng(3).random(8760)

    wall = bill_year(time_of_use(), PACIFIC_YEAR, load)
    moved = bill_year(time_of_use(), _STANDARD_TIME, by_clock(PACIFIC_YEAR, load))

    assert wall.lines == moved.lines


def test_without_daylight_saving_the_bill_differs() -> None:
    load = np.random.default_rng(3).random(8760)

    wall = bill_year(time_of_use(), PACIFIC_YEAR, load)
    standard = bill_year(time_of_use(), _STANDARD_TIME, load)

    assert wall.months[6].cents != standard.months[6].cents
    assert wall.months[0] == standard.months[0]


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("last Monday of May", date(2026, 5, 25)),
        ("fourth Thursday of November", date(2026, 11, 26)),
        ("07-04", date(2026, 7, 4)),
        ("2026-12-24", date(2026, 12, 24)),
    ],
)
def test_a_rule_names_a_day(rule: str, day: date) -> None:
    assert HolidayRule(rules=(rule,)).in_year(2026) == {day}


def test_a_holiday_on_a_sunday_is_observed_on_monday_where_the_tariff_says_so() -> None:
    rule = HolidayRule(rules=("07-04",), sunday_is_observed_on_monday=True)

    assert rule.in_year(2027) == {date(2027, 7, 4), date(2027, 7, 5)}


def test_a_holiday_is_billed_as_a_weekend() -> None:
    load = np.ones(8760)
    holidays = {"holidays": {"days": ["2026-01-01"]}}

    plain = bill_year(time_of_use(), PACIFIC_YEAR, load)
    with_holiday = bill_year(time_of_use(penstock=holidays), PACIFIC_YEAR, load)

    assert plain.cents - with_holiday.cents == 5 * 20
