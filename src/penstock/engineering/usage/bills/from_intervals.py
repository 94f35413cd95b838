"""Long intervals, of a day or a month, taken as bills."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import numpy as np

from penstock.engineering.usage.bills.values import Bill, in_order
from penstock.engineering.usage.cleaning.tidying import tidied
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Intervals, local

LONG_S = 20 * 3600
"""Readings longer than this are taken as bills: days of 23 hours are among them."""


def are_long(given: Intervals) -> bool:
    """Tell whether intervals are days or longer."""
    return float(np.median(given.duration_s)) > LONG_S


def end_to_end(given: Intervals, *, newest_first: bool) -> Intervals:
    """Return readings laid one after the other before the moment at which all are said to begin.

    Some utilities write the moment of the download as the beginning of every reading. That the
    last one ends then, and that none is missing, is what the caller says; the file does not.

    Raises:
        UsageError: They begin at different moments.
    """
    moments = len(np.unique(given.start_s))
    if moments > 1:
        raise UsageError(
            f"The readings begin at {moments} different moments, so the file says itself when they "
            "were used. Leave --in-order out."
        )
    order = np.arange(len(given))[::-1] if newest_first else np.arange(len(given))
    laid = given.chosen(order)
    ends_s = given.start_s.max() - (laid.duration_s.sum() - np.cumsum(laid.duration_s))
    return replace(laid, start_s=ends_s - laid.duration_s)


def _until_the_next(given: Intervals) -> Intervals:
    """Return days and longer with the hour that a clock change adds or takes."""
    order = np.argsort(given.start_s, kind="stable")
    ordered = given.chosen(order)
    apart_s = np.append(np.diff(ordered.start_s), ordered.duration_s[-1:])
    near = (np.abs(apart_s - ordered.duration_s) <= 3600) & (apart_s > 0)
    return replace(ordered, duration_s=np.where(near, apart_s, ordered.duration_s))


def bills_of(given: Intervals, zone: str) -> tuple[Bill, ...]:
    """Return intervals of days or longer as bills; their ends are rounded to midnights.

    Raises:
        UsageError: They overlap, or all begin at one moment.
    """
    ordered, _ = tidied(_until_the_next(given), zone)
    half = timedelta(hours=12)
    ends = [(local(end_s, zone) + half).date() for end_s in ordered.end_s]
    starts = [(local(start_s, zone) + half).date() for start_s in ordered.start_s]
    # A rounded end may reach a day into the next bill.
    ends = [
        min(end, after) for end, (_, after) in zip(ends, pairwise([*starts, ends[-1]]), strict=True)
    ]
    bills = [
        Bill(
            start=start,
            end=end,
            amount=float(amount),
            cost_cents=None if np.isnan(cost) else round(float(cost)),
            estimated=bool(estimated),
        )
        for start, end, amount, cost, estimated in zip(
            starts, ends, ordered.amount, ordered.cost_cents, ordered.estimated, strict=True
        )
    ]
    return in_order(bills)
