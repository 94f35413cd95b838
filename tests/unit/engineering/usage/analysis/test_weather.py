"""Change-point models find what made the data, and say how well they do."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.usage.analysis.weather import Used, weather_model
from penstock.engineering.usage.errors import UsageError

FIRST = date(2025, 1, 1)
DRAW = random.Random(1)
TEMPERATURES = {
    FIRST + timedelta(days=number): 14 - 14 * (1 - 2 * abs(number - 182) / 182) * -1 + spell
    for number, spell in ((number, DRAW.uniform(-4, 4)) for number in range(365))
}


def _used(base: float, heating: float, cooling: float, noise: float = 0.0) -> list[Used]:
    draw = random.Random(2)
    return [
        Used(
            start=day,
            end=day + timedelta(days=1),
            amount=base
            + heating * max(0.0, 15.0 - degrees)
            + cooling * max(0.0, degrees - 21.0)
            + draw.uniform(-noise, noise),
        )
        for day, degrees in TEMPERATURES.items()
    ]


@settings(max_examples=20)
@given(base=st.floats(5, 50), heating=st.floats(0.5, 10), cooling=st.floats(0.5, 10))
def test_base_slopes_and_change_points_are_found_again(
    base: float, heating: float, cooling: float
) -> None:
    model = weather_model(_used(base, heating, cooling), TEMPERATURES)

    assert (model.name, model.heating_below_c, model.cooling_above_c) == ("5P", 15.0, 21.0)
    assert model.base_per_day == pytest.approx(base)
    assert model.heating_per_degree_day == pytest.approx(heating)
    assert model.cooling_per_degree_day == pytest.approx(cooling)
    assert model.r_squared == pytest.approx(1)


@pytest.mark.parametrize(
    ("heating", "cooling", "name"), [(2, 0, "3PH"), (0, 2, "3PC"), (0, 0, "1P"), (2, 2, "5P")]
)
def test_the_model_has_no_more_parts_than_the_data(
    heating: float, cooling: float, name: str
) -> None:
    model = weather_model(_used(20, heating, cooling, noise=2), TEMPERATURES)

    assert model.name == name


def test_the_parts_add_up_to_what_was_used() -> None:
    used = _used(20, 2, 3, noise=5)

    model = weather_model(used, TEMPERATURES)

    parts = model.base + model.heating + model.cooling
    assert parts == pytest.approx(sum(each.amount for each in used))
    assert abs(model.nmbe) < 1e-9


def test_bills_give_about_the_same_model_as_their_days() -> None:
    days = _used(20, 2, 0)
    bills = [
        Used(
            start=days[at].start,
            end=days[at + 28].start,
            amount=sum(each.amount for each in days[at : at + 28]),
        )
        for at in range(0, 364 - 28, 28)
    ]

    model = weather_model(bills, TEMPERATURES)

    assert model.base_per_day == pytest.approx(20, rel=0.02)
    assert model.heating_per_degree_day == pytest.approx(2, rel=0.02)


def test_too_few_temperatures_are_refused() -> None:
    with pytest.raises(UsageError, match="known of 8 of 365 periods"):
        weather_model(_used(20, 2, 0), dict(list(TEMPERATURES.items())[:8]))
