"""What a generator does to a feeder, held against formulas, laws and itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.network.errors import NetworkError, UnknownBusError
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import hosting, largest
from penstock.engineering.network.inverters import Category, default_settings
from penstock.engineering.network.operating import Generator, LoadLevel, Plant
from penstock.engineering.network.snapshots import Layout, take
from penstock.engineering.network.study.limits import LIMITS, Criterion, with_limits
from penstock.engineering.network.study.studying import Study, study
from tests.feeders import TWO_BUSES, from_texts, quantum_12


@pytest.fixture(scope="module")
def feeder() -> Feeder:
    return quantum_12()


@pytest.fixture(scope="module")
def small() -> Feeder:
    return from_texts(TWO_BUSES)


def _values(done: Study) -> dict[str, tuple[float, bool]]:
    return {each.criterion: (each.value, each.passed) for each, _ in done.worst}


def test_the_shipped_feeder_is_a_feeder_of_a_suburb(feeder: Feeder) -> None:
    snapshot = take(Layout(feeder))

    assert 60 <= len(feeder.buses) <= 100
    assert sum(branch.is_regulator for branch in feeder.branches) == 4
    assert len(feeder.generators) >= 10
    assert all(branch.amps for branch in feeder.branches)
    assert snapshot.pu.min() > 0.975
    assert snapshot.pu.max() < 1.05
    assert snapshot.loading_percent.max() < 100


@settings(max_examples=25)
@given(st.floats(min_value=-0.9, max_value=8.0))
def test_two_buses_have_the_voltage_of_the_closed_formula(megawatts: float) -> None:
    """U⁴ + U² (2 (P R + Q X) - E²) + (P² + Q²) (R² + X²) = 0, per phase of a balanced line."""
    small = from_texts(TWO_BUSES)
    kw = 300 - megawatts * 1000
    plant_kw = max(0.001, megawatts * 1000)

    plant = Plant(small, LoadLevel(name="load", percent=(kw + plant_kw) / 3))
    plant.place(small.bus("load"), (1, 2, 3))
    found = plant.run(
        default_settings(Category.B).output(pu=1, available_kw=plant_kw, rated_kw=1e9, kva=1e9)
    )
    assert found is not None

    watts, volts = kw * 1000 / 3, 12470 / math.sqrt(3)
    middle = volts**2 - 2 * watts * 1.0
    expected = math.sqrt((middle + math.sqrt(middle**2 - 4 * watts**2 * 5.0)) / 2)
    assert found.bus_pu(small.bus("load")) == pytest.approx(expected / volts, abs=2e-5)


def test_a_roof_behind_a_service_transformer_keeps_all_limits(feeder: Feeder) -> None:
    done = study(feeder, Generator(bus="42", kw=8.2))

    assert done.passed
    assert set(Criterion) == {each.criterion for each, _ in done.worst}


def test_what_a_transformer_cannot_carry_is_told_with_its_name_and_margin(feeder: Feeder) -> None:
    done = study(feeder, Generator(bus="42", kw=50))

    loading = next(each for each, _ in done.worst if each.criterion is Criterion.LOADING)
    assert (loading.place, loading.passed) == ("transformer.t42", False)
    # 25 kVA carry the array less the least load behind it, 30 % of 11.5 kW.
    assert loading.value == pytest.approx((50 - 0.3 * 11.5) / 25 * 100, rel=0.08)
    assert loading.margin == pytest.approx(100 - loading.value)


def test_what_was_asked_before_makes_no_difference(feeder: Feeder) -> None:
    first = _values(study(feeder, Generator(bus="42", kw=8.2)))
    with pytest.raises(NetworkError):
        study(feeder, Generator(bus="65", kw=900_000))
    list(hosting(feeder, buses=[feeder.bus("16")]))
    study(feeder, Generator(bus="16", kw=2000))

    again = _values(study(feeder, Generator(bus="42", kw=8.2)))

    assert [*again] == [*first]
    for criterion, (value, passed) in again.items():
        assert value == pytest.approx(first[criterion][0], abs=1e-3), criterion
        assert passed is first[criterion][1]


def test_two_feeders_in_one_program_do_not_meet(feeder: Feeder, small: Feeder) -> None:
    before = take(Layout(feeder)).pu
    study(small, Generator(bus="load", kw=1000))

    assert np.allclose(take(Layout(feeder)).pu, before)


def test_power_that_flows_back_through_a_regulator_of_one_direction_fails(feeder: Feeder) -> None:
    done = study(feeder, Generator(bus="16", kw=900))

    reading = next(each for each, _ in done.worst if each.criterion is Criterion.REVERSE_REGULATOR)
    assert reading.place.startswith("transformer.reg_")
    assert reading.value < 0
    assert not reading.passed


def test_volt_var_lowers_the_voltage_that_a_generator_raises(feeder: Feeder) -> None:
    plain = study(feeder, Generator(bus="65", kw=30))
    smart = study(feeder, Generator(bus="65", kw=30, settings=default_settings(Category.B)))

    assert _values(smart)["high voltage"][0] < _values(plain)["high voltage"][0]
    assert smart.levels[0].output.kvar < 0


def test_the_output_under_volt_var_is_what_the_curve_says_at_its_voltage(feeder: Feeder) -> None:
    chosen = default_settings(Category.B, volt_watt=True)

    done = study(feeder, Generator(bus="65", kw=50, settings=chosen))

    for at in done.levels:
        pu = at.after.bus_pu(done.bus, done.nodes)
        said = chosen.output(pu=pu, available_kw=50, rated_kw=50, kva=50)
        assert at.output.kvar == pytest.approx(said.kvar, abs=0.02)
        assert at.output.kw == pytest.approx(said.kw, abs=0.02)


def test_a_bus_that_is_not_there_is_told_with_names_that_come_close(feeder: Feeder) -> None:
    with pytest.raises(UnknownBusError, match=r"has no bus “421”\. Did you mean 42 or"):
        study(feeder, Generator(bus="421", kw=1))


@pytest.mark.parametrize("kw", [0, -5, math.nan, math.inf, 1e12])
def test_a_power_that_cannot_be_is_told_with_its_bus(feeder: Feeder, kw: float) -> None:
    with pytest.raises(NetworkError, match=r"power at bus 42 is .*; expected"):
        study(feeder, Generator(bus="42", kw=kw))


def test_a_power_that_no_line_carries_is_a_sentence(feeder: Feeder) -> None:
    with pytest.raises(NetworkError, match=r"600,000 kW at bus 42 .* no solution"):
        study(feeder, Generator(bus="42", kw=600_000))


def test_a_phase_that_the_bus_lacks_is_told(feeder: Feeder) -> None:
    with pytest.raises(NetworkError, match="Bus 42 has no phase 3; it has 1, 2"):
        study(feeder, Generator(bus="42", kw=1, phases=(3,)))


def test_a_feeder_that_does_not_converge_is_a_sentence() -> None:
    with pytest.raises(NetworkError, match=r"main\.dss: the power flow .* has no solution"):
        from_texts(TWO_BUSES.replace("kW=300", "kW=900000 Vlowpu=0").replace("0.5", "0"))


def test_a_feeder_without_base_voltages_is_told_what_is_missing() -> None:
    text = "\n".join(line for line in TWO_BUSES.splitlines() if "oltageBases" not in line)

    with pytest.raises(NetworkError, match="sets no base voltages"):
        from_texts(text)


def test_what_opendss_does_not_take_is_told_with_its_line() -> None:
    with pytest.raises(NetworkError, match=r"main\.dss, line 11: OpenDSS says: .*nosuch"):
        from_texts(f"{TWO_BUSES}\n\nNew Line.x nosuch=1")


def test_lines_without_a_stated_rating_are_not_judged() -> None:
    bare = from_texts(TWO_BUSES.replace(" Normamps=100", ""))

    done = study(bare, Generator(bus="load", kw=100))

    assert done.unrated == ("line.only",)
    assert Criterion.LOADING not in {each.criterion for each, _ in done.worst}


ALL_KINDS = """
Clear
New Circuit.all BasekV=12.47 Bus1=source pu=1.02 MVAsc3=200 MVAsc1=200
New Line.a Bus1=source Bus2=b R1=.1 X1=.2 R0=.1 X0=.2 C1=0 C0=0 Length=1 Units=km Normamps=100
New Line.sw Bus1=b Bus2=c Switch=y
New Line.open Bus1=c Bus2=d Switch=y
Open Line.open 2
New Reactor.r Bus1=c Bus2=e R=0.1 X=0.5 Phases=3
New Transformer.t Phases=3 Windings=2 Buses=[c f] Conns=[delta wye] kVs=[12.47 0.48] kVAs=[500 500]
New Load.f Bus1=f kV=0.48 kW=300 kvar=20
New Load.e Bus1=e kV=12.47 kW=300 kvar=20
New Load.dead Bus1=d kV=12.47 kW=3
New Storage.s Bus1=f Phases=3 kV=0.48 kWrated=50 kWhrated=100 kWhstored=50 State=idling
New PVSystem.p Bus1=f Phases=3 kV=0.48 kVA=40 Pmpp=40 Irradiance=1
New XYCurve.vv npts=4 Yarray=(1 0 0 -1) Xarray=(0.92 0.98 1.02 1.08)
New InvControl.i Mode=VOLTVAR Voltage_CurveX_Ref=rated VVC_Curve1=vv
New Generator.g Bus1=e kV=12.47 kW=20 Phases=3
New Capacitor.k Bus1=e kvar=100 kV=12.47
New CapControl.kc Element=Line.a Capacitor=k Type=kvar OnSetting=50 OffSetting=-50
New EnergyMeter.m Line.a 1
New Monitor.m Element=Line.a Mode=1
New Relay.r MonitoredObj=Line.sw PhaseTrip=0.001
Set VoltageBases=[12.47 0.48]
CalcVoltageBases
"""


def test_a_feeder_of_many_kinds_of_elements_is_studied() -> None:
    feeder = from_texts(ALL_KINDS)

    done = study(feeder, Generator(bus="F", kw=100))

    assert feeder.live == ("source", "b", "c", "e", "f")
    assert {each.name: each.kw for each in feeder.generators} == {
        "Generator.g": 20,
        "PVSystem.p": 40,
        "Storage.s": 50,
    }
    assert done.passed
    loading = next(each for each, _ in done.worst if each.criterion is Criterion.LOADING)
    assert loading.place in {"line.a", "transformer.t"}
    again = study(feeder, Generator(bus="f", kw=100))
    for (one, _), (other, _) in zip(done.worst, again.worst, strict=True):
        assert one.value == pytest.approx(other.value, rel=5e-3, abs=1e-4)


def test_a_bus_behind_an_open_switch_is_told_as_such() -> None:
    with pytest.raises(NetworkError, match=r"Bus d of feeder all is not connected .* open switch"):
        study(from_texts(ALL_KINDS), Generator(bus="d", kw=1))


def test_another_limit_is_held_with_who_chose_it(feeder: Feeder) -> None:
    limits = with_limits({Criterion.HIGH_VOLTAGE: 1.01})

    done = study(feeder, Generator(bus="42", kw=8.2), limits=limits)

    high = next(each for each, _ in done.worst if each.criterion is Criterion.HIGH_VOLTAGE)
    assert (high.limit.value, high.limit.source) == (1.01, "chosen by the user")
    assert high.was_broken


def test_every_limit_says_why_and_where_it_is_written() -> None:
    assert all(limit.basis.endswith(".") and limit.source for limit in LIMITS.values())
    assert set(LIMITS) == set(Criterion)


def test_what_a_bus_hosts_passes_and_a_little_more_fails(feeder: Feeder) -> None:
    found = {each.bus.name: each for each in hosting(feeder)}

    plant = Plant(feeder, LoadLevel(name="minimum load", percent=30))
    plant.close()
    assert len(found) == len(feeder.live) - 1
    for name in ("42", "65", "16", "8", "40"):
        limited = found[name].limiting
        assert limited is not None
        less, more = (_fails(feeder, name, limited.kw * share) for share in (0.995, 1.01))
        assert limited.criterion not in less
        assert limited.criterion in more


def _fails(feeder: Feeder, bus: str, kw: float) -> set[Criterion]:
    level = LoadLevel(name="minimum load", percent=30)
    done = study(feeder, Generator(bus=bus, kw=kw), levels=[level])
    return {each.criterion for each, _ in done.worst if not each.passed}


@given(st.floats(min_value=0.5, max_value=9_000), st.floats(min_value=0.2, max_value=3))
def test_the_largest_value_is_found_from_below(root: float, bend: float) -> None:
    found = largest(lambda kw: root**bend - kw**bend, 10_000, (1.0,))

    assert found <= root
    assert found >= root - max(0.1, 0.0021 * root) - 1e-9


def test_nothing_is_hosted_where_the_first_kilowatt_fails() -> None:
    assert largest(lambda kw: -1.0 - kw, 10_000, (1.0,)) == 0
