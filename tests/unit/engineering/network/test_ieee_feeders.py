"""The IEEE's 13 and 123 nodes, as others have solved them."""

import cmath
import math
import tomllib

import pytest

from penstock.engineering.network.snapshots import Layout, take
from tests.conftest import ROOT
from tests.feeders import ieee

REFERENCE = ROOT / "tests" / "reference" / "network"


def test_thirteen_nodes_have_the_published_voltages_at_the_published_taps() -> None:
    case = tomllib.loads((REFERENCE / "ieee-13" / "voltages.toml").read_text(encoding="utf-8"))
    taps = "\n".join(f"Transformer.{name}.Taps=[1.0 {tap}]" for name, tap in case["taps"].items())

    feeder = ieee("13Bus/IEEE13Nodeckt.dss", after=f"{taps}\nSet ControlMode=OFF")

    snapshot = take(Layout(feeder))
    found = {
        (node.bus, node.phase): snapshot.volts[node.index] / (1000 * feeder.buses[node.bus].base_kv)
        for node in snapshot.layout.nodes
    }
    published = {
        (bus, int(phase)): value
        for bus, phases in case["voltages"].items()
        for phase, value in phases.items()
    }
    assert len(published) == 35
    wrong = {
        node: (abs(found[node]), magnitude)
        for node, (magnitude, _) in published.items()
        if abs(abs(found[node]) - magnitude) > case["tolerance_pu"]
    }
    assert wrong == {}
    turned = {
        node: (_degrees(found[node]), angle)
        for node, (_, angle) in published.items()
        if abs(_degrees(found[node]) - angle) > case["tolerance_degrees"]
    }
    assert turned == {}


def test_a_hundred_and_twenty_three_nodes_take_the_published_power_at_the_published_taps() -> None:
    case = tomllib.loads((REFERENCE / "ieee-123" / "totals.toml").read_text(encoding="utf-8"))
    taps = "\n".join(
        f"Transformer.{name}.Wdg=2 Tap={1 + 0.00625 * tap}" for name, tap in case["taps"].items()
    )

    feeder = ieee("123Bus/IEEE123Master.dss", after=f"{taps}\nSet ControlMode=OFF")

    supplied, near = feeder.engine.supplied_kva(), case["tolerance_percent"] / 100
    assert len(feeder.live) == 132
    assert supplied.real == pytest.approx(case["input_kw"], rel=near)
    assert supplied.imag == pytest.approx(case["input_kvar"], rel=near)
    assert feeder.engine.losses_kw() == pytest.approx(case["losses_kw"], rel=near)


def _degrees(volts: complex) -> float:
    return math.degrees(cmath.phase(volts))
