"""What a load is like: base, peak, months, seasons and times of use."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.usage.analysis.profiles import Profile, profile_of
from penstock.engineering.usage.analysis.summaries import (
    base_load_kw,
    load_factor,
    monthly_kwh,
    peak,
    seasons,
)
from penstock.engineering.usage.analysis.times_of_use import PeakHours, times_of_use
from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.picture import load_profile_svg
from penstock.kernel.years import YearSteps
from tests.unit.engineering.usage.meters import YEAR_2025, ZONE, house_kwh, metered


def _profile(load_kwh: np.ndarray[tuple[int], np.dtype[np.float64]], minutes: int = 60) -> Profile:
    steps = YearSteps(year=2025, zone=ZONE, minutes=minutes)
    return profile_of(cleaned(metered(steps, load_kwh), zone=ZONE))


HOUSE = _profile(np.asarray(house_kwh(YEAR_2025)))


def test_a_constant_load_is_all_base_and_has_a_load_factor_of_one() -> None:
    profile = _profile(np.full(35040, 0.5), minutes=15)

    assert base_load_kw(profile) == 2.0
    assert load_factor(profile) == 1.0


def test_a_week_away_does_not_lower_the_base() -> None:
    load = np.full(8760, 1.0)
    load[5000:5168] = 0.1

    assert base_load_kw(_profile(load)) == 1.0


def test_the_peak_is_told_by_the_clock_on_the_wall() -> None:
    load = np.full(8760, 1.0)
    load[182 * 24 + 16] = 2.5

    found = peak(_profile(load))

    assert found.power_kw == 2.5
    assert found.at == datetime(2025, 7, 2, 17, tzinfo=ZoneInfo(ZONE))


def test_months_and_seasons_add_up_to_the_year() -> None:
    total = pytest.approx(HOUSE.energy_kwh.sum())

    assert list(monthly_kwh(HOUSE)) == [f"2025-{month:02}" for month in range(1, 13)]
    assert sum(monthly_kwh(HOUSE).values()) == total
    assert sum(season.energy_kwh for season in seasons(HOUSE)) == total


@given(first=st.integers(0, 23), length=st.integers(1, 24))
def test_times_of_use_add_up_to_the_year(first: int, length: int) -> None:
    use = times_of_use(HOUSE, PeakHours(first=first, last=min(24, first + length)))

    whole = use.peak_kwh + use.off_peak_kwh + use.weekend_kwh
    assert whole == pytest.approx(HOUSE.energy_kwh.sum())


def test_peak_hours_follow_the_clock_and_not_the_sun() -> None:
    hours = np.full(8760, 0.0)
    clock = HOUSE.minute // 60
    hours[clock == 16] = 1.0

    use = times_of_use(_profile(hours), PeakHours.parse("16-17"))

    assert (use.peak_kwh, use.off_peak_kwh, use.weekend_kwh) == (261, 0, 104)


@pytest.mark.parametrize("words", ["", "16", "21-16", "16-25", "a-b"])
def test_hours_that_are_none_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="are no peak hours"):
        PeakHours.parse(words)


def test_the_picture_is_the_same_bytes_and_takes_any_title() -> None:
    def drawn() -> str:
        return load_profile_svg(
            seasons(HOUSE), title="<&\u0000>", subtitle="A house", base_load_kw=0.7
        )

    assert drawn() == drawn()
    assert drawn().count("<polyline") == 8
    assert "&lt;&amp;\ufffd&gt;" in drawn()
