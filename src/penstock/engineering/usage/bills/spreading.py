"""Bills spread over the steps of a year by a reference shape; what each bill says stays exact."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from penstock.engineering.usage.bills.values import Bill, in_order, refuse_missing_days
from penstock.engineering.usage.cleaning.values import Method
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.intervals import Floats, Integers
from penstock.engineering.usage.shapes import Shape, shape_weights
from penstock.engineering.usage.years import YearLoad, moments_of
from penstock.kernel.years import YearSteps

_EPOCH = date(1970, 1, 1)


def year_from_bills(
    bills: Sequence[Bill], steps: YearSteps, *, shape: Shape = "residential"
) -> YearLoad:
    """Return the load of a year from the bills of twelve months.

    Each day of the year belongs to the bill whose period holds its date in the last year that was
    billed. The bill's energy, in proportion to the days of it that the year has, is spread over
    these days by the shape:

        load(step) = amount * days taken / days of the bill * w(step) / sum of w over its steps

    So a bill whose days are all taken is exact, and so is the year where twelve bills cover 365
    days. Days that no bill covers, at most a week, take the energy a day of the nearest bill.

    Args:
        bills: At least a year of them, in any order; more than a year counts from the end.
        steps: The year, and the length of its steps.
        shape: Whose use of the day it is.

    Raises:
        UsageError: The bills overlap, leave out more than a week, or cover less than a year.
    """
    last_year = _last_year(in_order(bills))
    refuse_missing_days(last_year)
    days, shown = wall_clock(moments_of(steps), steps.zone)
    weights = shape_weights(days, shown + steps.minutes // 2, shape)
    distinct, inverse = np.unique(days, return_inverse=True)
    owners, taken = _owners(distinct, last_year)
    load_kwh = _spread(weights, owners[inverse], last_year, taken)
    return YearLoad(
        steps=steps,
        load_kwh=load_kwh,
        estimated=np.ones(steps.count, dtype=np.bool_),
        method=np.full(steps.count, Method.SHAPE, dtype=np.int8),
        sigma_kwh=np.full(steps.count, np.nan),
        notes=_notes(last_year, steps, shape),
    )


def _last_year(ordered: Sequence[Bill]) -> tuple[Bill, ...]:
    """Return the bills that reach into the year before the last bill's end."""
    begins = ordered[-1].end - timedelta(days=365)
    return tuple(bill for bill in ordered if bill.end > begins)


def _owners(days: Integers, bills: Sequence[Bill]) -> tuple[Integers, Floats]:
    """Return for each day the number of its bill, and how many bill days each bill gives."""
    last = bills[-1].end
    starts = np.array([(bill.start - _EPOCH).days for bill in bills])
    moments = np.array([_billed(_EPOCH + timedelta(days=int(day)), last) for day in days])
    owners = np.clip(np.searchsorted(starts, moments, side="right") - 1, 0, len(bills) - 1)
    counts = np.bincount(owners, minlength=len(bills)).astype(float)
    return owners.astype(np.int64), counts


def _billed(day: date, last: date) -> int:
    """Return the day of the same date in the year that ends with the last bill."""
    for year in (last.year, last.year - 1):
        begins = date(year, day.month, 1) + timedelta(days=day.day - 1)
        if begins < last:
            return (begins - _EPOCH).days
    raise AssertionError("one of two years lies before any day")


def _spread(weights: Floats, owners: Integers, bills: Sequence[Bill], taken: Floats) -> Floats:
    amounts = np.array([bill.amount / bill.days for bill in bills]) * taken
    sums = np.bincount(owners, weights=weights, minlength=len(bills))
    shares: Floats = weights / sums[owners] * amounts[owners]
    return shares


def _notes(bills: Sequence[Bill], steps: YearSteps, shape: Shape) -> tuple[str, ...]:
    what = "days" if max(bill.days for bill in bills) == 1 else "bills"
    notes = [
        f"{len(bills)} {what} from {bills[0].start} to {bills[-1].end} are spread over the hours "
        f"of {steps.year} by our {shape} reference shape: the {what} are exact, the hours are made."
    ]
    guessed = sum(bill.estimated for bill in bills)
    if guessed:
        notes.append(f"{guessed} of the bills were estimated by the utility.")
    return tuple(notes)
