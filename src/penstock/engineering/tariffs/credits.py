"""Energy that flows out: netted, paid for, carried from month to month, and settled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.rules import MONTHS, Credits, RollOver

Floats = NDArray[np.float64]
Cents = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NetUse:
    """What net metering leaves to be billed, and the kWh that are carried.

    Args:
        billed_kwh: Use after what flowed out and what was carried, shape (meters, 12, periods).
        surplus_kwh: What flowed out beyond the use of its period, the same shape.
        carried_kwh: What the account holds after each month's bill, shape (meters, 12).
        settled_kwh: What the settlement takes from the account, shape (meters, 12).
    """

    billed_kwh: Floats
    surplus_kwh: Floats
    carried_kwh: Floats
    settled_kwh: Floats


def net_use(
    import_kwh: Floats, export_kwh: Floats, rule: Credits, *, order: NDArray[np.int64]
) -> NetUse:
    """Return what is billed where what flows out turns the meter back.

    A period's surplus is kept for the same period. Where a month does not have the period, its
    surplus is used in the month's own periods, that with the lowest price first.

    Args:
        import_kwh: What flows in, shape (meters, 12, periods).
        export_kwh: What flows out, the same shape.
        rule: What becomes of a surplus; anything but kWh keeps none.
        order: Periods of each month, the cheapest first, -1 for none: shape (12, periods).
    """
    net = import_kwh - export_kwh
    billed, surplus = np.maximum(net, 0.0), np.maximum(-net, 0.0)
    carried, settled = np.zeros(net.shape[:2]), np.zeros(net.shape[:2])
    if rule.roll_over is not RollOver.KWH:
        return NetUse(
            billed_kwh=billed, surplus_kwh=surplus, carried_kwh=carried, settled_kwh=settled
        )
    bank = np.zeros((len(net), net.shape[2]))
    for month in range(MONTHS):
        present = [int(each) for each in order[month] if each >= 0]
        _use(bank, billed[:, month], present)
        bank += surplus[:, month]
        if month + 1 == rule.settlement_month:
            settled[:, month] = bank.sum(axis=1)
            bank[:] = 0.0
        carried[:, month] = bank.sum(axis=1)
    return NetUse(billed_kwh=billed, surplus_kwh=surplus, carried_kwh=carried, settled_kwh=settled)


def _use(bank: Floats, billed: Floats, present: list[int]) -> None:
    """Take what a month can use out of the account, from `bank` and `billed` alike."""
    used = np.minimum(bank, billed)
    bank -= used
    billed -= used
    absent = [each for each in range(bank.shape[1]) if each not in present]
    for period in present:
        for other in absent:
            moved = np.minimum(bank[:, other], billed[:, period])
            bank[:, other] -= moved
            billed[:, period] -= moved


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Account:
    """Credits in money, each month's as cents, shape (meters, 12).

    Args:
        from_before: What earlier months leave and this one uses.
        unused: What this month earns and cannot use.
        settled: What the settlement takes from the account.
        balance: What the account holds after the month's bill.
    """

    from_before: Cents
    unused: Cents
    settled: Cents
    balance: Cents


def keep_account(earned: Cents, owed: Cents, rule: Credits) -> Account:
    """Return what becomes of credits in money; they pay for energy and for nothing else.

    Args:
        earned: What is credited for energy that flowed out. [cents]
        owed: What the month's energy costs. [cents]
        rule: Whether an unused credit is carried; if so, until which month.
    """
    unused, still_owed = np.maximum(earned - owed, 0), np.maximum(owed - earned, 0)
    from_before, settled, balance = (np.zeros_like(earned) for _ in range(3))
    bank = np.zeros(len(earned), dtype=np.int64)
    for month in range(MONTHS if rule.roll_over is RollOver.DOLLARS else 0):
        from_before[:, month] = np.minimum(bank, still_owed[:, month])
        bank = bank - from_before[:, month] + unused[:, month]
        if month + 1 == rule.settlement_month:
            settled[:, month], bank = bank, np.zeros_like(bank)
        balance[:, month] = bank
    return Account(from_before=from_before, unused=unused, settled=settled, balance=balance)
