"""Whole plays: all cases of a company, in order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.simulation.improving import Improvement
from penstock.simulation.plays import all_steps, resized
from tests.unit.simulation.small_world import BEGIN, END, MODEL, company, troubled

BEGINS = datetime(2025, 1, 1, tzinfo=UTC)


def test_a_play_is_the_same_each_time_and_in_order() -> None:
    played = company(troubled())
    one, other = (all_steps(played, [MODEL], begin=BEGIN, end=END, seed=3) for _ in range(2))

    assert one == other
    assert all(a.at <= b.at for a, b in pairwise(one))
    assert one[-1].at < datetime(2025, 6, 3, 8, tzinfo=UTC)


def test_what_would_come_later_is_left_out() -> None:
    played = company(troubled())
    short = all_steps(played, [MODEL], begin=BEGIN, end=END - timedelta(days=30), seed=3)
    cases = {step.case_id for step in short}

    assert (
        0
        < len(cases)
        < len({step.case_id for step in all_steps(played, [MODEL], begin=BEGIN, end=END, seed=3)})
    )


def test_a_company_of_another_size_has_so_many_more_cases() -> None:
    assert resized(company(), 3).streams["TST-01"].cases_per_month == 30


@given(share=st.floats(-1, 2), to=st.floats(0.5, 1))
def test_times_fall_from_1_to_what_they_fall_to(share: float, to: float) -> None:
    better = Improvement(begins=BEGINS, ends=BEGINS + timedelta(days=100), to=to)
    factor = better.factor(BEGINS + timedelta(days=100 * share))

    assert to - 1e-9 <= factor <= 1
    assert factor == pytest.approx(1 + (to - 1) * min(1, max(0, share)))
