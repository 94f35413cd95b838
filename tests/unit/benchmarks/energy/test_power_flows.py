"""What is measured of power flows is solved, and pandapower says the same of the same network."""

import numpy as np
import pytest

from benchmarks.energy import power_flows
from penstock.app.energy.network_files import find_feeder
from penstock.engineering.network.batches import solve_batch
from penstock.engineering.network.building import open_feeder
from tests.conftest import miss
from tests.oracles.pandapower.install import ENVIRONMENT


def test_the_figures_of_the_shipped_feeder_have_their_goals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feeder = open_feeder(find_feeder("quantum-12").script())
    monkeypatch.setattr(power_flows, "_feeders", lambda: [("shipped", feeder, "16")])
    monkeypatch.setattr(power_flows, "_batches", lambda *_: ())

    found = list(power_flows.figures(hosted=3))

    assert [figure.at_most for figure in found] == [0.8, None, 0.5]
    assert all(figure.value > 0 for figure in found)


def test_pandapower_has_the_same_voltages() -> None:
    if not (ENVIRONMENT.folder / "installed.txt").exists():
        miss("pandapower is not installed; run: python3 -m tests.oracles.pandapower.install")
    network = power_flows.random_network(20)
    load_kw, load_kvar = power_flows.random_loads(network, 3)

    theirs = power_flows.asked(network, load_kw, load_kvar)

    ours = solve_batch(network, load_kw, load_kvar)
    assert ours.pu == pytest.approx(np.array(theirs["pu"]), abs=1e-6)
    assert ours.losses_kw == pytest.approx(theirs["losses_kw"], rel=1e-6)
