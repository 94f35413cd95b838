"""Meter data is made whole: what was measured stays, and what was not is estimated and says so."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.usage.cleaning.cleaning import cleaned
from penstock.engineering.usage.cleaning.values import Method
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.intervals import Intervals, intervals
from tests.unit.engineering.usage.meters import YEAR_2025, ZONE, house_kwh, metered, without

JULY_1 = 181 * 24


def _changed(at: int | slice, value: float) -> Intervals:
    load = house_kwh(YEAR_2025)
    load[at] = value
    return metered(load_kwh=load)


def test_a_whole_year_stays_as_it_was_metered() -> None:
    clean = cleaned(metered(), zone=ZONE)

    assert np.array_equal(clean.energy_kwh, house_kwh(YEAR_2025))
    assert not clean.estimated.any()
    assert clean.findings == ()


def test_a_gap_of_two_hours_is_interpolated() -> None:
    clean = cleaned(without(metered(), slice(JULY_1, JULY_1 + 2)), zone=ZONE)

    assert set(clean.method[JULY_1 : JULY_1 + 2]) == {Method.INTERPOLATED}
    assert clean.estimated.sum() == 2
    truth = house_kwh(YEAR_2025)[JULY_1 : JULY_1 + 2]
    assert clean.energy_kwh[JULY_1 : JULY_1 + 2] == pytest.approx(truth, abs=0.05)


def test_a_long_gap_takes_the_mean_of_like_days_and_tells_how_sure_it_is() -> None:
    clean = cleaned(without(metered(), slice(JULY_1, JULY_1 + 72)), zone=ZONE)

    part = slice(JULY_1, JULY_1 + 72)
    assert set(clean.method[part]) == {Method.LIKE_DAYS}
    errors = np.abs(clean.energy_kwh[part] - house_kwh(YEAR_2025)[part])
    assert (clean.sigma_kwh[part] > 0).all()
    assert errors.max() < 3 * clean.sigma_kwh[part].max()
    assert "from 2025-07-01 01:00 EDT for 72 h" in clean.findings[0].words


@given(first=st.integers(1, 8000), length=st.integers(1, 700))
def test_what_was_measured_is_never_changed(first: int, length: int) -> None:
    gone = slice(first, first + length)

    clean = cleaned(without(metered(), gone), zone=ZONE)

    kept = np.ones(8760, dtype=np.bool_)
    kept[gone] = False
    assert np.array_equal(clean.energy_kwh[kept], house_kwh(YEAR_2025)[kept])
    assert clean.estimated.tolist() == (~kept).tolist()


def test_a_spike_is_set_aside_and_named() -> None:
    clean = cleaned(_changed(JULY_1, 400.0), zone=ZONE)

    assert clean.energy_kwh[JULY_1] < 3
    assert clean.findings[0].kind == "spike"
    assert "2025-07-01 01:00 EDT with 400.000" in clean.findings[0].words


def test_a_car_that_charges_every_other_day_is_no_spike() -> None:
    load = house_kwh(YEAR_2025)
    load[22::48] += 9.6

    clean = cleaned(metered(load_kwh=load), zone=ZONE)

    assert not clean.findings


def test_negative_values_of_a_delivered_series_are_set_aside() -> None:
    clean = cleaned(_changed(slice(JULY_1, JULY_1 + 3), -1.0), zone=ZONE)

    assert clean.energy_kwh.min() >= 0
    assert "3 values are below zero" in clean.findings[0].words


def test_negative_values_of_a_net_series_are_exports_and_stay() -> None:
    clean = cleaned(_changed(slice(JULY_1, JULY_1 + 3), -1.0), zone=ZONE, flow=Flow.NET)

    assert clean.energy_kwh[JULY_1] == -1.0


def test_a_day_of_zeros_is_told_and_kept() -> None:
    clean = cleaned(_changed(slice(JULY_1, JULY_1 + 30), 0.0), zone=ZONE)

    assert clean.energy_kwh[JULY_1] == 0
    assert "30 hours are exactly 0" in clean.findings[0].words


def test_an_interval_given_twice_counts_once_and_the_last_value_holds() -> None:
    whole = metered()
    twice = whole.chosen(np.append(np.arange(8760), JULY_1))
    twice = replace(twice, amount=np.append(whole.amount, 1.8))

    clean = cleaned(twice, zone=ZONE)

    assert clean.energy_kwh[JULY_1] == 1.8
    assert "1 interval given twice, 1 of them with another value" in clean.findings[0].words


def test_an_interval_that_reaches_into_the_next_is_cut_with_its_share() -> None:
    whole = metered()
    length = whole.duration_s.copy()
    length[JULY_1] = 7200

    clean = cleaned(replace(whole, duration_s=length), zone=ZONE)

    assert clean.energy_kwh[JULY_1] == pytest.approx(house_kwh(YEAR_2025)[JULY_1] / 2)
    assert clean.findings[0].kind == "overlap"


def test_two_series_in_one_are_refused_with_the_first_overlap() -> None:
    length = np.full(8760, 7200)

    with pytest.raises(UsageError, match="8,759 of 8,760 intervals reach into the next, the first"):
        cleaned(replace(metered(), duration_s=length), zone=ZONE)


def test_readings_that_all_begin_at_one_moment_are_refused() -> None:
    given = intervals(np.full(36, 1721154385), np.full(36, 2592000), np.ones(36))

    with pytest.raises(UsageError, match="All 36 readings begin at the same moment"):
        cleaned(given, zone=ZONE)


def _coded_by_the_clock() -> Intervals:
    """Return 2025 as some utilities code it: a length of 0 in March and one of 7200 in November."""
    spring = int(datetime(2025, 3, 9, 7, tzinfo=UTC).timestamp())
    autumn = int(datetime(2025, 11, 2, 5, tzinfo=UTC).timestamp())
    whole = metered()
    order = np.sort(np.append(np.arange(8760), np.flatnonzero(whole.start_s == spring)))
    coded = whole.chosen(order)
    zero = int(np.flatnonzero(coded.start_s == spring)[0])
    length, amount = coded.duration_s.copy(), coded.amount.copy()
    length[zero], amount[zero] = 0, 0.0
    double = int(np.flatnonzero(coded.start_s == autumn)[0])
    length[double] = 7200
    amount[double] += amount[double + 1]
    return without(replace(coded, duration_s=length, amount=amount), slice(double + 1, double + 2))


def test_hours_coded_with_0_and_7200_seconds_leave_the_year_whole() -> None:
    clean = cleaned(_coded_by_the_clock(), zone=ZONE)

    assert len(clean) == 8760
    assert clean.energy_kwh.sum() == pytest.approx(house_kwh(YEAR_2025).sum())
    assert not clean.estimated.any()
    assert (clean.method == Method.SHARED).sum() == 2
    assert [each.kind for each in clean.findings] == ["clock", "clock"]


@given(
    start_s=st.integers(0, 7200),
    duration_s=st.sampled_from([60, 420, 900, 1000, 1800, 3600]),
    values=st.lists(st.floats(0.5, 1.5), min_size=400, max_size=500),
)
def test_energy_is_conserved_where_intervals_do_not_fit_the_steps(
    start_s: int, duration_s: int, values: list[float]
) -> None:
    starts = 1735707600 + start_s + duration_s * np.arange(len(values))
    given_ = intervals(starts, np.full(len(values), duration_s), np.array(values))

    clean = cleaned(given_, zone=ZONE)

    sure = ~clean.estimated
    inside = clean.energy_kwh[sure].sum()
    assert inside <= sum(values) + 1e-6
    assert inside >= sum(values) - 2 * max(values) * 3600 / duration_s - 1e-6


def test_readings_a_century_apart_are_refused() -> None:
    given_ = metered()
    start_s = given_.start_s.copy()
    start_s[0] -= 40 * 366 * 86400

    with pytest.raises(UsageError, match="reach from 1984"):
        cleaned(replace(given_, start_s=start_s), zone=ZONE)


@pytest.mark.parametrize("factor", [1e-3, 1e3])
def test_watt_hours_taken_for_kilowatt_hours_are_noticed(factor: float) -> None:
    clean = cleaned(metered(load_kwh=house_kwh(YEAR_2025) * factor), zone=ZONE)

    assert [each.kind for each in clean.findings] == ["unit"]
