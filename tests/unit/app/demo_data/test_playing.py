"""A play that is driven through the engine, in memory and in a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path

import pytest

from penstock.app.cases import By
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.clerk import Clerk
from penstock.app.cases.models import Models
from penstock.app.cases.usecases import Cases
from penstock.app.demo_data.marking import play_in, synthetic_caution
from penstock.app.demo_data.playing import (
    BATCH,
    NotOursError,
    OtherPlayError,
    Player,
    PlayRefusedError,
    Script,
)
from penstock.delivery import commands as do
from penstock.delivery.case import Case
from penstock.delivery.evolving import evolve
from penstock.delivery.ports import Logged, Wanted
from penstock.store import open_store
from tests.unit.simulation.small_world import BEGIN, END, MODEL, company, stream, troubled

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SCRIPT = Script(
    company=company(troubled()), models=(MODEL,), begin=BEGIN, end=END, seed=5, size=1.0
)


@contextmanager
def _cases(address: str) -> Iterator[Cases]:
    store = open_store(address)
    models = Models(read=lambda: pytest.fail("no documents are asked"))
    try:
        yield Cases(store=store, models=models, blobs=MemoryBlobs(), now=lambda: NOW)
    finally:
        store.close()


@pytest.fixture(params=["memory", "sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'play.db'}"


def _all(cases: Cases) -> dict[str, tuple[Case, tuple[Logged, ...]]]:
    found = cases.store.find(Wanted(limit=1000))
    return {case.case_id: (case, cases.store.log(case.case_id)) for case in found}


def _rebuilt(log: tuple[Logged, ...]) -> Case | None:
    def after(case: Case | None, logged: Logged) -> Case:
        return evolve(case, logged.event, logged.stamp)

    return reduce(after, log, None)


def test_every_case_is_what_its_log_makes_of_it(address: str) -> None:
    with _cases(address) as cases:
        assert Player(cases=cases, script=SCRIPT).run()
        found = _all(cases)

    assert len(found) > 20
    assert all(_rebuilt(log) == case for case, log in found.values())


def test_two_plays_with_one_seed_have_the_same_events(tmp_path: Path) -> None:
    played = []
    for name in ("one", "other"):
        with _cases(f"sqlite:///{tmp_path / name}.db") as cases:
            Player(cases=cases, script=SCRIPT).run()
            played.append(_all(cases))

    assert played[0] == played[1]


def test_a_play_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    large, rests = replace(SCRIPT, size=3.0), iter([False, False, True])
    with _cases(f"sqlite:///{tmp_path / 'stopped.db'}") as cases:
        assert not Player(cases=cases, script=large, stopped=lambda: next(rests)).run()
        done = len([log for _, logs in _all(cases).values() for log in logs])
        seen: list[int] = []
        assert Player(cases=cases, script=large, progress=lambda n, _: seen.append(n)).run()
        resumed = _all(cases)
    with _cases("memory:") as cases:
        Player(cases=cases, script=large).run()

        assert resumed == _all(cases)
    assert done > 0
    assert seen[0] == 2 * BATCH


def test_a_play_that_is_done_is_not_played_again(address: str) -> None:
    with _cases(address) as cases:
        Player(cases=cases, script=SCRIPT).run()
        before = _all(cases)
        assert Player(cases=cases, script=SCRIPT).run()

        assert _all(cases) == before


def test_a_played_database_says_so(address: str) -> None:
    with _cases(address) as cases:
        assert not synthetic_caution(cases.store)
        Player(cases=cases, script=SCRIPT).run()
        play = play_in(cases.store)

        assert play is not None
        assert play.is_done
        assert "synthetic" in synthetic_caution(cases.store)
        assert "2025-03-03 to 2025-06-03" in synthetic_caution(cases.store)


def test_a_database_with_cases_of_its_own_is_left_alone(address: str) -> None:
    with _cases(address) as cases:
        opening = do.Open(case_id="REAL-1", product="P-1", customer="Ada Moreno")
        clerk = Clerk(store=cases.store, now=cases.now, bound=frozenset())
        clerk.hand_in(opening, "REAL-1", By(actor="Ada", key="1"), MODEL)

        with pytest.raises(NotOursError, match="were not played"):
            Player(cases=cases, script=SCRIPT).run()
        assert [*_all(cases)] == ["REAL-1"]


def test_another_play_is_refused(address: str) -> None:
    with _cases(address) as cases:
        Player(cases=cases, script=SCRIPT).run()

        with pytest.raises(OtherPlayError, match="seed 5"):
            Player(cases=cases, script=replace(SCRIPT, seed=6)).run()


def test_a_plan_that_does_not_fit_the_documents_stops_with_its_step(address: str) -> None:
    plan = stream(papers={"TST-01.1": ("Photo",)})
    unfit = replace(SCRIPT, company=company(plan))

    with _cases(address) as cases, pytest.raises(PlayRefusedError, match="Photo"):
        Player(cases=cases, script=unfit).run()
