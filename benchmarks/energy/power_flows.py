"""Power flows: feeders in OpenDSS, what they host, and balanced batches beside pandapower."""

import json
import statistics
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from benchmarks.common.environments import ROOT, ensure, variables
from benchmarks.common.goals import Figure
from penstock.app.energy.network_files import find_feeder
from penstock.engineering.network.batches import BalancedNetwork, Flows, solve_batch
from penstock.engineering.network.building import open_feeder
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.hosting import connectable, hosting
from penstock.engineering.network.inverters import Output
from penstock.engineering.network.operating import PEAK_LOAD, Generator, Plant
from penstock.engineering.network.study.studying import study
from tests.oracles.pandapower.install import ENVIRONMENT

CHILD = ROOT / "benchmarks" / "energy" / "children" / "pandapower_flows.py"
SCENARIOS, PEER_SCENARIOS, BUSES, HOSTED = 8_760, 60, 120, 70
SOLVE_GOAL_MS, HOSTING_GOAL_S = 0.8, 0.5
FASTER_GOAL, APART_GOAL = 50.0, 1e-6
RUNS, SEED = 3, 12


def figures(
    *, scenarios: int = SCENARIOS, hosted: int = HOSTED, peer_scenarios: int = PEER_SCENARIOS
) -> Iterator[Figure]:
    """Yield the figures; those of the IEEE's feeder only where it lies beside the checkout."""
    for name, feeder, bus in _feeders():
        yield from _solves(name, feeder, bus)
        yield from _hosting(name, feeder, hosted)
    yield from _batches(scenarios, peer_scenarios)


def _feeders() -> Iterator[tuple[str, Feeder, str]]:
    yield "quantum-12", open_feeder(find_feeder("quantum-12").script()), "16"
    ieee = ROOT.parent / "shared" / "data" / "feeders"
    if ieee.is_dir():
        files = find_feeder(str(ieee / "123Bus" / "IEEE123Master.dss"), within=ieee)
        yield "IEEE 123 nodes", open_feeder(files.script()), "67"


def _solves(name: str, feeder: Feeder, bus: str) -> Iterator[Figure]:
    plant = Plant(feeder, PEAK_LOAD)
    plant.place(feeder.bus(bus), (1, 2, 3))
    powers = [Output(kw=100.0 + kw, kvar=0.0) for kw in range(500)]
    each_ms = _median_s(lambda: [plant.run(each) for each in powers]) / len(powers) * 1000
    plant.close()
    yield Figure(
        name=f"{name}: a solution with another power, and all its values",
        value=each_ms,
        unit="ms",
        at_most=SOLVE_GOAL_MS,
    )
    took_ms = _median_s(lambda: study(feeder, Generator(bus=bus, kw=100))) * 1000
    yield Figure(name="  a study, two load levels", value=took_ms, unit="ms")


def _hosting(name: str, feeder: Feeder, number: int) -> Iterator[Figure]:
    buses = connectable(feeder)[:number]
    took_s = _median_s(lambda: list(hosting(feeder, buses=buses)))
    what = f"{name}: hosting capacity of {len(buses)} buses, six limits each"
    yield Figure(name=what, value=took_s, unit="s", at_most=HOSTING_GOAL_S)


def _batches(scenarios: int, peer_scenarios: int) -> Iterator[Figure]:
    network = random_network(BUSES)
    load_kw, load_kvar = random_loads(network, scenarios)
    took_s = _median_s(lambda: solve_batch(network, load_kw, load_kvar))
    rate = scenarios / took_s
    name = f"{BUSES} buses, {scenarios:,} balanced power flows"
    yield Figure(name=name, value=rate, unit="/s", at_least=1_000.0)
    some = slice(0, peer_scenarios)
    ours = solve_batch(network, load_kw[some], load_kvar[some])
    theirs = asked(network, load_kw[some], load_kvar[some])
    yield Figure(name="  pandapower, one by one", value=1 / theirs["seconds"], unit="/s")
    faster = rate * theirs["seconds"]
    yield Figure(name="  times as fast", value=faster, unit="x", at_least=FASTER_GOAL)
    yield Figure(
        name="  the most that a voltage differs [pu]",
        value=_apart(ours, theirs),
        unit="",
        at_most=APART_GOAL,
    )
    losses = np.abs(ours.losses_kw / np.array(theirs["losses_kw"]) - 1).max()
    name = "  the most that losses differ, relative"
    yield Figure(name=name, value=float(losses), unit="", at_most=APART_GOAL)


def _apart(ours: Flows, theirs: dict[str, Any]) -> float:
    return float(np.abs(ours.pu - np.array(theirs["pu"])).max())


def random_network(buses: int) -> BalancedNetwork:
    """Return a tree of lines as a feeder of 12.47 kV is one, the same each time."""
    draw = np.random.default_rng(SEED)
    ends = tuple((int(draw.integers(max(0, bus - 6), bus)), bus) for bus in range(1, buses))
    km = draw.uniform(0.05, 0.4, len(ends))
    return BalancedNetwork(
        base_kv=12.47,
        source=0,
        source_pu=1.02,
        ends=ends,
        r_ohm=list(0.191 * km),
        x_ohm=list(0.388 * km),
        c_nf=list(11.2 * km),
        amps=[530.0] * len(ends),
        load_buses=tuple(range(1, buses)),
    )


def random_loads(network: BalancedNetwork, scenarios: int) -> tuple[Any, Any]:
    """Return loads and roofs of scenarios, the same each time."""
    draw = np.random.default_rng(SEED + 1)
    shape = (scenarios, len(network.load_buses))
    load_kw = draw.uniform(5, 60, shape) - draw.uniform(0, 40, shape)
    return load_kw, draw.uniform(0, 15, shape)


def asked(network: BalancedNetwork, load_kw: Any, load_kvar: Any) -> dict[str, Any]:
    """Return what pandapower says of the same network and loads."""
    ensure(ENVIRONMENT)
    question = {
        name: getattr(network, name)
        for name in (
            *("buses", "base_kv", "source", "source_pu", "ends"),
            *("r_ohm", "x_ohm", "c_nf", "amps", "load_buses"),
        )
    }
    question |= {"load_kw": load_kw.tolist(), "load_kvar": load_kvar.tolist()}
    done = subprocess.run(
        [ENVIRONMENT.program("python"), str(CHILD)],
        input=json.dumps(question, default=float),
        capture_output=True,
        text=True,
        check=True,
        env=variables(),
        cwd=Path(ROOT),
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _median_s(work: Callable[[], object]) -> float:
    work()
    runs = []
    for _ in range(RUNS):
        begun = process_time()
        work()
        runs.append(process_time() - begun)
    return statistics.median(runs)
