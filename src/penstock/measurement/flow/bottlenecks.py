"""Bottlenecks in plain words: which stage holds cases longest, and what they wait for there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from penstock.measurement.flow.durations import Durations
from penstock.measurement.flow.spoken import spoken, spoken_share
from penstock.measurement.flow.stage_times import StageTimes
from penstock.measurement.flow.waiting import StageCauses

FEWEST = 20
# A cause is named when it has at least this part of a stage's waiting, in percent.
_WORTH_NAMING = 25
_CAUSES = {
    "batching_us": "for the rest of a batch",
    "contention_us": "for people at work on what had come before",
    "prioritisation_us": "for people at work on what came later",
    "unavailability_us": "for opening hours",
    "other_us": "for reasons that the log does not tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """A stage, and how it holds cases up.

    Args:
        stage_id: The stage.
        visits: How many visits of it are over; at least 20.
        step: How long these took.
        wait_us: How much of that was waiting, in sum.
        cause: What most of that was for, such as `for the rest of a batch`; empty where nothing has
            a quarter of it.
        cause_us: How long that was, in sum.
    """

    stage_id: str
    visits: int
    step: Durations
    wait_us: int
    cause: str
    cause_us: int


def bottlenecks(
    times: Iterable[StageTimes], causes: Iterable[StageCauses]
) -> tuple[Bottleneck, ...]:
    """Return stages by how long they hold cases in the median, the slowest first.

    A stage of which fewer than 20 visits are over is left out: its median says little yet.
    """
    told = {each.stage_id: each for each in causes}
    found = (_bottleneck(each, told.get(each.stage_id)) for each in times)
    return tuple(sorted(filter(None, found), key=lambda one: (-one.step.p50_us, one.stage_id)))


def _bottleneck(times: StageTimes, causes: StageCauses | None) -> Bottleneck | None:
    if times.step is None or times.step.count < FEWEST:
        return None
    wait_us = times.wait.total_us if times.wait else 0
    cause, cause_us = _main_cause(causes) if causes else ("", 0)
    return Bottleneck(
        stage_id=times.stage_id,
        visits=times.step.count,
        step=times.step,
        wait_us=wait_us,
        cause=cause,
        cause_us=cause_us,
    )


def _main_cause(causes: StageCauses) -> tuple[str, int]:
    """Return what most of a stage's waiting was for; nothing where no cause has a fair part."""
    candidates = [(us, f"on hold: “{reason}”") for reason, us in causes.held_for if reason]
    unnamed = dict(causes.held_for).get("", 0)
    candidates += [(unnamed, "on hold without a reason")]
    parts = causes.parts._asdict()
    candidates += [(parts[name], words) for name, words in _CAUSES.items()]
    longest, words = max(candidates, key=lambda each: each[0])
    if longest * 100 < causes.wait_us * _WORTH_NAMING or not longest:
        return "", 0
    return words, longest


def sentences(found: Sequence[Bottleneck], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what bottlenecks say in words, the slowest stage first.

    Args:
        found: The bottlenecks, the slowest first.
        names: What stages are called, by their ids; an id without a name stands for itself.
    """
    return tuple(_sentence(each, names.get(each.stage_id, each.stage_id)) for each in found)


def _sentence(one: Bottleneck, name: str) -> str:
    held = f"{name} holds cases {spoken(one.step.p50_us)} in the median"
    evidence = f"({one.visits:,} visits; 85 % within {spoken(one.step.p85_us)})"
    if not one.wait_us:
        return f"{held}, none of it waiting {evidence}."
    waiting = f"{spoken_share(one.wait_us, one.step.total_us)} of the time waiting"
    if one.cause:
        waiting += f", {spoken_share(one.cause_us, one.wait_us)} of that {one.cause}"
    return f"{held}, {waiting} {evidence}."


def cause_in_words(one: Bottleneck) -> str:
    """Return what most of the waiting was for in a stage that has a cause, as a sentence."""
    part = spoken_share(one.cause_us, one.wait_us)
    told = f"In {one.stage_id}, {part} of the waiting was {one.cause}"
    return told if told.endswith(".”") else f"{told}."
