"""Dice with a seed, and the laws of what is drawn with them."""

import math
from statistics import fmean, pstdev

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.simulation.chances import dice, log_normal, poisson

MEANS = st.floats(0.1, 90)
SPREADS = st.floats(0.05, 0.9)
COUNT = 4000


@given(seed=st.integers(), name=st.text())
def test_the_same_names_throw_the_same_dice(seed: int, name: str) -> None:
    assert dice(seed, name).random() == dice(seed, name).random()


def test_other_names_throw_others() -> None:
    assert dice(1, "a").random() != dice(1, "b").random()


@settings(max_examples=15)
@given(mean=MEANS, spread=SPREADS)
def test_times_have_the_mean_and_the_spread_that_were_asked_for(mean: float, spread: float) -> None:
    chance = dice("times", mean, spread)
    drawn = [log_normal(chance, mean, spread) for _ in range(COUNT)]

    assert math.isclose(fmean(drawn), mean, rel_tol=6 * spread / math.sqrt(COUNT) + 1e-9)
    assert math.isclose(pstdev(drawn), spread * mean, rel_tol=0.35)
    assert min(drawn) > 0


@settings(max_examples=15)
@given(mean=st.floats(0.05, 12))
def test_counts_have_the_mean_that_was_asked_for(mean: float) -> None:
    chance = dice("counts", mean)
    drawn = [poisson(chance, mean) for _ in range(COUNT)]

    assert abs(fmean(drawn) - mean) < 6 * math.sqrt(mean / COUNT)


def test_nothing_comes_where_nothing_is_expected() -> None:
    assert poisson(dice("none"), 0) == 0
