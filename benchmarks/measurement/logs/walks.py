"""Cases that walk through seven stages by dice, very many at a time: arrays, a value for a visit.

Who waits where, comes back, skips a stage or gives up follows from a seed, so that a log of any
size is the same on every machine. Moments are microseconds since 1970. Every case comes to its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.measurement.logs.paths import Paths

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

STAGES = 7
RESOURCES = 40  # in each stage
NONE = -1
DAY_US = 86_400_000_000
# Of a thousand visits of each stage: given up, sent back, a stage skipped, left unstarted.
CANCELLED = np.array([60, 45, 30, 12, 10, 8, 5])
REOPENED = np.array([15, 60, 45, 95, 25, 80, 20])
SKIPPED = np.array([4, 12, 6, 3, 9, 0, 0])
UNSTARTED, UNMET = 10, 25
WAIT_DAYS = np.array([1.5, 3.0, 4.0, 21.0, 9.0, 5.0, 12.0])  # medians
WORK_DAYS = np.array([0.4, 1.2, 2.5, 6.0, 2.0, 1.0, 3.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """Visits of stages, column by column; stages and resources are numbers from 0, or `NONE`.

    `started_us` is the exit where no work began. `next_stage` is `NONE` after a case was given up,
    and `STAGES` after it was closed.
    """

    case: Integers
    seq: Integers
    visit: Integers
    stage: Integers
    prev_stage: Integers
    entered_us: Integers
    started_us: Integers
    exited_us: Integers
    resource: Integers
    prev_resource: Integers
    next_stage: Integers
    path: Integers
    on_documented_path: Flags
    criteria_met: Flags

    def taken(self, which: Integers | Flags) -> "Visits":
        """Return some of the visits, in the order asked for."""
        return Visits(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


def joined(parts: Sequence[Visits]) -> Visits:
    """Return the visits of all parts, one part after the other."""
    return Visits(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(Visits)
        }
    )


def walk(opened_us: Integers, *, first: int, dice: np.random.Generator, paths: Paths) -> Visits:
    """Return all visits of cases that are opened at some moments.

    Args:
        opened_us: When each case is opened.
        first: The number of the first case.
        dice: What happens to them.
        paths: The book of ways, which learns the new ones.
    """
    visits_of = np.zeros((len(opened_us), STAGES), dtype=np.int64)
    now = _begun(opened_us, first, dice, paths)
    steps = []
    while len(now.case):
        visits_of[now.case - first, now.stage] += 1
        now = replace(now, visit=visits_of[now.case - first, now.stage])
        steps.append(now)
        now = _followed(now, dice, paths)
    return joined(steps)


def _begun(opened_us: Integers, first: int, dice: np.random.Generator, paths: Paths) -> Visits:
    count = len(opened_us)
    none = np.full(count, NONE)
    case, seq = first + np.arange(count), np.ones(count, dtype=np.int64)
    come = (case, seq, np.zeros(count, dtype=np.int64), none, none)
    return _visited(come, opened_us, paths.longer(none, come[2]), dice)


def _followed(before: Visits, dice: np.random.Generator, paths: Paths) -> Visits:
    """Return the next visits of those cases that have one."""
    on = before.taken((before.next_stage != NONE) & (before.next_stage != STAGES))
    come = (on.case, on.seq + 1, on.next_stage, on.stage, on.resource)
    made = _visited(come, on.exited_us, paths.longer(on.path, on.next_stage), dice)
    is_next = made.stage == made.prev_stage + 1
    return replace(made, on_documented_path=on.on_documented_path & is_next)


def _visited(
    come: tuple[Integers, Integers, Integers, Integers, Integers],
    entered_us: Integers,
    path: Integers,
    dice: np.random.Generator,
) -> Visits:
    """Return visits that begin at some moments, on the documented path so far."""
    case, seq, stage, prev_stage, prev_resource = come
    ready_us = entered_us + _times_us(WAIT_DAYS[stage], dice)
    exited_us = ready_us + _times_us(WORK_DAYS[stage], dice)
    has_started = dice.integers(0, 1000, len(case)) >= UNSTARTED
    who = stage * RESOURCES + dice.integers(0, RESOURCES, len(case))
    return Visits(
        case=case,
        seq=seq,
        visit=seq,
        stage=stage,
        prev_stage=prev_stage,
        entered_us=entered_us,
        started_us=np.where(has_started, ready_us, exited_us),
        exited_us=exited_us,
        resource=np.where(has_started, who, NONE),
        prev_resource=prev_resource,
        next_stage=_next_stage(stage, dice),
        path=path,
        on_documented_path=np.ones(len(case), dtype=np.bool_),
        criteria_met=dice.integers(0, 1000, len(case)) >= UNMET,
    )


def _times_us(median_days: NDArray[np.float64], dice: np.random.Generator) -> Integers:
    """Return times of a log-normal distribution; none is 0, so that no two moments are one."""
    days = median_days * np.exp(0.8 * dice.standard_normal(len(median_days)))
    return (days * DAY_US).astype(np.int64) + 1


def _next_stage(stage: Integers, dice: np.random.Generator) -> Integers:
    rolled = dice.integers(0, 1000, len(stage))
    given_up = CANCELLED[stage]
    sent_back = given_up + REOPENED[stage]
    skips = sent_back + SKIPPED[stage]
    back = np.maximum(stage - dice.integers(0, 3, len(stage)), 0)
    on = np.where(rolled < skips, np.minimum(stage + 2, STAGES), stage + 1)
    return np.where(rolled < given_up, NONE, np.where(rolled < sent_back, back, on))
