"""One bill, two ledgers: whose charges a payment pays, and which unpaid ones may have consequences.

Whoever pays less than the whole joint bill pays the regulated charges first. What is owed to AES
stays a debt to AES: it is never a reason to disconnect.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from penstock.kernel.sides import Side


class JointBillError(ValueError):
    """A bill or a payment that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledCharge:
    """A line of a joint bill, which belongs to one ledger.

    Args:
        id: What the bill calls it.
        side: Whose it is: regulated or non-regulated.
        cents: How much, more than nothing.
        due: The first day on which it is past due.
    """

    id: str
    side: Side
    cents: int
    due: date

    def __post_init__(self) -> None:
        if self.side is Side.ENTERPRISE:
            raise JointBillError(
                f"Charge {self.id} belongs to no ledger: a customer owes the utility or AES. "
                "Say which."
            )
        if self.cents <= 0:
            raise JointBillError(f"Charge {self.id} is {self.cents} cents; it is no charge.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a payment paid.

    Args:
        paid_cents: How much of each charge, by its id; those that got nothing are left out.
        left_cents: What is left over when all is paid. [cents]
    """

    paid_cents: Mapping[str, int]
    left_cents: int


def ledger(charges: Iterable[BilledCharge], side: Side) -> tuple[BilledCharge, ...]:
    """Return the lines of one side, the oldest first: what that part of the bill shows."""
    own = (each for each in charges if each.side is side)
    return tuple(sorted(own, key=lambda each: (each.due, each.id)))


def applied(payment_cents: int, charges: Iterable[BilledCharge]) -> Applied:
    """Apply a payment: regulated charges first, the oldest first, then those of AES.

    Args:
        payment_cents: How much was paid. [cents]
        charges: What is open, in any order.

    Raises:
        JointBillError: The payment is less than nothing.
    """
    if payment_cents < 0:
        raise JointBillError(f"A payment of {payment_cents} cents is none; book it as a refund.")
    every = tuple(charges)
    left, paid = payment_cents, {}
    for charge in (*ledger(every, Side.REGULATED), *ledger(every, Side.NON_REGULATED)):
        part = min(left, charge.cents)
        if part:
            paid[charge.id] = part
            left -= part
    return Applied(paid_cents=paid, left_cents=left)


def disconnectable_cents(charges: Iterable[BilledCharge], payment: Applied, *, on: date) -> int:
    """Return for how much service may be disconnected: what is past due, unpaid and regulated.

    Whether it may be is for other rules; for nothing it never may. [cents]
    """
    return sum(
        each.cents - payment.paid_cents.get(each.id, 0)
        for each in ledger(charges, Side.REGULATED)
        if each.due <= on
    )
