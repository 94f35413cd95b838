from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.comfort.insights import Moment, Told, told, used
from tests.unit.casework.comfort.test_following import HOME

THEN = datetime(2026, 6, 1, tzinfo=UTC)
COUNTERS = st.dictionaries(st.sampled_from("abcd"), st.decimals(0, 10_000, places=2))


def moment(counters: dict[str, Decimal], days: int = 0) -> Moment:
    every = tuple(Told(device=name, energy_kwh=kwh) for name, kwh in counters.items())
    return Moment(at=THEN + timedelta(days=days), told=every)


@given(COUNTERS, COUNTERS)
def test_nothing_was_ever_used_backwards(
    before: dict[str, Decimal], now: dict[str, Decimal]
) -> None:
    found = used(moment(before), moment(now, 7), price=Decimal("0.1"))

    assert all(each.energy_kwh >= 0 for each in found)
    assert {each.device for each in found} == {
        name for name in before.keys() & now.keys() if now[name] >= before[name]
    }


def test_the_most_comes_first_with_what_it_cost_about() -> None:
    before, now = {"a": Decimal(1), "b": Decimal(1)}, {"a": Decimal(2), "b": Decimal(9)}

    words = list(map(str, told(moment(before), moment(now, 7), HOME, (), price=Decimal("0.125"))))

    assert words == [
        "b used 8.0 kWh in 7 days, about $1.00.",
        "a used 1.0 kWh in 7 days, about $0.12.",
        "All 2 together: 9.0 kWh.",
    ]


def test_a_room_beyond_what_is_allowed_is_told() -> None:
    cold = Moment(at=THEN, told=(Told(device="Hall", temperature_c=Decimal("15.5")),))

    words = list(map(str, told(moment({}), cold, HOME, (), price=None)))

    assert words == ["Hall reads 59.9 °F (15.5 °C), colder than you allow."]


@pytest.mark.parametrize(
    ("price", "sentence"),
    [
        (None, "a used 1.0 kWh in 1 day."),
        (Decimal("0.125"), "a used 1.0 kWh in 1 day, about $0.12."),
    ],
)
def test_a_single_day_is_no_days(price: Decimal | None, sentence: str) -> None:
    before, now = moment({"a": Decimal(1)}), moment({"a": Decimal(2)}, 1)

    words = list(map(str, told(before, now, HOME, (), price=price)))

    assert words == [sentence]
