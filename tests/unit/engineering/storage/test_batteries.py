import math
from collections.abc import Callable

import pytest

from penstock.engineering.storage.batteries import Battery, Coupling
from penstock.engineering.storage.errors import StorageError


def battery(**fields: object) -> Battery:
    usual: dict[str, object] = {"capacity_kwh": 10.0, "charge_kw": 5.0, "discharge_kw": 5.0}
    return Battery(**(usual | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"capacity_kwh": -1.0}, "capacity of the battery is -1 kWh; expected 0 kWh or more"),
        ({"discharge_kw": -2.0}, "discharging power of the battery is -2 kW"),
        ({"charge_kw": math.nan}, "charging power of the battery is nan kW"),
        ({"round_trip_efficiency": 1.1}, "round-trip efficiency is 1.1; expected 0.01 to 1"),
        ({"charge_efficiency": 0.5}, "charging efficiency is 0.5; expected 0.9 to 1"),
        ({"min_soc": 0.6, "max_soc": 0.5}, "lowest state of charge is 0.6; expected 0 to 0.5"),
        ({"reserve_kwh": 11.0}, "reserve of 11 kWh is larger than the 10 kWh that the battery"),
        ({"coupling": Coupling.DC, "inverter_kw": -5.0}, "rating of the shared inverter is -5 kW"),
    ],
)
def test_a_battery_that_cannot_be_is_refused_in_a_sentence(
    fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(StorageError, match=sentence):
        battery(**fields)


def test_the_losses_of_a_round_trip_are_shared_evenly_unless_it_is_said_how() -> None:
    even, stated = battery(round_trip_efficiency=0.81), battery(charge_efficiency=0.95)

    assert (even.gain_from_pv, even.gain_out) == pytest.approx((0.9, 0.9))
    assert stated.gain_from_grid * stated.gain_out == pytest.approx(0.9)


def test_with_a_shared_inverter_the_sun_saves_one_conversion_and_the_grid_pays_two() -> None:
    shared = battery(coupling=Coupling.DC, round_trip_efficiency=0.81, inverter_efficiency=0.96)

    assert shared.gain_from_pv == pytest.approx(0.9 / 0.96)
    assert shared.gain_from_grid == pytest.approx(0.9 * 0.96)
    assert shared.gain_out == pytest.approx(0.9 * 0.96)


def test_the_reserve_lies_above_the_lowest_state_of_charge() -> None:
    held = battery(min_soc=0.1, reserve_kwh=3.0)

    assert held.floor_kwh == pytest.approx(4.0)


def test_a_faded_battery_keeps_its_reserve_as_long_as_it_can() -> None:
    held = battery(reserve_kwh=6.0)

    reserves: Callable[[float], float] = lambda share: held.faded(share).reserve_kwh  # noqa: E731
    assert (reserves(0.8), reserves(0.5)) == pytest.approx((6.0, 5.0))
