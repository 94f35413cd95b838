"""String out and soiling: the level of all hours falls, at once or slowly."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import Look, Mask
from penstock.engineering.monitoring.sun import Floats

_SIDE_DAYS = 4
_LEAST_STEP = 0.045
"""A smaller step cannot be told from weather; one string of 22 is that much; ours."""
_NEAR = 0.35
"""How near to a whole number of strings a step has to be, in strings; ours."""
_LEAST_FALL = 0.03
"""Of the level over the days that were read; ours."""
_LOW = 0.90
"""A level below it has no reason in models, labels or sensors; ours."""
_MOST_STRINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """The performance of days: numbers of days and what they gave over what was expected, (n,)."""

    number: Floats
    level: Floats

    @property
    def count(self) -> int:
        """How many days there are."""
        return len(self.number)


def days_of(look: Look, usable: Mask) -> Days:
    """Return the performance of each day with enough light.

    Args:
        look: What to look at.
        usable: The steps that no other reason has explained.
    """
    steps, day = usable & look.judged, look.day
    count = int(day[-1]) + 1
    given = np.bincount(day[steps], weights=look.seen.power_kw[steps], minlength=count)
    could = np.bincount(day[steps], weights=look.expected.power_kw[steps], minlength=count)
    enough = could > 0.2 * could.max() if steps.any() else could > 0
    level = given[enough] / could[enough]
    return Days(number=np.flatnonzero(enough).astype(float), level=level)


def levels(look: Look, usable: Mask) -> Iterator[Alarm]:
    """Yield what the level of days tells: a string that went, dirt that came, or neither."""
    days = days_of(look, usable)
    if days.count < 3:
        return
    step = _step(days) if days.count >= 2 * _SIDE_DAYS else None
    fall, rest = _fall(days)
    if step is not None and step.drop >= _LEAST_STEP and step.rest < 0.7 * rest:
        yield from _at_once(look, usable, days, step)
    elif fall >= _LEAST_FALL and _is_steady(days):
        yield _slowly(look, usable, fall)
    elif (level := float(np.median(days.level))) < _LOW:
        yield _low(look, usable, level)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A step of the level: before which day, from what, how far down, what is left unexplained."""

    day: float
    before: float
    drop: float
    rest: float


def _step(days: Days) -> _Step | None:
    found = [_split(days, at) for at in range(_SIDE_DAYS, days.count - _SIDE_DAYS + 1)]
    return min(found, key=lambda each: each.rest, default=None)


def _split(days: Days, at: int) -> _Step:
    first, then = days.level[:at], days.level[at:]
    before, after = float(np.median(first)), float(np.median(then))
    rest = float(np.abs(first - before).sum() + np.abs(then - after).sum())
    return _Step(day=float(days.number[at]), before=before, drop=1 - after / before, rest=rest)


def _fall(days: Days) -> tuple[float, float]:
    """Return how far the level falls over all days, and what a straight line leaves unexplained.

    The slope is the median of all pairs: H. Theil, 1950; P. K. Sen, 1968.
    """
    first, second = np.triu_indices(days.count, 1)
    slopes = (days.level[second] - days.level[first]) / (days.number[second] - days.number[first])
    slope = float(np.median(slopes))
    start = float(np.median(days.level - slope * days.number))
    rest = float(np.abs(days.level - start - slope * days.number).sum())
    return -slope * float(days.number[-1] - days.number[0]), rest


def _is_steady(days: Days) -> bool:
    """Tell whether each third of the time lies lower, and all by more than days scatter."""
    thirds = [float(np.median(each)) for each in np.array_split(days.level, 3)]
    scatter = float(np.median(np.abs(np.diff(days.level))))
    return thirds[0] > thirds[1] > thirds[2] and thirds[0] - thirds[2] > scatter


def _strings(look: Look, drop: float) -> int:
    """Return how many strings a drop is; 0 where it is no whole number of a few."""
    number = drop * look.system.strings
    whole = round(number)
    near = 1 <= whole <= _MOST_STRINGS and abs(number - whole) <= _NEAR
    return whole if near and whole < look.system.strings else 0


def _at_once(look: Look, usable: Mask, days: Days, step: _Step) -> Iterator[Alarm]:
    steps = usable & look.judged & (look.day >= step.day)
    whole = _strings(look, step.drop)
    if whole:
        yield look.alarm(Reason.STRING_OUT, steps, _string_words(look, whole, step.drop))
    else:
        yield look.alarm(
            Reason.UNEXPLAINED,
            steps,
            f"Output fell by {step.drop:.0%} at once, which is no whole number of "
            f"{look.system.strings} strings. {days.count} days were judged.",
        )


def _string_words(look: Look, whole: int, drop: float) -> str:
    many = "one string is" if whole == 1 else f"{whole} strings are"
    return (
        f"All hours lack {drop:.0%}: {many} out of {look.system.strings}. Look at fuses, "
        "connectors and the tracker's inputs."
    )


def _slowly(look: Look, usable: Mask, fall: float) -> Alarm:
    return look.alarm(
        Reason.SOILING,
        usable & look.judged,
        f"Output falls slowly, by {fall:.1%} so far, in all hours alike: the modules grow dirty.",
    )


def _low(look: Look, usable: Mask, level: float) -> Alarm:
    steps, whole = usable & look.judged, _strings(look, 1 - level)
    if whole:
        return look.alarm(Reason.STRING_OUT, steps, _string_words(look, whole, 1 - level))
    return look.alarm(
        Reason.UNEXPLAINED,
        steps,
        f"Output is {level:.0%} of what light and heat allow, on all days and in all hours alike; "
        "no reason shows itself.",
    )
