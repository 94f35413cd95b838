"""Plays of a stream: nobody is lost, luck is the same, and queues are as long as theory says."""

from dataclasses import replace
from statistics import fmean

import pytest

from penstock.measurement.flow.workload import CANCELLED, Spell, UnderWay, Workload
from penstock.simulation.chances import dice
from penstock.simulation.what_if.changes import NOTHING, Change, setting_of
from penstock.simulation.what_if.playing import Played, play
from penstock.simulation.what_if.slots import Crew
from tests.unit.simulation.what_if.loads import load_of, stage_of

BUSY = load_of(stage_of("S.1", Spell(0.0, 3.0)), per_day=1.5)


def played(
    load: Workload, slots: int = 1_000, change: Change = NOTHING, *, days: int = 100, run: int = 1
) -> Played:
    crews = {each: Crew(slots, 0.0) for each in load.stages}
    return play(setting_of(load, crews, change), days=days, seed=7, run=run)


def test_cases_that_wait_for_nobody_take_as_long_as_they_took() -> None:
    load = load_of(stage_of("S.1", Spell(1.0, 2.0)), stage_of("S.2", Spell(0.5, 4.0)))

    assert {round(lead, 6) for _, lead in played(load).closed} == {7.5}


def test_as_many_are_on_the_way_as_come_while_one_is() -> None:
    # Little's law: 1.5 a day, three days each.
    assert fmean(played(BUSY, days=400).on_the_way[10:]) == pytest.approx(4.5, rel=0.15)


def test_every_case_that_is_open_now_is_played_on() -> None:
    open_now = (UnderWay("S.1", 1.0, 9.0), UnderWay("S.1", 0.0, 0.0), UnderWay("S.9", 5.0, 5.0))
    load = load_of(stage_of("S.1", Spell(0.0, 3.0)), per_day=0.0, under_way=open_now)

    found = played(load, days=10)

    # What stands in a stage that nobody has ever left stays where it is.
    assert (found.on_the_way[0], found.on_the_way[-1]) == (3, 1)
    assert sorted(round(lead, 6) for _, lead in found.closed) == [3.0, 11.0]


def test_the_same_seed_gives_the_same_play_and_another_run_another() -> None:
    assert played(BUSY, 5) == played(BUSY, 5)
    assert played(BUSY, 5) != played(BUSY, 5, run=2)


def test_queues_are_as_long_as_theory_says() -> None:
    chance = dice("work")
    work = [chance.expovariate(1 / 1.5) for _ in range(4_000)]
    load = load_of(stage_of("S.1", *(Spell(0.0, each) for each in work)))

    closed = played(load, 2, days=12_000).closed

    # M/M/2 with 1.5 in use: 9/14 wait, for 9/14 / (2 - 1.5) of the work in the mean.
    assert fmean(lead for _, lead in closed) == pytest.approx(1.5 * (1 + 9 / 7), rel=0.12)


def test_half_the_people_work_half_as_many_cases_at_once() -> None:
    change = Change(stage_id="S.1", people=2)

    setting = setting_of(BUSY, {"S.1": Crew(6, 0.0)}, change)

    assert setting.crews["S.1"].slots == 3


@pytest.mark.parametrize(
    "change", [Change(arrivals_percent=150), Change(stage_id="S.1", work_percent=150)]
)
def test_more_arrivals_or_longer_work_mean_more_on_the_way(change: Change) -> None:
    assert sum(played(BUSY, 6, change).on_the_way) > 1.2 * sum(played(BUSY, 6).on_the_way)


def test_a_case_that_goes_in_circles_does_not_keep_a_play_from_ending() -> None:
    load = replace(load_of(stage_of("S.1", Spell(0.0, 0.0))), moves={"S.1": {"S.1": 1}})

    assert played(load, days=5).closed == []


def test_a_case_that_is_cancelled_is_on_the_way_no_more_and_was_not_closed() -> None:
    load = replace(load_of(stage_of("S.1", Spell(0.0, 1.0))), moves={"S.1": {CANCELLED: 1}})

    found = played(load)

    assert found.closed == []
    assert max(found.on_the_way) < 10
