import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.appointment.travel import (
    GreatCircleTravel,
    Location,
    MatrixTravel,
    great_circle_km,
)

PLACES = st.builds(Location, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
HERE, THERE = Location(latitude=36.0, longitude=-80.0), Location(latitude=36.1, longitude=-80.0)


def test_a_quarter_of_a_meridian_is_ten_thousand_kilometres() -> None:
    pole, equator = Location(latitude=90, longitude=0), Location(latitude=0, longitude=17)

    assert great_circle_km(pole, equator) == pytest.approx(10_007.56, abs=0.01)


@given(PLACES, PLACES, PLACES)
def test_no_way_round_is_shorter(a: Location, b: Location, c: Location) -> None:
    assert great_circle_km(a, c) <= great_circle_km(a, b) + great_circle_km(b, c) + 1e-6
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a))


def test_roads_are_longer_than_the_great_circle() -> None:
    travel = GreatCircleTravel(speed_km_h=60, detour=1.5)

    assert travel.minutes(HERE, THERE) == 17  # 11.1195 km * 1.5 at a kilometre a minute
    assert travel.in_words == "great-circle distance times 1.5 at 60 km/h"


def test_a_table_knows_a_way_and_the_way_back() -> None:
    travel = MatrixTravel(source="ours", table={(HERE, THERE): 9})

    assert [travel.minutes(HERE, THERE), travel.minutes(THERE, HERE)] == [9, 9]
    assert travel.minutes(HERE, HERE) == 0


def test_a_way_that_no_table_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="No travel time is given"):
        MatrixTravel(source="ours").minutes(HERE, THERE)
