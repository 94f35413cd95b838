"""The way of a case: legal for the engine, repeatable, and as long as planned."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.delivery import commands as do
from penstock.delivery.case import Case, Status
from penstock.delivery.deciding import decide
from penstock.delivery.events import Stamp
from penstock.delivery.evolving import evolve
from penstock.delivery.plan import automatic
from penstock.simulation.journeys import journey
from penstock.simulation.plans import Mishap, StagePlan, Template
from penstock.simulation.steps import Step
from tests.unit.simulation.small_world import MODEL, stream, troubled, world

OPENED = datetime(2025, 3, 5, 17, tzinfo=UTC)


def _worked(steps: tuple[Step, ...]) -> Case:
    """Return what the engine makes of steps; it refuses what is not legal."""
    case: Case | None = None
    for step in steps:
        command: do.Command | None = step.command
        stamp = Stamp(at=step.at, actor=step.actor, command_id=str(step.number))
        while command is not None:
            for event in decide(case, command, MODEL):
                case = evolve(case, event, stamp)
            assert case is not None
            command = automatic(case, MODEL)
    assert case is not None
    return case


def _played(seed: int, number: int = 1) -> tuple[Step, ...]:
    case_id = f"TST-01-SYN-{number}"
    return journey(world(troubled(), seed=seed), case_id, customer="Somebody", opened=OPENED)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_engine_takes_every_step_and_the_case_comes_to_an_end(seed: int) -> None:
    steps = _played(seed)

    assert _worked(steps).status in {Status.CLOSED, Status.CANCELLED}
    assert all(one.at < other.at for one, other in pairwise(steps))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_steps(seed: int) -> None:
    assert _played(seed) == _played(seed)


def test_all_that_can_go_wrong_does_somewhere() -> None:
    commands = Counter(type(step.command) for seed in range(40) for step in _played(seed))

    wrong = {do.Hold, do.Resume, do.SendBack, do.Reopen, do.Cancel, do.Release}
    assert wrong <= set(commands)


def test_who_is_away_hands_the_task_over() -> None:
    released = [
        step for seed in range(40) for step in _played(seed) if step.command == do.Release()
    ]

    assert released
    for seed in range(10):
        taken: set[str] = set()
        for step in _played(seed):
            if isinstance(step.command, do.Claim):
                taken = {step.actor}
            if isinstance(step.command, do.Complete):
                assert step.actor in taken


@pytest.mark.parametrize("stage_id", ["TST-01.1", "TST-01.2", "TST-01.3"])
def test_stages_take_as_long_in_the_mean_as_was_planned(stage_id: str) -> None:
    planned = stream().stages[stage_id].days
    place = [stage.id for stage in MODEL.stages].index(stage_id)
    times = []
    for number in range(500):
        steps = journey(world(), f"C-{number}", customer="Somebody", opened=OPENED)
        moments = [OPENED, *(step.at for step in steps if isinstance(step.command, do.Pass))]
        times.append((moments[place + 1] - moments[place]) / timedelta(days=1))

    # Half a day more or less is what business hours and steps one after another make of it.
    assert fmean(times) == pytest.approx(planned, abs=0.5 + 0.08 * planned)


def test_an_earlier_version_is_replaced_before_the_stage_ends() -> None:
    made_at = datetime(2025, 1, 1, tzinfo=UTC)
    template = Template(
        content=b'{"passed":true}', made_at=made_at, earlier=b'{"passed":false}', earlier_chance=1
    )
    played = world(stream(templates={"Inspection": template}))
    steps = journey(played, "C-1", customer="Somebody", opened=OPENED)
    said = [
        step.content
        for step in steps
        if isinstance(step.command, do.Record) and step.command.item == "Inspection"
    ]

    assert said == [b'{"passed":false}', b'{"passed":true}']


def test_a_paper_is_recorded_in_its_stage() -> None:
    template = Template(content=b"{}", made_at=datetime(2025, 1, 1, tzinfo=UTC))
    plan = stream(papers={"TST-01.3": ("Score",)}, templates={"Score": template})
    steps = journey(world(plan), "C-1", customer="Somebody", opened=OPENED)
    items = [step.command.item for step in steps if isinstance(step.command, do.Record)]

    assert items[-2:] == ["Score", "Thanks"]


def test_who_drops_out_says_why() -> None:
    drop_out = Mishap(chance=1, reasons=("It is too dear.",))
    days = {stage.id: StagePlan(days=3, drop_out=drop_out) for stage in MODEL.stages}
    steps = journey(world(stream(stages=days)), "C-1", customer="Somebody", opened=OPENED)

    assert steps[-1].command == do.Cancel(reason="It is too dear.")
