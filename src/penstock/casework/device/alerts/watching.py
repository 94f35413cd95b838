"""What is remembered of rooms, so that a moment is not taken for a trend."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from statistics import median

from penstock.casework.device.live import LiveState, Watch
from penstock.casework.device.registry import Home

APART_K = 2.0
"""A sensor that leaves its usual distance from the others by so much has drifted. [K]"""

LOW_BATTERY = 20.0
"""A battery with less has to be changed. [%]"""

_FEWEST, _LEARNING = 3, 0.02


def watched(live: Sequence[LiveState], home: Home, *, now: datetime) -> tuple[LiveState, ...]:
    """Return the states of a home with what is remembered of its temperatures.

    A sensor is held against the median of the home, and against how far it usually is from it: a
    hall that is always 2 K colder has not drifted. What is usual is learned slowly, and not while
    the sensor is apart.
    """
    warm = {each.of: each.number("temperature") for each in live}
    known = [each for each in warm.values() if each is not None]
    middle = median(known) if len(known) >= _FEWEST else None
    return tuple(_watched(each, warm[each.of], middle, home, now) for each in live)


def _watched(
    live: LiveState, own: float | None, middle: float | None, home: Home, now: datetime
) -> LiveState:
    watch = _with_battery(live.watch, live, now)
    if own is not None:
        is_outside = not home.coldest_c <= own <= home.hottest_c
        outside = (watch.outside_since or live.at or now) if is_outside else None
        watch = replace(watch, outside_since=outside)
        if middle is not None:
            watch = _compared(watch, own - middle, live.at or now)
    return replace(live, watch=watch) if watch != live.watch else live


def _with_battery(watch: Watch, live: LiveState, now: datetime) -> Watch:
    left = live.number("battery")
    is_low = left is not None and left < LOW_BATTERY
    if is_low == (watch.low_since is not None):
        return watch
    return replace(watch, low_since=(live.at or now) if is_low else None)


def _compared(watch: Watch, offset_k: float, at: datetime) -> Watch:
    offset = round(offset_k * 1000)
    usual = watch.usual_offset_mk
    if usual is None:
        return replace(watch, usual_offset_mk=offset)
    if abs(offset - usual) > APART_K * 1000:
        return replace(watch, apart_since=watch.apart_since or at)
    learned = round(usual + _LEARNING * (offset - usual))
    return replace(watch, usual_offset_mk=learned, apart_since=None)
