"""A year's load is what was metered, on the steps of any year, at any length of step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Intervals, intervals
from penstock.engineering.usage.years import moments_of, usual_year, year_load
from penstock.kernel.years import YearSteps
from tests.unit.engineering.usage.meters import YEAR_2025, ZONE, house_kwh, metered, without

CLEAN = cleaned(metered(), zone=ZONE)


def test_the_year_that_was_metered_is_taken_as_it_is() -> None:
    load = year_load(CLEAN, YEAR_2025)

    assert np.array_equal(load.load_kwh, house_kwh(YEAR_2025))
    assert load.notes == ()


@given(year=st.integers(1995, 2036), minutes=st.sampled_from([5, 15, 30, 60]))
def test_any_year_and_step_has_about_the_energy_that_was_metered(year: int, minutes: int) -> None:
    steps = YearSteps(year=year, zone=ZONE, minutes=minutes)

    load = year_load(CLEAN, steps)

    assert load.load_kwh.shape == (steps.count,)
    assert load.total_kwh / steps.count * 8760 * minutes / 60 == pytest.approx(
        CLEAN.energy_kwh.sum() * minutes**2 / 3600, rel=0.01
    )


def test_each_day_of_another_year_is_a_metered_day_of_its_weekday() -> None:
    weekday = (wall_clock(moments_of(YEAR_2025), ZONE)[0] + 3) % 7
    clean = cleaned(metered(load_kwh=weekday.astype(float) + 1), zone=ZONE)

    for year in (2024, 2026, 2030):
        steps = YearSteps(year=year, zone=ZONE)
        load = year_load(clean, steps)
        expected = (wall_clock(moments_of(steps), ZONE)[0] + 3) % 7 + 1
        assert np.array_equal(load.load_kwh, expected)
        assert f"taken for {year}" in load.notes[0]


def test_seasons_stay_where_they_are() -> None:
    day = np.arange(8760) // 24
    clean = cleaned(metered(load_kwh=day.astype(float) + 100), zone=ZONE)

    load = year_load(clean, YearSteps(year=2027, zone=ZONE))

    away = np.abs(load.load_kwh - 100 - np.arange(8760) // 24)
    assert np.minimum(away, 365 - away).max() <= 7


def test_a_missing_month_is_named() -> None:
    clean = cleaned(without(metered(), slice(181 * 24, 212 * 24)), zone=ZONE)

    with pytest.raises(UsageError, match="hardly anything is metered of July: the readings go"):
        year_load(clean, YEAR_2025)


def test_a_missing_month_is_estimated_where_somebody_says_so() -> None:
    clean = cleaned(without(metered(), slice(181 * 24, 212 * 24)), zone=ZONE)

    load = year_load(clean, YEAR_2025, fill_months=True)

    assert load.estimated.sum() == 31 * 24
    assert load.notes == ("July: hardly metered, estimated from other weeks.",)
    assert load.total_kwh == pytest.approx(house_kwh(YEAR_2025).sum(), rel=0.02)


def test_the_last_of_two_years_counts() -> None:
    last = cleaned(metered(), zone=ZONE)
    before = YearSteps(year=2024, zone=ZONE)
    both = metered(before, np.full(before.count, 5.0))
    joined = cleaned(_joined(both, metered()), zone=ZONE)

    ours = year_load(joined, YearSteps(year=2026, zone=ZONE))

    assert ours.load_kwh[72:] == pytest.approx(
        year_load(last, YearSteps(year=2026, zone=ZONE)).load_kwh[72:]
    )


@pytest.mark.parametrize(("metered_in", "taken_for"), [(2024, 2024), (2024, 2025), (2025, 2024)])
def test_leap_years_gain_and_lose_a_day(metered_in: int, taken_for: int) -> None:
    have = YearSteps(year=metered_in, zone=ZONE)
    clean = cleaned(metered(have, np.full(have.count, 2.0)), zone=ZONE)

    load = year_load(clean, YearSteps(year=taken_for, zone=ZONE))

    assert load.total_kwh == 2 * (8784 if taken_for == 2024 else 8760)


def test_the_last_year_that_was_metered_whole_is_the_usual_one() -> None:
    two = _joined(metered(), metered(YearSteps(year=2026, zone=ZONE)))
    cut = cleaned(two.chosen(slice(0, 12_000)), zone=ZONE)

    assert [usual_year(each) for each in (CLEAN, cut)] == [2025, 2025]


def _joined(*parts: Intervals) -> Intervals:
    return intervals(
        np.concatenate([part.start_s for part in parts]),
        np.concatenate([part.duration_s for part in parts]),
        np.concatenate([part.amount for part in parts]),
    )
