"""What is changed in a play: people and work times of a stage, and how many cases come."""

from dataclasses import dataclass

from penstock.measurement.flow.workload import StageLoad, Workload
from penstock.simulation.what_if.slots import Crew, crew_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is otherwise than it was measured.

    Args:
        stage_id: The stage with other people or work times; empty for none.
        people: How many people work in it; None for as many as did.
        work_percent: How long its work takes, of what it took. [%]
        arrivals_percent: How many cases come, of those that came. [%]
    """

    stage_id: str = ""
    people: int | None = None
    work_percent: int = 100
    arrivals_percent: int = 100


NOTHING = Change()
"""Everything goes on as it was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A stream as it is played.

    Args:
        load: What it had to do.
        crews: How each stage is worked.
        work_factors: How long work takes in each stage, times what it took.
        arrivals: How many cases come on a day in the mean, Monday first.
    """

    load: Workload
    crews: dict[str, Crew]
    work_factors: dict[str, float]
    arrivals: tuple[float, ...]


def setting_of(load: Workload, crews: dict[str, Crew], change: Change) -> Setting:
    """Return a stream as it is played with a change."""
    return Setting(
        load=load,
        crews={
            stage_id: _crew(each, crews[stage_id], change) for stage_id, each in load.stages.items()
        },
        work_factors={
            stage_id: change.work_percent / 100 if stage_id == change.stage_id else 1.0
            for stage_id in load.stages
        },
        arrivals=tuple(each * change.arrivals_percent / 100 for each in load.arrivals),
    )


def measured_crews(load: Workload) -> dict[str, Crew]:
    """Return how each stage was worked."""
    return {stage_id: crew_of(each, days=load.days) for stage_id, each in load.stages.items()}


def _crew(load: StageLoad, crew: Crew, change: Change) -> Crew:
    """Return how a stage is worked; it works as many more cases at once as it has more people."""
    if load.stage_id != change.stage_id or change.people is None:
        return crew
    return crew._replace(slots=max(1, round(crew.slots * change.people / load.people)))
