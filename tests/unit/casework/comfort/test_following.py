from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.loading import reference_company
from penstock.casework.comfort.following import aims, followed, prices_of_day
from penstock.casework.comfort.limits import ComfortLimits, Manner
from penstock.engineering.tariffs.reading import read_urdb

HOME = ComfortLimits(
    lowest_c=Decimal(18), highest_c=Decimal(27), heated_c=Decimal(21), cooled_c=Decimal(24)
)
FLAT = (Decimal("0.12"),) * 24
EVENING = tuple(Decimal("0.30" if 17 <= hour < 21 else "0.10") for hour in range(24))
TEMPERATURES = st.decimals(10, 30, places=1)
LIMITS = (
    st.tuples(TEMPERATURES, TEMPERATURES, TEMPERATURES, TEMPERATURES)
    .map(sorted)
    .map(
        lambda each: ComfortLimits(
            lowest_c=each[0], heated_c=each[1], cooled_c=each[2], highest_c=each[3]
        )
    )
)
PRICES = st.lists(
    st.sampled_from([Decimal("0.1"), Decimal("0.2"), Decimal("0.4")]), min_size=24, max_size=24
)


def by_hour(prices: list[Decimal], limits: ComfortLimits, manner: Manner) -> list[Decimal]:
    found = aims(prices, limits, manner)
    return [
        max((a for a in found if a.from_hour <= hour), key=lambda a: a.from_hour).target_c
        for hour in range(24)
    ]


def test_a_flat_tariff_asks_for_nothing() -> None:
    (only,) = aims(FLAT, HOME, Manner.HEAT)

    assert (only.from_hour, only.target_c) == (0, Decimal(21))


def test_dear_hours_are_heated_less_and_the_hour_before_more() -> None:
    found = [(each.from_hour, int(each.target_c)) for each in aims(EVENING, HOME, Manner.HEAT)]

    assert found == [(0, 21), (16, 22), (17, 19), (21, 21)]


def test_dear_hours_are_cooled_less_and_the_hour_before_more() -> None:
    found = [(each.from_hour, int(each.target_c)) for each in aims(EVENING, HOME, Manner.COOL)]

    assert found == [(0, 24), (16, 23), (17, 26), (21, 24)]


def test_the_company_s_own_tariff_is_followed_in_its_summer_alone() -> None:
    tariff = read_urdb((reference_company() / "tariffs" / "RES-E.json").read_text("utf-8"))

    found = followed(tariff, HOME, Manner.COOL)

    changing = [each for each in found if len(each.aims) > 1]
    assert {each.months for each in changing} == {(6, 7, 8, 9)}
    assert max(prices_of_day(tariff.energy, 7, is_weekend=False)) == Decimal("0.15")
    assert sorted(month for each in found if each.is_weekend for month in each.months) == [
        *range(1, 13)
    ]


@given(PRICES, LIMITS, st.sampled_from(Manner))
def test_no_schedule_goes_beyond_what_the_household_allows(
    prices: list[Decimal], limits: ComfortLimits, manner: Manner
) -> None:
    for target_c in by_hour(prices, limits, manner):
        assert limits.lowest_c <= target_c <= limits.highest_c


@given(PRICES, LIMITS)
def test_a_dear_hour_is_never_heated_more_than_a_cheaper_one(
    prices: list[Decimal], limits: ComfortLimits
) -> None:
    targets = by_hour(prices, limits, Manner.HEAT)
    mean = sum(prices) / 24

    dear = [each for each, price in zip(targets, prices, strict=True) if price > mean]
    cheap = [each for each, price in zip(targets, prices, strict=True) if price <= mean]

    assert not dear or not cheap or max(dear) <= min(cheap)


def test_limits_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="in this order"):
        ComfortLimits(
            lowest_c=Decimal(22), highest_c=Decimal(27), heated_c=Decimal(21), cooled_c=Decimal(24)
        )


def test_a_day_has_twenty_four_prices() -> None:
    with pytest.raises(ValueError, match="there are 23"):
        aims(FLAT[1:], HOME, Manner.HEAT)
