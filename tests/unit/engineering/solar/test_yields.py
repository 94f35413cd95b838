"""Laws that every yield keeps, whatever the roof."""

import doctest
import importlib
import pkgutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pvlib import irradiance

from penstock.engineering import solar
from penstock.engineering.solar.conversion import InverterCurve, ModuleCurve
from penstock.engineering.solar.direct import YieldModel, direct_of
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.horizon import Horizon
from penstock.engineering.solar.light import Facing, light_on
from penstock.engineering.solar.losses import PVWATTS_LOSSES, Loss
from penstock.engineering.solar.sky import sky_year
from penstock.engineering.solar.sun import sun_year
from penstock.engineering.solar.yields import hourly_yield, yearly_kwh
from tests.unit.engineering.solar.cases import array, made_up_weather, weather

TILTS = st.floats(0, 90)
AZIMUTHS = st.floats(0, 360)
BIG = InverterCurve(power_kw=100.0)
MODULES = [
    each.name for each in pkgutil.walk_packages(solar.__path__, "penstock.engineering.solar.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_formulas_come_out_as_written(name: str) -> None:
    module = importlib.import_module(name)

    outcome = doctest.testmod(module, optionflags=doctest.ELLIPSIS)

    assert outcome.failed == 0


@settings(max_examples=20)
@given(tilt=TILTS, azimuth=AZIMUTHS, kw=st.floats(0.1, 50), limit_kw=st.floats(0.5, 60))
def test_the_waterfall_leaves_nothing_over(
    tilt: float, azimuth: float, kw: float, limit_kw: float
) -> None:
    found = hourly_yield(
        weather(), [array(tilt, azimuth, kw)], InverterCurve(power_kw=limit_kw)
    ).waterfall

    assert found.nameplate_wh == sum(each.lost_wh for each in found.steps) + found.delivered_wh


@settings(max_examples=20)
@given(tilt=TILTS, azimuth=AZIMUTHS)
def test_no_energy_comes_at_night(tilt: float, azimuth: float) -> None:
    found = hourly_yield(weather(), [array(tilt, azimuth)], BIG)

    assert found.ac_kwh[~sun_year(weather()).is_up].max() == 0
    assert found.ac_kwh.min() == 0


@settings(max_examples=20)
@given(tilt=TILTS, azimuth=AZIMUTHS, kw=st.floats(0.1, 30), more=st.floats(0, 30))
def test_more_modules_never_yield_less(tilt: float, azimuth: float, kw: float, more: float) -> None:
    limit = InverterCurve(power_kw=5.0)
    systems = [([array(tilt, azimuth, each)], limit) for each in (kw, kw + more)]

    less, greater = yearly_kwh(weather(), systems)

    assert greater >= less - 1e-9


@settings(max_examples=20)
@given(tilt=TILTS, azimuth=AZIMUTHS, share=st.floats(0.1, 0.9))
def test_a_plane_cut_in_two_yields_what_it_did(tilt: float, azimuth: float, share: float) -> None:
    parts = [array(tilt, azimuth, 4 * share, "a"), array(tilt, azimuth, 4 * (1 - share), "b")]

    whole, cut = (hourly_yield(weather(), each, BIG) for each in ([array(tilt, azimuth)], parts))

    assert cut.year_kwh == pytest.approx(whole.year_kwh, rel=1e-9)
    assert cut.by_array_kwh.sum() == pytest.approx(cut.year_kwh, rel=1e-12)


@settings(max_examples=15)
@given(tilt=TILTS, azimuth=AZIMUTHS)
def test_mirrored_planes_under_a_mirrored_sky_yield_the_same(tilt: float, azimuth: float) -> None:
    sky = sky_year(weather())
    mirrored = replace(sky, east=-sky.east)

    one, other = (
        direct_of(each, [array(tilt, facing)], YieldModel()).dc_kw
        for each, facing in ((sky, azimuth), (mirrored, 360 - azimuth))
    )

    assert one == pytest.approx(other, abs=1e-9)


@settings(max_examples=20)
@given(tilt=TILTS, azimuth=AZIMUTHS)
def test_light_on_a_plane_is_what_pvlib_says(tilt: float, azimuth: float) -> None:
    sky = sky_year(weather())
    sun, hours = sky.sun, sky.hours

    ours = light_on(sky, [Facing(tilt_degrees=tilt, azimuth_degrees=azimuth)], albedo=0.2).fallen[0]

    theirs = irradiance.get_total_irradiance(
        tilt,
        azimuth,
        sun.zenith_degrees[hours],
        sun.azimuth_degrees[hours],
        weather().dni_w_m2[hours],
        weather().ghi_w_m2[hours],
        weather().dhi_w_m2[hours],
        dni_extra=sun.extraterrestrial_w_m2[hours],
        airmass=sun.air_mass[hours],
        albedo=0.2,
        model="perez",
    )["poa_global"]
    assert ours == pytest.approx(theirs, abs=0.01)


def test_a_wall_before_the_sun_takes_the_beam_and_half_the_sky() -> None:
    wall = Horizon(((0.0, 90.0),))
    facing = Facing(tilt_degrees=20.0, azimuth_degrees=180.0, horizon=wall)

    found = light_on(sky_year(weather()), [facing], albedo=0.0)

    assert found.fallen.max() == 0
    assert found.open.max() > 900


@settings(max_examples=15)
@given(height=st.floats(0, 80), more=st.floats(0, 10), tilt=TILTS)
def test_a_higher_horizon_never_lets_more_light_pass(
    height: float, more: float, tilt: float
) -> None:
    facings = [
        Facing(tilt_degrees=tilt, azimuth_degrees=180.0, horizon=Horizon(((0.0, each),)))
        for each in (height, height + more)
    ]

    low, high = light_on(sky_year(weather()), facings, albedo=0.2).fallen.sum(1)

    assert high <= low + 1e-6


def test_losses_that_are_left_out_give_their_energy_back() -> None:
    usual = hourly_yield(weather(), [array(20, 180)], BIG)
    without = hourly_yield(weather(), [array(20, 180)], BIG, YieldModel(losses=PVWATTS_LOSSES[1:]))

    assert without.year_kwh > usual.year_kwh * 1.02


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: Facing(tilt_degrees=200, azimuth_degrees=0), "A tilt is 200 degrees; expected 0"),
        (lambda: Facing(tilt_degrees=0, azimuth_degrees=361), "An azimuth is 361 degrees"),
        (lambda: Loss(name="Snow", share=2), "The loss “Snow” is 2; expected a share"),
        (lambda: ModuleCurve(gamma_per_c=-0.34), "changes by -34.00% per °C"),
        (lambda: InverterCurve(power_kw=0), "An inverter's output is 0 kW"),
        (lambda: InverterCurve(power_kw=5, efficiency=96), "efficiency is 96; expected a share"),
        (lambda: YieldModel(noct_c=450), "nominal operating temperature of the cells is 450"),
        (lambda: Horizon(((90, 5), (80, 5))), "have to rise by azimuth"),
        (lambda: Horizon(((400, 5),)), "azimuth 400 and height 5; expected"),
        (lambda: array(20, 180, -1), "The modules of roof have -1 kW"),
        (lambda: hourly_yield(weather(), [], BIG), "There is no plane with modules"),
    ],
)
def test_what_cannot_be_is_refused_with_its_number(wrong: object, sentence: str) -> None:
    assert callable(wrong)
    with pytest.raises(SolarError, match=sentence):
        wrong()


@pytest.mark.parametrize("latitude", [-90.0, -70.0, 0.0, 70.0, 90.0])
def test_the_sun_stands_over_every_place_of_the_earth(latitude: float) -> None:
    light = np.full(8760, 300.0)
    place = made_up_weather(latitude=latitude, ghi_w_m2=light, dni_w_m2=light, dhi_w_m2=light)

    found = hourly_yield(place, [array(30, 180)], BIG)

    assert np.isfinite(found.ac_kwh).all()
    # Half of a year is day, wherever one is; light bends, so a little more.
    assert sun_year(place).is_up.mean() == pytest.approx(0.5, abs=0.06)
