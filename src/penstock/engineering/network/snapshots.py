"""What a solution says, as arrays over the nodes and branches of a feeder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.network.feeders import Branch, Bus, Feeder
from penstock.engineering.network.opendss import Complex

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A phase of a bus, and where its voltage stands in the engine's array."""

    bus: str
    phase: int
    index: int


class Layout:
    """Where what stands in the engine's arrays; the same for every solution of a feeder."""

    def __init__(self, feeder: Feeder) -> None:
        self.feeder = feeder
        self.nodes = tuple(_nodes(feeder))
        self.indices = np.array([each.index for each in self.nodes], dtype=np.intp)
        kv = [feeder.buses[each.bus].base_kv for each in self.nodes]
        self.base_v: Floats = np.array(kv, dtype=np.float64) * 1000
        closed = [each for each in feeder.branches if each.is_closed]
        self.branches = tuple(closed)
        self.rated = tuple(each for each in closed if each.amps)
        self._rated_at = [each.values(each.buses[0]) for each in self.rated]
        self._rated_amps: Floats = np.array([each.amps for each in self.rated], dtype=np.float64)
        one_way = [each for each in closed if each.is_regulator and not each.is_reversible]
        self.one_way = tuple(each for each in one_way if each not in feeder.trunk)
        self._starts = np.array([each.start for each in self._rated_at], dtype=np.intp)
        self._ends = np.array([each.stop for each in self._rated_at], dtype=np.intp)

    def loading_percent(self, amps: Complex) -> Floats:
        """Return the loading of every rated branch by its largest current [%]."""
        if not self.rated:
            return np.zeros(0)
        sizes = np.append(np.abs(amps), 0.0)
        bounds = np.column_stack((self._starts, self._ends)).ravel()
        largest: Floats = np.maximum.reduceat(sizes, bounds)[::2]
        return largest / self._rated_amps * 100

    def downstream_kw(self, branch: Branch, kva: Complex) -> float:
        """Return the power that enters a branch at the end towards the source [kW]."""
        return float(kva[self._entry[branch.name]].real.sum())

    def node_places(self, bus: Bus, phases: tuple[int, ...] = ()) -> list[int]:
        """Return where some nodes of a bus stand in the arrays, or all of them."""
        wanted = phases or bus.nodes
        return [place for phase, place in self._places.get(bus.name, ()) if phase in wanted]

    @cached_property
    def _places(self) -> Mapping[str, list[tuple[int, int]]]:
        places: dict[str, list[tuple[int, int]]] = {}
        for place, each in enumerate(self.nodes):
            places.setdefault(each.bus, []).append((each.phase, place))
        return places

    @cached_property
    def _entry(self) -> Mapping[str, slice]:
        order = {bus: place for place, bus in enumerate(self.feeder.live)}
        last = len(order)
        return {
            each.name: each.values(min(each.buses, key=lambda bus: order.get(bus, last)))
            for each in self.branches
        }


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A solution of a feeder.

    Args:
        layout: Where what stands.
        volts: Complex voltage of every node. [V]
        amps: Complex current of every conductor of every part. [A]
        kva: Complex power into every conductor of every part. [kW + j kvar]
    """

    layout: Layout
    volts: Complex
    amps: Complex
    kva: Complex

    @cached_property
    def pu(self) -> Floats:
        """Voltage of every live node, in parts of its base, shape (nodes,)."""
        return np.abs(self.volts[self.layout.indices]) / self.layout.base_v

    @cached_property
    def loading_percent(self) -> Floats:
        """Loading of every rated branch, shape (rated branches,) [%]."""
        return self.layout.loading_percent(self.amps)

    @cached_property
    def substation_kw(self) -> float:
        """Power that the substation gives to the feeder [kW]."""
        return sum(self.layout.downstream_kw(each, self.kva) for each in self.layout.feeder.trunk)

    @cached_property
    def losses_kw(self) -> float:
        """What all branches together lose [kW]."""
        return sum(
            float(self.kva[each.first : each.first + each.conductors * len(each.buses)].real.sum())
            for each in self.layout.branches
        )

    @cached_property
    def one_way_kw(self) -> Mapping[str, float]:
        """Return the power downstream through each regulator that knows one direction [kW]."""
        return {
            each.name: self.layout.downstream_kw(each, self.kva) for each in self.layout.one_way
        }

    def bus_pu(self, bus: Bus, nodes: tuple[int, ...] = ()) -> float:
        """Return the mean voltage of some of a bus's nodes, or of all [pu]."""
        return float(np.mean(self.pu[self.layout.node_places(bus, nodes)]))

    def unbalance_percent(self) -> Mapping[str, float]:
        """Return the unbalance of each bus with three phases [%].

        100 · max |U_ab - mean| / mean over the three voltages between phases (ANSI C84.1).
        """
        by_bus: dict[str, list[complex]] = {}
        for each in self.layout.nodes:
            by_bus.setdefault(each.bus, []).append(complex(self.volts[each.index]))
        return {bus: _unbalance(volts) for bus, volts in by_bus.items() if len(volts) == 3}


def take(layout: Layout) -> Snapshot:
    """Return what the engine's last solution says."""
    engine = layout.feeder.engine
    return Snapshot(layout=layout, volts=engine.volts(), amps=engine.amps(), kva=engine.kva())


def _unbalance(volts: list[complex]) -> float:
    between = [abs(a - b) for a, b in combinations(volts, 2)]
    mean = sum(between) / 3
    return 100 * max(abs(each - mean) for each in between) / mean if mean else 0.0


def _nodes(feeder: Feeder) -> list[Node]:
    live = frozenset(feeder.live)
    found = []
    for index, name in enumerate(feeder.engine.node_names):
        bus, _, phase = name.rpartition(".")
        if bus in live and int(phase) in feeder.buses[bus].nodes and feeder.buses[bus].base_kv:
            found.append(Node(bus=bus, phase=int(phase), index=index))
    return found
