"""The benchmark of proposals watches every step, and the steps are the whole."""

import pytest

from benchmarks.energy import proposals


def test_the_steps_of_a_proposal_are_its_whole() -> None:
    *found, command = proposals.figures(runs=1)

    count = len(proposals.STEPS) + 1
    for whole, *steps in (found[:count], found[count:]):
        assert whole.met is not None
        assert whole.value == pytest.approx(sum(each.value for each in steps))
        assert all(each.value > 0 for each in steps)
    assert command.value > 0
