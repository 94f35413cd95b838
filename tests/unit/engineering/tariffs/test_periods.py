"""Bills of periods that are no calendar months."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.periods import period_bills
from penstock.engineering.tariffs.reading import read_urdb
from penstock.kernel.years import YearSteps

STEPS = YearSteps(year=2025, zone="America/New_York")
TARIFF = read_urdb(Path("enterprise/quantum-energy/tariffs/RES-E.json").read_bytes())
USE = 0.8 + np.sin(np.arange(STEPS.count) / 17) ** 2


def months() -> list[tuple[date, date]]:
    firsts = [date(2025, month, 1) for month in range(1, 13)] + [date(2026, 1, 1)]
    return list(pairwise(firsts))


def test_calendar_months_are_billed_as_the_year_bills_them() -> None:
    year = bill_year(TARIFF, STEPS, USE)

    found = period_bills(TARIFF, STEPS, USE, months())

    assert [each.total_cents for each in found] == [each.cents for each in year.months]


def test_a_period_across_two_months_has_a_share_of_each_fixed_charge() -> None:
    fixed = period_bills(TARIFF, STEPS, USE, months())[0].cents[LineKind.FIXED]

    (found,) = period_bills(TARIFF, STEPS, USE, [(date(2025, 1, 16), date(2025, 2, 15))])

    assert abs(found.cents[LineKind.FIXED] - fixed * (16 / 31 + 14 / 28)) <= 1


def test_no_period_is_no_bill() -> None:
    assert not period_bills(TARIFF, STEPS, USE, [])
