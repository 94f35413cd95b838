"""A play, wherever cases are kept: legal, marked, and not played twice."""

from dataclasses import replace
from functools import reduce

import pytest

from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.models import Models
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in
from penstock.app.demo_data.playing import Player, Script
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.ports import Logged, Store, Wanted
from tests.unit.delivery.working import NOON
from tests.unit.simulation.small_world import BEGIN, END, MODEL, company, troubled

SCRIPT = Script(
    company=company(troubled()), models=(MODEL,), begin=BEGIN, end=END, seed=5, size=0.7
)


def _cases(store: Store) -> Cases:
    models = Models(read=lambda: pytest.fail("no documents are asked"))
    return Cases(store=store, models=models, blobs=MemoryBlobs(), now=lambda: NOON)


def _after(case: Case | None, logged: Logged) -> Case:
    return evolve(case, logged.event, logged.stamp)


def test_a_play_makes_cases_that_equal_their_logs(store: Store) -> None:
    Player(cases=_cases(store), script=SCRIPT).run()
    found = store.find(Wanted(limit=1000))
    play = play_in(store)

    assert len(found) > 15
    assert all(reduce(_after, store.log(case.case_id), None) == case for case in found)
    assert play is not None
    assert play.is_done


def test_a_play_that_ends_is_played_once(store: Store) -> None:
    seen: list[int] = []
    player = Player(cases=_cases(store), script=SCRIPT)
    player.run()
    replace(player, progress=lambda done, _count: seen.append(done)).run()

    assert seen == [len(SCRIPT.steps)]
