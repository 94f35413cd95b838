"""How many cases a stage works at once, held against what queueing theory tells."""

import pytest

from penstock.measurement.flow.workload import Spell
from penstock.simulation.what_if.slots import crew_of, queue_days, waits
from tests.unit.simulation.what_if.loads import stage_of


@pytest.mark.parametrize(
    # C(1, a) is a; C(c, a) of more by hand from its series.
    ("offered", "slots", "share"),
    [(0.5, 1, 0.5), (2.0, 3, 4 / 9), (1.5, 2, 9 / 14), (0.0, 1, 0.0)],
)
def test_the_share_that_waits_is_that_of_erlangs_formula(
    offered: float, slots: int, share: float
) -> None:
    assert waits(offered=offered, slots=slots) == pytest.approx(share)


def test_work_that_always_takes_as_long_queues_half_as_long_as_by_chance() -> None:
    # M/D/1 at half load: 0.5 / (1 - 0.5) / 2 of the work.
    assert queue_days([2.0, 2.0], offered=0.5, slots=1) == pytest.approx(1.0)


def test_a_stage_has_the_fewest_slots_that_explain_the_queue() -> None:
    load = stage_of("S.1", *[Spell(1.0, 2.0)] * 100, contended=1.0)

    assert crew_of(load, days=100.0).slots == 3


def test_waiting_that_no_queue_explains_stays_as_it_was() -> None:
    load = stage_of("S.1", *[Spell(10.0, 2.0)] * 100, contended=0.8)

    crew = crew_of(load, days=100.0)

    queue = queue_days([2.0] * 100, offered=2.0, slots=crew.slots)
    assert crew.queued * 10.0 == pytest.approx(queue)


def test_a_stage_without_work_queues_for_nobody() -> None:
    load = stage_of("S.1", Spell(3.0, 0.0), contended=1.0)

    assert crew_of(load, days=10.0) == (4, 0.0)
