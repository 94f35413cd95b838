"""The benchmark of bills measures, and can tell a wrong one."""

import pytest

from benchmarks.energy import bills
from tests.conftest import miss
from tests.utilityrate5 import rates_of


@pytest.fixture(scope="module", autouse=True)
def _pysam() -> None:
    if not bills.PYSAM.exists():
        miss("PySAM is not installed; run: python3 -m tests.oracles.pysam.install")


def test_no_month_is_half_a_cent_away_from_pysam() -> None:
    assert [figure.met for figure in bills.exactness()] == [True]


def test_homes_cost_what_pysam_says() -> None:
    found = {figure.name.strip(): figure for figure in bills.homes_beside_pysam(20)}

    assert found["a year, furthest from PySAM"].met
    assert found["faster than a loop over PySAM"].value > 0


def test_a_wrong_bill_misses_the_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = rates_of(bills.DOCUMENT) | {"ur_monthly_fixed_charge": 12.02}
    monkeypatch.setattr(bills, "rates_of", lambda _: rates)

    found = {figure.name.strip(): figure for figure in bills.homes_beside_pysam(20)}

    assert found["a year, furthest from PySAM"].met is False
