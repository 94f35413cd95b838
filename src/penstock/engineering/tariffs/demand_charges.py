"""What demand costs: by the month's peak, by the peaks of periods, and for reactive power."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.columns import Column, priced, share_of, tiered
from penstock.engineering.tariffs.energy import share_among_tiers, tier_limits
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import Period, Tariff

Floats = NDArray[np.float64]
_EVERY_MONTH = range(1, MONTHS + 1)


def demand_columns(
    tariff: Tariff,
    *,
    billed_kw: Floats,
    period_kw: Floats | None,
    power_factor: Sequence[float] | None,
) -> Iterator[Column]:
    """Yield what demand costs.

    Args:
        tariff: Its prices.
        billed_kw: The demand that each month is billed for, shape (meters, 12).
        period_kw: The peak within each period of demand, shape (meters, 12, periods).
        power_factor: That of each month, where it is known.
    """
    found: list[Column] = []
    if tariff.flat_demand:
        months = np.array(tariff.flat_demand.months)
        seasons = tariff.flat_demand.periods
        amounts = np.where(months[:, None] == np.arange(len(seasons)), billed_kw[..., None], 0.0)
        found += _tiered(LineKind.DEMAND, seasons, amounts)
    if tariff.tou_demand and period_kw is not None:
        found += _tiered(LineKind.PERIOD_DEMAND, tariff.tou_demand.periods, period_kw)
    yield from found
    if power_factor is not None:
        yield from _reactive(tariff, billed_kw, power_factor)
        yield from _adjusted(tariff, found, power_factor)


def monthly_power_factor(given: float | Sequence[float] | None) -> tuple[float, ...] | None:
    """Return a power factor for each month.

    Raises:
        TariffError: It is not between 0 and 1, or there are not twelve.
    """
    if given is None:
        return None
    found = (float(given),) * MONTHS if isinstance(given, int | float) else tuple(given)
    if len(found) != MONTHS or not all(0 < each <= 1 for each in found):
        raise TariffError(
            f"The power factor {given} cannot be; expected one above 0 and up to 1, or twelve."
        )
    return found


def _tiered(kind: LineKind, periods: tuple[Period, ...], amounts: Floats) -> Iterator[Column]:
    everywhere = np.ones((MONTHS, len(periods)), dtype=np.bool_)
    limits = tier_limits(periods, np.ones(MONTHS, dtype=np.int64))
    quantity = share_among_tiers(amounts, limits, everywhere, jointly=False)
    for column in tiered(kind, periods, quantity, "kW"):
        if column.price:
            yield column


def _reactive(tariff: Tariff, billed_kw: Floats, power_factor: Sequence[float]) -> Iterator[Column]:
    """Yield the charge for reactive power at the peak: Q = P x tan(acos(power factor))."""
    if tariff.reactive_price:
        kvar = billed_kw * np.tan(np.arccos(np.array(power_factor)))
        yield from priced(
            LineKind.REACTIVE,
            "Reactive demand",
            kvar,
            "kvar",
            tariff.reactive_price,
            months=_EVERY_MONTH,
        )


def _adjusted(
    tariff: Tariff, demand: Sequence[Column], power_factor: Sequence[float]
) -> Iterator[Column]:
    """Yield what demand costs more below the target: target / actual - 1 of the demand charges."""
    target = tariff.power_factor_target
    for month, actual in zip(_EVERY_MONTH, power_factor, strict=True):
        of_month = [column.cents for column in demand if column.month == month]
        if target is None or Decimal(repr(actual)) >= target or not of_month:
            continue
        what = f"Power factor {actual:.3f} below {target}"
        share = target / Decimal(repr(actual)) - 1
        yield from share_of(
            LineKind.POWER_FACTOR, what, np.sum(of_month, axis=0), share, month=month
        )
