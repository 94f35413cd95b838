from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.energy.storage.peaks import demand_periods
from penstock.engineering.storage.years import SiteYear, billed_peaks_kw, month_starts
from penstock.engineering.tariffs.demand import billed_peak_kw
from penstock.engineering.tariffs.pricing import DemandPrice
from penstock.engineering.tariffs.rules import Ratchet
from penstock.kernel.years import YearSteps

STEPS = YearSteps(year=2025, zone="America/Denver")
STARTS = month_starts(STEPS)
SHARES = st.decimals(0, 1, places=2)

ratchets = st.builds(
    Ratchet,
    yearly=st.tuples(*[SHARES] * 12),
    share=SHARES,
    range_months=st.integers(0, 12),
    months=st.tuples(*[st.booleans()] * 12),
)


def prices(*, summer_only: bool = False) -> list[DemandPrice]:
    months = range(6, 10) if summer_only else range(1, 13)
    return [
        DemandPrice(month=month, label="", steps=_within(month), price_dollars_per_kw=9.0)
        for month in months
    ]


def _within(month: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    places = np.arange(STEPS.count)
    return (places >= STARTS[month - 1]) & (places < STARTS[month])


def site(ratchet: Ratchet | None, *, summer_only: bool = False) -> SiteYear:
    nothing = np.zeros(STEPS.count)
    return SiteYear(
        steps=STEPS,
        load_kwh=nothing,
        yield_kwh=nothing,
        buy_dollars_per_kwh=nothing,
        sell_dollars_per_kwh=nothing,
        demand=demand_periods(prices(summer_only=summer_only), ratchet, STEPS),
    )


@given(ratchets, st.lists(st.integers(0, 50), min_size=12, max_size=12))
def test_a_battery_meets_the_billed_peaks_that_the_tariff_bills(
    ratchet: Ratchet, peaks: list[int]
) -> None:
    load = np.zeros(STEPS.count)
    load[list(STARTS[:12])] = peaks

    found = billed_peaks_kw(site(ratchet), load)

    billed = billed_peak_kw(np.array([peaks], dtype=np.float64), ratchet, None)[0]
    assert found == pytest.approx(billed.tolist())


def test_a_month_without_a_price_is_looked_back_on_all_the_same() -> None:
    ratchet = replace(Ratchet(), share=Decimal("0.5"), range_months=11)

    found = site(ratchet, summer_only=True).demand

    assert [each.dollars_per_kw for each in found] == [0.0] * 5 + [9.0] * 4 + [0.0] * 3
    assert len(found[5].ratchets) == 5


def test_without_a_ratchet_only_what_has_a_price_is_charged() -> None:
    found = site(None, summer_only=True).demand

    assert [(each.name, each.month) for each in found] == [
        ("all hours", month) for month in range(6, 10)
    ]
