"""What a process spends is told apart by what is on the stack."""

from time import process_time

import numpy as np

from benchmarks.stream.sampling import Spent, sampled

LONG_S = 0.4


def test_time_inside_engineering_and_its_libraries_is_science() -> None:
    numbers = np.random.default_rng(1).random(1000)
    found: list[Spent] = []
    with sampled(found):
        until = process_time() + LONG_S
        while process_time() < until:
            np.sort(numbers)

    assert found[0].science_s > 0.5 * LONG_S
    assert found[0].science_s <= found[0].cpu_s * 1.1


def test_time_elsewhere_is_no_science() -> None:
    found: list[Spent] = []
    with sampled(found):
        until = process_time() + LONG_S
        while process_time() < until:
            sorted(range(1000))

    assert found[0].cpu_s > 0.5 * LONG_S
    assert found[0].science_s < 0.1 * LONG_S
