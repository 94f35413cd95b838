"""The benchmark finds what would be wrong, and its parts find each other."""

from fractions import Fraction

from benchmarks.governance import allocation
from benchmarks.governance.run import BENCHMARK

HALVES = [Fraction(1, 2), Fraction(1, 2)]


def test_the_parts_are_found_by_their_files() -> None:
    assert "allocation" in BENCHMARK.parts()
    assert "run" not in BENCHMARK.parts()


def test_no_fault_is_counted_where_none_is() -> None:
    found = allocation.counted_faults([1, 1, 2], HALVES, [(1, 0), (0, 1), (1, 1)])

    assert (found.lines, found.times, found.worst) == (0, 0, Fraction(1, 2))


def test_a_lost_cent_and_a_receiver_that_is_off_are_counted() -> None:
    found = allocation.counted_faults([1, 1, 2], HALVES, [(1, 0), (1, 0), (1, 0)])

    assert (found.lines, found.times, found.worst) == (1, 4, Fraction(2))


def test_a_small_measurement_meets_every_goal() -> None:
    assert [figure.name for figure in allocation.figures(2_000) if figure.met is False] == []
