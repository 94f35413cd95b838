import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.trends.control import (
    LEAST_VALUES,
    ControlChart,
    Sample,
    p_chart,
    xmr_chart,
)

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of batches.
BATCHES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
# The same, 6.3.3.2: the share of bad chips on wafers of 50.
WAFERS = (
    *(0.24, 0.30, 0.16, 0.20, 0.08, 0.14, 0.32, 0.18, 0.28, 0.20, 0.10, 0.12, 0.34, 0.24, 0.44),
    *(0.16, 0.20, 0.10, 0.26, 0.22, 0.40, 0.36, 0.48, 0.30, 0.18, 0.24, 0.14, 0.26, 0.18, 0.12),
)


def samples(values: tuple[float, ...], size: int = 1) -> list[Sample]:
    return [
        Sample(label=str(number), value=each, size=size) for number, each in enumerate(values, 1)
    ]


def signals(chart: ControlChart) -> list[str]:
    return [each.label for each in chart.signals]


def test_limits_of_single_figures_are_those_of_the_handbook() -> None:
    chart = xmr_chart(samples(BATCHES), least=None)

    limits = (chart.points[0].lower, chart.centre, chart.points[0].upper)
    assert limits == pytest.approx((45.8159, 50.81, 55.8041), abs=0.002)


def test_limits_of_shares_are_those_of_the_handbook() -> None:
    chart = p_chart(samples(WAFERS, size=50))

    limits = (chart.points[0].lower, chart.centre, chart.points[0].upper)
    assert limits == pytest.approx((0.0524, 0.2313, 0.4103), abs=0.0002)


def test_wafers_beyond_the_limits_are_those_of_the_handbook() -> None:
    assert signals(p_chart(samples(WAFERS, size=50))) == ["15", "23"]


def test_a_figure_beyond_the_limits_is_a_signal() -> None:
    assert signals(xmr_chart(samples((*BATCHES, 70.0, 50.0)))) == ["11"]


def test_the_eighth_in_a_row_on_one_side_is_a_signal() -> None:
    level = (10.0, 11.0, 10.0, 11.0, 10.0, 11.0, 10.0, 11.0)

    chart = xmr_chart(samples((*level, *(each + 1.2 for each in level))))

    assert [each.label for each in chart.points if each.ends_run] == ["8", "16"]


def test_figures_on_the_mean_break_a_run() -> None:
    chart = xmr_chart(samples((5.0,) * 20))

    assert chart.signals == ()


def test_too_few_periods_have_no_limits() -> None:
    assert xmr_chart(samples((1.0,) * (LEAST_VALUES - 1))).points == ()


def test_a_time_has_no_limit_below_nothing() -> None:
    assert xmr_chart(samples((1.0, 9.0, 1.0, 9.0, 1.0, 9.0))).points[0].lower == 0


def test_a_larger_period_has_narrower_limits() -> None:
    shares = [*samples((0.2,) * 6, size=50), Sample(label="large", value=0.2, size=500)]

    points = p_chart(shares).points

    assert points[-1].upper < points[0].upper


def test_a_period_without_any_is_left_out_of_shares() -> None:
    shares = [*samples((0.2,) * 6, size=50), Sample(label="empty", value=0, size=0)]

    assert [each.label for each in p_chart(shares).points] == ["1", "2", "3", "4", "5", "6"]


@given(st.lists(st.floats(0, 1e6), min_size=LEAST_VALUES, max_size=40))
def test_the_mean_lies_between_the_limits(values: list[float]) -> None:
    chart = xmr_chart(samples(tuple(values)))

    # Means of equal floats may differ from them in their last digit.
    assert all(each.lower <= chart.centre * (1 + 1e-12) for each in chart.points)
    assert all(each.upper >= chart.centre for each in chart.points)


@given(st.lists(st.integers(0, 10**6), min_size=LEAST_VALUES, max_size=40))
def test_signals_are_the_same_in_another_unit(values: list[int]) -> None:
    one = xmr_chart(samples(tuple(float(each) for each in values)))
    other = xmr_chart(samples(tuple(each * 1024.0 for each in values)))

    assert signals(one) == signals(other)
