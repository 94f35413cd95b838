"""Intervals in order: each moment is metered once."""

import numpy as np

from penstock.engineering.usage.cleaning.values import Finding
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Flags, Intervals, told

# More than this share of intervals that overlap is no slip, but two series in one.
_MOST_OVERLAPS = 0.02


def tidied(given: Intervals, zone: str) -> tuple[Intervals, list[Finding]]:
    """Return intervals in the order of time, without doubles, overlaps and lengths of nothing.

    Of intervals with one beginning the last in the file is kept, for a correction follows what it
    corrects. One that reaches into the next is cut there and keeps its share. What is coded with a
    duration of 0, as at the change to daylight saving, is added to the interval that begins then.

    Raises:
        UsageError: So many intervals overlap that the file cannot mean what it says.
    """
    found: list[Finding] = []
    known = given.chosen(~np.isnan(given.amount))
    ordered = known.chosen(np.argsort(known.start_s, kind="stable"))
    _refuse_one_moment(ordered, zone)
    for step in (_without_nothing, _without_doubles, _without_overlaps):
        ordered, finding = step(ordered, zone)
        found += [finding] if finding else []
    return ordered, found


_Result = tuple[Intervals, Finding | None]


def _refuse_one_moment(ordered: Intervals, zone: str) -> None:
    if not len(ordered):
        raise UsageError("The series has intervals, and none of them has a value.")
    count, moments = len(ordered), len(np.unique(ordered.start_s))
    if count > 3 and moments * 2 < count:
        which = "the same moment" if moments == 1 else f"only {moments} moments"
        raise UsageError(
            f"All {count} readings begin at {which} ({told(ordered.start_s[0], zone)}), so the "
            "file does not tell when they were used. Ask the utility for their periods, or say in "
            "which order they stand: --in-order newest-first"
        )


def _without_nothing(ordered: Intervals, zone: str) -> _Result:
    empty = ordered.duration_s == 0
    if not empty.any():
        return ordered, None
    rest = ordered.chosen(~empty)
    if not len(rest):
        raise UsageError("All readings have a duration of 0 s; expected those of intervals.")
    at = np.clip(np.searchsorted(rest.start_s, ordered.start_s[empty]), 0, len(rest) - 1)
    amount = rest.amount.copy()
    np.add.at(amount, at, ordered.amount[empty])
    words = (
        f"{_counted(empty, 'interval')} of 0 s, as coded at clock changes, the first at "
        f"{told(ordered.start_s[empty][0], zone)}: added to what begins then."
    )
    kept = _with_amount(rest, amount)
    return kept, Finding(kind="clock", count=int(empty.sum()), words=words)


def _without_doubles(ordered: Intervals, zone: str) -> _Result:
    double = np.append(ordered.start_s[1:] == ordered.start_s[:-1], False)
    if not double.any():
        return ordered, None
    after = np.roll(ordered.amount, -1)
    differ = int(((ordered.amount != after) & double).sum())
    words = (
        f"{_counted(double, 'interval')} given twice, {differ} of them with another value, the "
        f"first at {told(ordered.start_s[double][0], zone)}: the last one given is kept."
    )
    kept = ordered.chosen(~double)
    return kept, Finding(kind="duplicate", count=int(double.sum()), words=words)


def _without_overlaps(ordered: Intervals, zone: str) -> _Result:
    over = np.append(ordered.end_s[:-1] > ordered.start_s[1:], False)
    if not over.any():
        return ordered, None
    first = told(ordered.start_s[over][0], zone)
    if over.sum() > max(3, _MOST_OVERLAPS * len(ordered)):
        raise UsageError(
            f"{over.sum():,} of {len(ordered):,} intervals reach into the next, the first at "
            f"{first}. The file mixes intervals of different lengths or meters; ask the utility "
            "for one series."
        )
    duration_s = ordered.duration_s.copy()
    duration_s[over] = (np.roll(ordered.start_s, -1) - ordered.start_s)[over]
    share = duration_s / ordered.duration_s
    words = (
        f"{_counted(over, 'interval')} reaching into the next, the first at {first}: cut there, "
        "with their share of the energy."
    )
    cut = Intervals(
        start_s=ordered.start_s,
        duration_s=duration_s,
        amount=ordered.amount * share,
        estimated=ordered.estimated,
        cost_cents=ordered.cost_cents,
    )
    return cut, Finding(kind="overlap", count=int(over.sum()), words=words)


def _with_amount(
    rest: Intervals, amount: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> Intervals:
    return Intervals(
        start_s=rest.start_s,
        duration_s=rest.duration_s,
        amount=amount,
        estimated=rest.estimated,
        cost_cents=rest.cost_cents,
    )


def _counted(which: Flags, noun: str) -> str:
    count = int(which.sum())
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
