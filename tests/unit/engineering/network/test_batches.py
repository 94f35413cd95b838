"""Balanced batches, held against OpenDSS, the closed formula and themselves."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.network.batches import BalancedNetwork, Floats, solve_batch
from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.snapshots import Layout, take
from tests.feeders import TWO_BUSES, from_texts


def _network(**changed: Any) -> BalancedNetwork:
    values: dict[str, Any] = {
        "base_kv": 12.47,
        "source": 0,
        "ends": ((0, 1), (1, 2)),
        "r_ohm": (1.0, 0.5),
        "x_ohm": (2.0, 0.7),
        "c_nf": (0.0, 0.0),
        "amps": (100.0, 50.0),
        "load_buses": (1, 2),
    }
    return BalancedNetwork(**(values | changed))


def _loads(*rows: tuple[float, float]) -> tuple[Floats, Floats]:
    found = np.array(rows, dtype=np.float64)
    return found, found * 0.3


def test_opendss_has_the_same_voltage() -> None:
    feeder = from_texts(TWO_BUSES.replace("kvar=0", "kvar=90"))
    network = _network(
        ends=((0, 1),), r_ohm=(1.0,), x_ohm=(2.0,), c_nf=(0.0,), amps=(100.0,), load_buses=(1,)
    )

    flows = solve_batch(network, np.array([[300.0]]), np.array([[90.0]]))

    expected = take(Layout(feeder))
    assert flows.pu[0, 1] == pytest.approx(expected.pu[-1], abs=1e-5)
    assert flows.loading[0, 0] * 100 == pytest.approx(expected.loading_percent[0], abs=0.01)
    assert flows.losses_kw[0] == pytest.approx(expected.losses_kw, rel=1e-3)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-3000, 3000), st.floats(-3000, 3000)), min_size=1, max_size=8))
def test_a_scenario_has_the_same_answer_alone_and_among_others(
    rows: list[tuple[float, float]],
) -> None:
    load_kw, load_kvar = _loads(*rows)
    together = solve_batch(_network(), load_kw, load_kvar)

    for place in range(len(rows)):
        alone = solve_batch(_network(), load_kw[[place]], load_kvar[[place]])
        assert np.allclose(alone.pu[0], together.pu[place], atol=1e-9)


@settings(max_examples=30)
@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_the_power_that_is_lost_is_that_of_the_currents(one: float, other: float) -> None:
    flows = solve_batch(_network(), *_loads((one, other)))

    amps = flows.loading[0] * np.array([100.0, 50.0])
    expected = 3 * (amps**2 * np.array([1.0, 0.5])).sum() / 1000
    assert flows.losses_kw[0] == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_many_threads_give_what_one_gives() -> None:
    load_kw, load_kvar = _loads(*((float(n), 2.0 * n) for n in range(200)))

    one = solve_batch(_network(), load_kw, load_kvar)
    many = solve_batch(_network(), load_kw, load_kvar, threads=2)

    assert np.array_equal(one.pu, many.pu)


@pytest.mark.parametrize(
    ("load_kw", "load_kvar", "sentence"),
    [
        (np.zeros((3, 1)), np.zeros((3, 1)), "2 columns, one for each load"),
        (np.zeros((3, 2)), np.zeros((2, 2)), "2 columns, one for each load"),
        (np.zeros(2), np.zeros(2), "2 columns, one for each load"),
        (np.array([[np.nan, 0]]), np.zeros((1, 2)), "no finite numbers"),
        (np.array([[1e9, 0]]), np.zeros((1, 2)), "no solution"),
    ],
)
def test_loads_that_cannot_be_are_a_sentence(
    load_kw: Floats, load_kvar: Floats, sentence: str
) -> None:
    with pytest.raises(NetworkError, match=sentence):
        solve_batch(_network(), load_kw, load_kvar)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"ends": ((0, 1), (2, 2))}, "Bus 2 of the network"), ({"r_ohm": (1.0,)}, "of 2 lines")],
)
def test_a_network_that_cannot_be_is_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NetworkError, match=sentence):
        _network(**changed)
