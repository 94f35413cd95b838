"""Lines for energy that flowed out: credits, what is kept of them, and what is paid out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.columns import Cents, Column, moved, priced, sums, tiered
from penstock.engineering.tariffs.credits import Account, keep_account
from penstock.engineering.tariffs.rules import MONTHS, RollOver
from penstock.engineering.tariffs.tariff import Tariff

Floats = NDArray[np.float64]


def credit_columns(
    tariff: Tariff, exported: Floats, energy: Sequence[Column]
) -> tuple[list[Column], Account]:
    """Return the lines of credits in money, and the account they are kept in.

    Args:
        tariff: Its sell prices and what becomes of a credit.
        exported: What is credited, shape (meters, 12, periods, tiers). [kWh]
        energy: The lines of energy, which credits pay for.
    """
    lines = list(tiered(LineKind.EXPORT, tariff.energy.periods, exported, "kWh", selling=True))
    meters = len(exported)
    account = keep_account(-sums(lines, meters), sums(energy, meters), tariff.credits)
    for month in range(1, MONTHS + 1):
        lines += _kept(tariff.credits.roll_over, account, month)
    return lines, account


def _kept(rule: RollOver, account: Account, month: int) -> list[Column]:
    used, unused = account.from_before[:, month - 1], account.unused[:, month - 1]
    lines = list(
        moved(LineKind.CREDIT_USED, "Credit of earlier months", used, month=month, sign=-1)
    )
    if rule is RollOver.DOLLARS:
        what = "Credit kept for later months"
        lines += moved(LineKind.CREDIT_CARRIED, what, unused, month=month, sign=1)
    if rule is RollOver.LOST:
        what = "Credit beyond the month's energy, which is lost"
        lines += moved(LineKind.CREDIT_LOST, what, unused, month=month, sign=1)
    return lines


def paid_columns(tariff: Tariff, settled_kwh: Floats, account: Account) -> list[Column]:
    """Return what is paid out at the settlement: kWh at their price, or dollars that are left."""
    rule = tariff.credits
    lines = list(
        priced(
            LineKind.PAID_OUT,
            "Energy left at the settlement",
            settled_kwh,
            "kWh",
            -rule.cash_out_price,
            months=[rule.settlement_month],
        )
    )
    if rule.unused_dollars_are_paid:
        what, month = "Credit left at the settlement", rule.settlement_month
        settled = account.settled[:, month - 1]
        lines += moved(LineKind.PAID_OUT, what, settled, month=month, sign=-1)
    return lines if rule.cash_out_price or rule.unused_dollars_are_paid else []


def paid_with_the_bill(tariff: Tariff, account: Account) -> Cents:
    """Return what a month's bill pays out beyond its energy, shape (meters, 12) [cents]."""
    pays = tariff.credits.roll_over is RollOver.PAID
    return account.unused if pays else np.zeros_like(account.unused)
