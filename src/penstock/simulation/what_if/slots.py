"""How many cases a stage works at once: the fewest that explain how long cases queued."""

from collections.abc import Sequence
from statistics import fmean, pvariance
from typing import NamedTuple

from penstock.measurement.flow.workload import StageLoad

# A queue of less than this share of a visit is none that anybody would see.
_UNSEEN = 0.01
_MOST_SLOTS = 10_000


class Crew(NamedTuple):
    """How a stage is worked.

    Args:
        slots: How many cases at once.
        queued: The share of the measured waiting that is a queue for them; the rest is not.
    """

    slots: int
    queued: float


def crew_of(load: StageLoad, *, days: float) -> Crew:
    """Return how a stage was worked, from its measured work and waiting.

    It has the fewest slots with which the queue would be no longer than the measured waiting in
    which those who worked there were at work on other cases.

    Args:
        load: What the stage had to do.
        days: In how many days.
    """
    work = [each.work_days for each in load.spells if each.work_days > 0]
    if not work:
        return Crew(load.people, 0.0)
    offered = len(work) * fmean(work) / days
    waiting = fmean(each.wait_days for each in load.spells)
    step = fmean(each.wait_days + each.work_days for each in load.spells)
    allowed = max(waiting * load.contended, _UNSEEN * step)
    slots = int(offered) + 1
    while slots < _MOST_SLOTS and queue_days(work, offered=offered, slots=slots) > allowed:
        slots += 1
    queue = queue_days(work, offered=offered, slots=slots)
    return Crew(slots, min(load.contended, queue / waiting) if waiting else 0.0)


def queue_days(work_days: Sequence[float], *, offered: float, slots: int) -> float:
    """Return the mean time in days that cases queue for one of several slots.

    W = C(c, a) / (c - a) * E[S] * (1 + V[S] / E[S]²) / 2

    with a slots in use of c in the mean. Exact for one kind of work times, the exponential;
    elsewhere the approximation of Allen and Cunneen for arrivals by chance.

    Args:
        work_days: Work times; not empty, none of them 0.
        offered: How many slots are in use in the mean; less than there are.
        slots: How many there are.

    References:
        A. O. Allen, Probability, Statistics, and Queueing Theory, 2nd ed., 1990, section 5.3.
    """
    mean = fmean(work_days)
    variability = pvariance(work_days) / mean**2
    return waits(offered=offered, slots=slots) / (slots - offered) * mean * (1 + variability) / 2


def waits(*, offered: float, slots: int) -> float:
    """Return the share of cases that find all slots in use, by Erlang's formula C.

    Args:
        offered: How many are in use in the mean.
        slots: How many there are; more than are in use.

    Example:
        >>> round(waits(offered=2.0, slots=3), 4)
        0.4444
    """
    # Erlang B, slot by slot, which stays within what a float can hold.
    blocked = 1.0
    for each in range(1, slots + 1):
        blocked = offered * blocked / (each + offered * blocked)
    return slots * blocked / (slots - offered * (1 - blocked))
