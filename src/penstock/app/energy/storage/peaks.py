"""What a tariff charges for peaks, as a battery meets it: periods, and what ratchets hold up."""

from collections.abc import Sequence

import numpy as np

from penstock.engineering.storage.years import DemandPeriod, Ratchet, month_starts
from penstock.engineering.tariffs.pricing import DemandPrice
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.rules import Ratchet as TariffRatchet
from penstock.kernel.years import YearSteps


def demand_periods(
    prices: Sequence[DemandPrice], ratchet: TariffRatchet | None, steps: YearSteps
) -> tuple[DemandPeriod, ...]:
    """Return the periods whose peaks are charged.

    A ratchet looks back on months that may have no price of their own, so with one all twelve
    months come first. Peaks before the year are not known, and not looked back on.

    Args:
        prices: What peaks cost.
        ratchet: How earlier peaks keep a month's billed demand up.
        steps: The year.
    """
    if ratchet is None:
        return tuple(map(_period, prices))
    whole = {each.month: each for each in prices if _is_whole_month(each, steps)}
    parts = [each for each in prices if each is not whole.get(each.month)]
    months = [
        DemandPeriod(
            name="all hours",
            month=month + 1,
            steps=_month_steps(month, steps),
            dollars_per_kw=whole[month + 1].price_dollars_per_kw if month + 1 in whole else 0.0,
            ratchets=_held_up(month, ratchet),
        )
        for month in range(MONTHS)
    ]
    return (*months, *map(_period, parts))


def _period(each: DemandPrice) -> DemandPeriod:
    return DemandPeriod(
        name=each.label or "all hours",
        month=each.month,
        steps=np.flatnonzero(each.steps),
        dollars_per_kw=each.price_dollars_per_kw,
    )


def _is_whole_month(each: DemandPrice, steps: YearSteps) -> bool:
    return not each.label and int(each.steps.sum()) == len(_month_steps(each.month - 1, steps))


def _month_steps(month: int, steps: YearSteps) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    starts = month_starts(steps)
    return np.arange(starts[month], starts[month + 1])


def _held_up(month: int, ratchet: TariffRatchet) -> tuple[Ratchet, ...]:
    """Return the shares of earlier peaks of the year that a month is billed for at least."""
    back = list(range(max(0, month - ratchet.range_months), month))
    if not ratchet.range_months:
        back = [earlier for earlier in range(month) if ratchet.months[earlier]]
    shares = dict.fromkeys(back, float(ratchet.share))
    for earlier in range(month):
        shares[earlier] = max(shares.get(earlier, 0.0), float(ratchet.yearly[month]))
    return tuple(Ratchet(period=each, share=share) for each, share in shares.items() if share)
