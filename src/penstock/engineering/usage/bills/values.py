"""A bill, and what several of them must be to make a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from penstock.engineering.usage.errors import UsageError

_LONGEST_DAYS = 70
_MOST_MISSING_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What was used and paid in a billing period.

    Args:
        start: Its first day.
        end: The day after its last one: the next bill starts on it.
        amount: What was used, in the unit of all bills: kWh or therms.
        cost_cents: What it cost; None where it is not known.
        estimated: Whether the utility estimated the meter.
    """

    start: date
    end: date
    amount: float
    cost_cents: int | None = None
    estimated: bool = False

    @property
    def days(self) -> int:
        """The length of its period."""
        return (self.end - self.start).days


def in_order(bills: Sequence[Bill]) -> tuple[Bill, ...]:
    """Return bills in the order of time.

    Raises:
        UsageError: A bill is of no time, too long, negative, or overlaps another.
    """
    ordered = tuple(sorted(bills, key=lambda bill: (bill.start, bill.end)))
    if not ordered:
        raise UsageError("There is no bill in the file.")
    for bill in ordered:
        _refuse(bill)
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise UsageError(
                f"The bills from {one.start} to {one.end} and from {other.start} to {other.end} "
                "overlap. A bill ends on the day on which the next one starts."
            )
    return ordered


def _refuse(bill: Bill) -> None:
    period = f"The bill from {bill.start} to {bill.end}"
    if not 0 < bill.days <= _LONGEST_DAYS:
        raise UsageError(f"{period} has {bill.days} days; expected 1 to {_LONGEST_DAYS}.")
    if not 0 <= bill.amount < 1e8:
        raise UsageError(
            f"{period} says that {bill.amount:,g} was used; expected 0 or more, and less than a "
            "hundred million."
        )


def refuse_missing_days(bills: Sequence[Bill]) -> None:
    """Refuse bills that leave out more than a week of a year.

    Raises:
        UsageError: They do; the sentence names the days.
    """
    for one, other in pairwise(bills):
        if other.start - one.end > timedelta(days=_MOST_MISSING_DAYS):
            raise UsageError(
                f"No bill covers {one.end} to {other.start} ({(other.start - one.end).days} days). "
                "Add the missing bill, or estimate it yourself and say so."
            )
    covered = (bills[-1].end - bills[0].start).days
    if covered < 365 - _MOST_MISSING_DAYS:
        raise UsageError(
            f"The bills cover {covered} days, from {bills[0].start} to {bills[-1].end}; expected a "
            f"year. Add the bills of the {365 - covered} days before or after."
        )
