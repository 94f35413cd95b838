import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.energy.solar_weather import shipped
from penstock.engineering.monitoring.clear_sky import clear_light_w_m2, glass_passes
from penstock.engineering.monitoring.sun import sun_at
from penstock.engineering.monitoring.systems import Plane
from penstock.engineering.solar.sun import positions

LEVEL = Plane(tilt_degrees=0.0, azimuth_degrees=180.0, power_kw_dc=5.0)
_2025_S = 1_735_689_600.0


@given(latitude=st.floats(-65, 65), longitude=st.floats(-180, 180))
def test_the_sun_stands_where_the_solar_position_algorithm_has_it(
    latitude: float, longitude: float
) -> None:
    moments = _2025_S + np.arange(0, 365 * 86_400, 86_400 * 7.3)
    zenith, _ = positions(moments, latitude, longitude, 0.0)

    found = sun_at(moments, latitude=latitude, longitude=longitude)

    # Refraction, which is left out here, lifts a low sun.
    high = zenith < 80
    assert np.abs(90 - zenith - found.elevation_degrees)[high].max(initial=0) < 0.12


def test_it_is_noon_by_the_sundial_when_the_sun_is_highest() -> None:
    moments = _2025_S + np.arange(0, 86_400, 60.0)
    found = sun_at(moments, latitude=36.1, longitude=-79.95)

    assert abs(found.solar_hour[np.argmax(found.elevation_degrees)] - 12) < 0.02


def test_hardly_any_hour_of_a_real_year_has_more_light_than_a_clear_sky() -> None:
    weather = shipped("miami")
    moments = _2025_S - weather.utc_offset_hours * 3600 + 3600 * np.arange(8760.0) + 1800
    sun = sun_at(moments, latitude=weather.latitude, longitude=weather.longitude)
    clear = clear_light_w_m2(sun, LEVEL)
    lit = sun.elevation_degrees > 10

    over = weather.ghi_w_m2[lit] > 1.25 * clear[lit] + 50

    assert over.mean() < 0.001


@given(tilt=st.floats(0, 90), azimuth=st.floats(0, 360))
def test_no_light_comes_at_night_and_glass_never_adds_any(tilt: float, azimuth: float) -> None:
    plane = Plane(tilt_degrees=tilt, azimuth_degrees=azimuth, power_kw_dc=5.0)
    sun = sun_at(_2025_S + np.arange(0, 86_400, 600.0), latitude=36.1, longitude=-79.95)

    light, passes = clear_light_w_m2(sun, plane), glass_passes(sun, (plane,))

    assert light[sun.elevation_degrees <= 0].max(initial=0) == 0
    assert ((passes >= 0) & (passes <= 1)).all()
