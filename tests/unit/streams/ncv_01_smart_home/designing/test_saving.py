"""What a home may save: a range with its source."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from penstock.streams.ncv_01_smart_home.designing.saving import AnnualUse, savings_of
from penstock.streams.ncv_01_smart_home.items.home import Fuel
from tests.unit.streams.ncv_01_smart_home.homes import SITE, catalogue

AVERAGES = catalogue().savings


def test_an_average_home_saves_by_stated_averages_whose_source_is_named() -> None:
    found = savings_of(AVERAGES, SITE, None)

    # 10 791 kWh at 15.1 cents; 31 % of it heats and cools; 4 to 12 % of that.
    assert found is not None
    assert (found.of_cents, found.low_cents, found.high_cents) == (162944, 2021, 6062)
    assert "EIA" in found.source
    assert "ENERGY STAR" in found.source


def test_own_use_comes_before_averages_and_says_so() -> None:
    found = savings_of(AVERAGES, SITE, AnnualUse(kwh=Decimal(20000), source="Own use"))

    assert found is not None
    assert found.is_own_use
    assert found.of_cents == 302000
    assert found.source.startswith("Own use; ")


def test_gas_that_heats_is_not_counted() -> None:
    gas = savings_of(AVERAGES, replace(SITE, fuel=Fuel.GAS), None)
    both = savings_of(AVERAGES, SITE, None)

    assert gas is not None
    assert both is not None
    assert gas.high_cents < both.high_cents


def test_nothing_is_claimed_where_no_electricity_heats_or_cools() -> None:
    assert savings_of(AVERAGES, replace(SITE, fuel=Fuel.OIL, has_cooling=False), None) is None


@given(st.decimals(0, 100000, places=1), st.decimals(0, 100000, places=1))
def test_who_uses_more_saves_no_less(a: Decimal, b: Decimal) -> None:
    less, more = (
        savings_of(AVERAGES, SITE, AnnualUse(kwh=each, source="x")) for each in sorted((a, b))
    )

    assert less is not None
    assert more is not None
    assert less.low_cents <= more.low_cents
    assert less.low_cents <= less.high_cents
