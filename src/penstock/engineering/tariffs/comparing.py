"""Bills of one customer under several tariffs: which is cheapest, by how much, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from penstock.engineering.tariffs.bill import LineKind, YearBill


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another tariff costs more than the cheapest one.

    Args:
        bill: The year under the other tariff.
        cents: How much more the year costs [cents].
        months: How much more each month costs; below 0 where it is cheaper [cents].
        kinds: How much more lines of a kind cost, the largest difference first [cents].
    """

    bill: YearBill
    cents: int
    months: tuple[int, ...]
    kinds: tuple[tuple[LineKind, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A customer's year under several tariffs.

    Args:
        cheapest: The year that costs least; the first of several that cost the same.
        others: The others, the cheaper ones first.
    """

    cheapest: YearBill
    others: tuple[Difference, ...]


def compare(bills: Sequence[YearBill]) -> Comparison:
    """Return which of some bills of the same energy is the lowest, and why.

    The differences of kinds, and those of months, each sum to the difference of the year.

    Args:
        bills: At least one bill of a year.
    """
    cheapest, *others = sorted(bills, key=lambda bill: bill.cents)
    return Comparison(
        cheapest=cheapest, others=tuple(_difference(bill, cheapest) for bill in others)
    )


def _difference(bill: YearBill, cheapest: YearBill) -> Difference:
    pairs = zip(bill.months, cheapest.months, strict=True)
    by_kind = [(kind, bill.cents_of(kind) - cheapest.cents_of(kind)) for kind in LineKind]
    differing = [(kind, cents) for kind, cents in by_kind if cents]
    return Difference(
        bill=bill,
        cents=bill.cents - cheapest.cents,
        months=tuple(one.cents - other.cents for one, other in pairs),
        kinds=tuple(sorted(differing, key=lambda each: -abs(each[1]))),
    )
