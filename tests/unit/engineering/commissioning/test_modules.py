import doctest
from types import ModuleType

import numpy as np
import pvlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.commissioning import conditions, insulation, modules
from penstock.engineering.commissioning.conditions import Conditions, Mount
from penstock.engineering.commissioning.errors import CommissioningError
from penstock.engineering.commissioning.modules import ModuleRating
from tests.unit.engineering.commissioning.systems import MODULE

LIGHT = st.floats(100, 1200)
CELLS_C = st.floats(-40, 90)


@pytest.mark.parametrize("module", [conditions, insulation, modules])
def test_examples_are_true(module: ModuleType) -> None:
    outcome = doctest.testmod(module)

    assert (outcome.failed, outcome.attempted > 0) == (0, True)


@given(light=LIGHT, colder=CELLS_C, warmer=CELLS_C)
def test_a_warmer_module_never_has_more_voltage(light: float, colder: float, warmer: float) -> None:
    colder, warmer = sorted((colder, warmer))

    assert MODULE.open_circuit_v(irradiance_w_m2=light, cell_c=warmer) <= MODULE.open_circuit_v(
        irradiance_w_m2=light, cell_c=colder
    )


@given(dimmer=LIGHT, brighter=LIGHT, cell_c=CELLS_C)
def test_more_light_never_gives_less_voltage_or_current(
    dimmer: float, brighter: float, cell_c: float
) -> None:
    dimmer, brighter = sorted((dimmer, brighter))
    low, high = (
        (
            MODULE.open_circuit_v(irradiance_w_m2=light, cell_c=cell_c),
            MODULE.short_circuit_a(irradiance_w_m2=light, cell_c=cell_c),
        )
        for light in (dimmer, brighter)
    )

    assert low[0] <= high[0]
    assert low[1] <= high[1]


# A half-cut module of today is as many cells in series as half of those it has.
@pytest.mark.parametrize("name", ["Canadian_Solar_Inc__CS5P_220M", "SunPower_SPR_E20_327"])
def test_voltage_without_load_agrees_with_the_single_diode_model(name: str) -> None:
    row = pvlib.pvsystem.retrieve_sam("CECMod")[name]
    module = ModuleRating(
        name=name,
        voc_v=float(row["V_oc_ref"]),
        isc_a=float(row["I_sc_ref"]),
        voc_per_c=float(row["beta_oc"]) / float(row["V_oc_ref"]),
        isc_per_c=float(row["alpha_sc"]) / float(row["I_sc_ref"]),
        cells_in_series=int(row["N_s"]),
    )
    light, cell_c = (each.ravel() for each in np.meshgrid([250, 500, 800, 1000], [0, 25, 50, 65]))
    parameters = pvlib.pvsystem.calcparams_cec(
        light, cell_c, row["alpha_sc"], row["a_ref"], row["I_L_ref"], row["I_o_ref"],
        row["R_sh_ref"], row["R_s"], row["Adjust"],
    )  # fmt: skip
    theirs = pvlib.pvsystem.singlediode(*parameters)

    ours_v = [
        module.open_circuit_v(irradiance_w_m2=float(g), cell_c=float(t))
        for g, t in zip(light, cell_c, strict=True)
    ]
    ours_a = [
        module.short_circuit_a(irradiance_w_m2=float(g), cell_c=float(t))
        for g, t in zip(light, cell_c, strict=True)
    ]

    # The table's own coefficient and the model that it feeds are 1.7 % apart at 65 °C.
    assert np.abs(np.array(ours_v) / np.asarray(theirs["v_oc"]) - 1).max() < 0.018
    assert np.abs(np.array(ours_a) / np.asarray(theirs["i_sc"]) - 1).max() < 0.01


def test_in_the_dark_no_voltage_is_expected() -> None:
    with pytest.raises(CommissioningError, match="Measure again in more light"):
        MODULE.open_circuit_v(irradiance_w_m2=60, cell_c=20)


def test_a_data_sheet_that_grows_warmer_and_stronger_is_refused() -> None:
    with pytest.raises(CommissioningError, match=r"change of voltage .* is 0\.0026"):
        ModuleRating(name="Example", voc_v=37.1, isc_a=13.7, voc_per_c=0.0026)


@given(light=st.floats(0, 1600), back_c=st.floats(-50, 110), mount=st.sampled_from(Mount))
def test_cells_are_never_colder_than_the_back_of_their_module(
    light: float, back_c: float, mount: Mount
) -> None:
    found = Conditions(irradiance_w_m2=light, back_of_module_c=back_c, mount=mount)

    assert 0 <= found.cell_c - back_c <= 5
