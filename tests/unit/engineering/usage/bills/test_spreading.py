"""Bills become a year's load, and what each bill says stays exact."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.usage.bills.spreading import year_from_bills
from penstock.engineering.usage.bills.values import Bill
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.shapes import Shape
from penstock.engineering.usage.years import moments_of, months_of_days
from penstock.kernel.years import YearSteps
from tests.unit.engineering.usage.meters import YEAR_2025, ZONE

AMOUNTS = st.lists(st.integers(0, 5000), min_size=12, max_size=12)


def calendar_bills(amounts: list[int], year: int = 2025) -> list[Bill]:
    starts = [date(year, month, 1) for month in range(1, 13)]
    ends = [*starts[1:], date(year + 1, 1, 1)]
    rows = zip(starts, ends, amounts, strict=True)
    return [Bill(start=start, end=end, amount=amount) for start, end, amount in rows]


@given(amounts=AMOUNTS, shape=st.sampled_from(["residential", "commercial"]))
def test_monthly_totals_are_exact(amounts: list[int], shape: Shape) -> None:
    load = year_from_bills(calendar_bills(amounts), YEAR_2025, shape=shape)

    month = months_of_days(wall_clock(moments_of(YEAR_2025), ZONE)[0])
    sums = np.bincount(month, weights=load.load_kwh)[1:]
    assert sums == pytest.approx(amounts)
    assert load.load_kwh.min() >= 0


@given(amounts=AMOUNTS, first=st.integers(0, 364), year=st.sampled_from([2025, 2026, 2027]))
def test_twelve_bills_of_any_cycle_keep_their_sum(
    amounts: list[int], first: int, year: int
) -> None:
    starts = [date(2024, 3, 1) + timedelta(days=first + 30 * number) for number in range(12)]
    ends = [*starts[1:], starts[0] + timedelta(days=365)]
    bills = [
        Bill(start=start, end=end, amount=amount)
        for start, end, amount in zip(starts, ends, amounts, strict=True)
    ]

    load = year_from_bills(bills, YearSteps(year=year, zone=ZONE, minutes=15))

    assert load.total_kwh == pytest.approx(sum(amounts))
    assert load.estimated.all()


def test_of_more_than_a_year_the_last_twelve_months_count() -> None:
    bills = calendar_bills([9999] * 12, 2024) + calendar_bills([100] * 12)

    assert year_from_bills(bills, YEAR_2025).total_kwh == pytest.approx(1200)


def test_a_missing_bill_is_named() -> None:
    bills = [bill for bill in calendar_bills([100] * 12) if bill.start.month != 7]

    with pytest.raises(UsageError, match=r"No bill covers 2025-07-01 to 2025-08-01 \(31 days\)"):
        year_from_bills(bills, YEAR_2025)


def test_bills_of_half_a_year_are_refused() -> None:
    with pytest.raises(UsageError, match="cover 181 days, from 2025-01-01 to 2025-07-01"):
        year_from_bills(calendar_bills([100] * 12)[:6], YEAR_2025)


def test_bills_that_overlap_are_named() -> None:
    again = Bill(start=date(2025, 6, 28), end=date(2025, 7, 29), amount=1)

    with pytest.raises(UsageError, match="from 2025-06-01 to 2025-07-01 and from 2025-06-28"):
        year_from_bills([*calendar_bills([100] * 12), again], YEAR_2025)


@pytest.mark.parametrize(("days", "amount"), [(0, 1.0), (-3, 1.0), (90, 1.0), (30, -5), (30, 1e9)])
def test_a_bill_that_cannot_be_is_named(days: int, amount: float) -> None:
    start = date(2025, 1, 1)
    bill = Bill(start=start, end=start + timedelta(days=days), amount=amount)

    with pytest.raises(UsageError, match="The bill from 2025-01-01"):
        year_from_bills([bill], YEAR_2025)
