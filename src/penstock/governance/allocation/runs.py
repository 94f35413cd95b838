"""A run of the allocation: who is charged what, and all that it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from penstock.governance.allocation.journal import JournalLine
from penstock.governance.allocation.pricing import PricedSale
from penstock.kernel.making import maker


class Charge(NamedTuple):
    """What becomes of one cost line; a tuple, because a run may have a million.

    Args:
        line: The cost line.
        posted: Its posting date.
        centre: Its cost centre.
        pool: The pool that it is shared with; empty when it is assigned directly.
        version: The version of the manual in force on its posting date.
        cents: Its amount.
        by_receiver: The cents of each receiver, in the run's order; they sum to the amount.
    """

    line: str
    posted: date
    centre: str
    pool: str
    version: str
    cents: int
    by_receiver: tuple[int, ...]


new_charge: Callable[[tuple[str, date, str, str, str, int, tuple[int, ...]]], Charge] = maker(
    Charge
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The allocation of a period, once.

    Args:
        id: Its period, and the beginning of the hash of all its inputs.
        period: The month.
        receivers: The entities that bear cost, in the order of all amounts.
        versions: The versions of the manual that it used, by posting date, the oldest first.
        shares: What part of each pool ends with each receiver, by version and pool; sum 1.
        charges: One for each cost line, by posting date and line.
        sales: What entities sold to each other, with prices.
        journal: What is posted.
        inputs: The SHA-256 of each file that it rests on.
        reverses: The run that it takes back; empty for none.
    """

    id: str
    period: str
    receivers: tuple[str, ...]
    versions: tuple[str, ...]
    shares: Mapping[tuple[str, str], tuple[Fraction, ...]]
    charges: tuple[Charge, ...]
    sales: tuple[PricedSale, ...]
    journal: tuple[JournalLine, ...]
    inputs: Mapping[str, str]
    reverses: str = ""

    @property
    def cents(self) -> int:
        """All cost that was allocated."""
        return sum(charge.cents for charge in self.charges)
