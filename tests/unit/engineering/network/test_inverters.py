"""Curves of IEEE 1547-2018, held against its table and against OpenDER."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opender import DER_PV, DERCommonFileFormat

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.inverters import (
    VOLT_VAR,
    VOLT_WATT,
    Category,
    Curve,
    curve_of,
    default_settings,
)

KVA = 100.0


@pytest.mark.parametrize(
    ("pu", "kvar"),
    [(0.90, 44), (0.95, 22), (1.00, 0), (1.02, 0), (1.05, -22), (1.08, -44), (1.2, -44)],
)
def test_category_b_gives_the_default_reactive_power_exactly(pu: float, kvar: float) -> None:
    output = default_settings(Category.B).output(pu=pu, available_kw=50, rated_kw=100, kva=KVA)

    assert output.kvar == kvar


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("permille", range(885, 1100, 5))
def test_volt_var_is_what_opender_gives(category: Category, permille: int) -> None:
    # Below 0.88 and from 1.1 on, OpenDER trips, which a curve knows nothing of.
    pu = permille / 1000
    der = _opender(category, QV_MODE_ENABLE="ENABLED")

    ours = default_settings(category).output(pu=pu, available_kw=50, rated_kw=100, kva=KVA)

    assert ours.kvar == pytest.approx(_solved(der, pu=pu, dc_kw=50)[1], abs=1e-6)


@pytest.mark.parametrize("permille", range(1040, 1111, 5))
def test_volt_watt_is_what_opender_gives(permille: int) -> None:
    pu = permille / 1000
    der = _opender(Category.B, PV_MODE_ENABLE="ENABLED")
    settings = default_settings(Category.B, volt_watt=True)

    ours = settings.output(pu=pu, available_kw=100, rated_kw=100, kva=1e6)

    assert ours.kw == pytest.approx(_solved(der, pu=pu, dc_kw=100)[0], abs=1e-6)


def test_reactive_power_comes_before_active_power_where_both_exceed_the_rating() -> None:
    output = default_settings(Category.B).output(pu=1.08, available_kw=100, rated_kw=100, kva=KVA)

    assert output.kvar == -44
    assert output.kw**2 + output.kvar**2 == pytest.approx(KVA**2)


@pytest.mark.parametrize("category", Category)
@given(
    pu=st.floats(min_value=0.5, max_value=1.5), available_kw=st.floats(min_value=0, max_value=100)
)
def test_no_inverter_leaves_its_rating_or_what_it_has(
    category: Category, pu: float, available_kw: float
) -> None:
    settings = default_settings(category, volt_watt=True)

    output = settings.output(pu=pu, available_kw=available_kw, rated_kw=100, kva=KVA)

    assert 0 <= output.kw <= available_kw
    assert output.kw**2 + output.kvar**2 <= KVA**2 * (1 + 1e-12)


@pytest.mark.parametrize("curve", [*VOLT_VAR.values(), *VOLT_WATT.values()])
@given(low=st.floats(min_value=0.5, max_value=1.5), high=st.floats(min_value=0.5, max_value=1.5))
def test_a_default_curve_never_rises_with_the_voltage(
    curve: Curve, low: float, high: float
) -> None:
    low, high = sorted((low, high))

    assert curve.at(low) >= curve.at(high)


def test_a_curve_is_read_as_people_write_it() -> None:
    assert curve_of("0.92:44 0.98:0, 1.02:0 1.08:-44", name="x").points == (
        VOLT_VAR[Category.B].points
    )


@pytest.mark.parametrize(
    "text", ["", "1:2", "1:2 1:3", "1.1:2 1.0:3", "a:b", "1 2", "0.9:440 1:0", "1:nan 2:nan"]
)
def test_a_curve_that_cannot_be_is_a_sentence(text: str) -> None:
    with pytest.raises(NetworkError, match=r"The curve “x” .*\."):
        curve_of(text, name="x")


def _opender(category: Category, **settings: Any) -> Any:
    form = DERCommonFileFormat(
        NP_NORMAL_OP_CAT=f"CAT_{category}", NP_VA_MAX=KVA * 1000, NP_P_MAX=KVA * 1000, **settings
    )
    return DER_PV(form)


def _solved(der: Any, *, pu: float, dc_kw: float) -> tuple[float, float]:
    """Return kW and kvar of OpenDER at rest."""
    der.update_der_input(v_pu=pu, f=60, p_dc_kw=dc_kw)
    for _ in range(5):
        der.run()
    return float(der.p_out_kw), float(der.q_out_kvar)
