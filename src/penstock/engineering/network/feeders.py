"""A feeder as a tree of buses and branches, with the engine that solves it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from penstock.engineering.network.errors import NetworkError, UnknownBusError
from penstock.engineering.network.inventory import Injection
from penstock.engineering.network.opendss import Engine

PHASES = (1, 2, 3)
_LOW_VOLTAGE_KV = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bus:
    """A place where elements meet.

    Args:
        name: In lower case, as OpenDSS has it.
        nodes: Its phases; in a center-tapped service the two legs, 1 and 2.
        base_kv: Line to neutral.
        at: x and y, where the feeder states them.
        is_center_tapped: Whether it is a 120/240 V service.
    """

    name: str
    nodes: tuple[int, ...]
    base_kv: float
    at: tuple[float, float] | None = None
    is_center_tapped: bool = False

    @property
    def is_low_voltage(self) -> bool:
        """Tell whether it has at most 1 kV between phases."""
        return self.base_kv * 3**0.5 <= _LOW_VOLTAGE_KV

    def across_kv(self, nodes: Sequence[int]) -> float:
        """Return the nominal voltage that something between some of its nodes sees [kV]."""
        if len(nodes) == 1:
            return self.base_kv
        return self.base_kv * (2 if self.is_center_tapped else 3**0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An element between two buses, or a transformer with more windings.

    Args:
        name: `Class.Name` in lower case.
        buses: The bus of each terminal.
        nodes: The phases of each terminal.
        amps: What it bears at its first terminal; None where nobody stated it.
        kva: Of a transformer.
        km: Length of a line; None where its unit is not stated.
        is_delta: Whether its first winding is one.
        is_regulator: Whether a control moves its taps.
        is_reversible: Whether that control knows power that flows back.
        first: Where its values begin in the arrays of the engine.
        conductors: How many values each terminal has there.
    """

    name: str
    buses: tuple[str, ...]
    nodes: tuple[tuple[int, ...], ...]
    amps: float | None
    kva: float | None
    km: float | None
    is_closed: bool
    is_delta: bool
    is_regulator: bool
    is_reversible: bool
    first: int
    conductors: int

    @property
    def kind(self) -> str:
        """Return what it is: `line`, `transformer` or another class."""
        return self.name.partition(".")[0]

    def values(self, bus: str) -> slice:
        """Return where the values of its first terminal at a bus stand in the engine's arrays."""
        start = self.first + self.buses.index(bus) * self.conductors
        return slice(start, start + self.conductors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The way from a bus to the next one towards the source.

    Args:
        bus: The next bus.
        branches: What lies between; several where each phase has its own.
    """

    bus: str
    branches: tuple[Branch, ...]


@dataclass(kw_only=True)
class Feeder:
    """A feeder, solved by OpenDSS and known as a tree.

    Args:
        name: What it is called.
        engine: The circuit.
        buses: By their names in lower case, in the order of the engine.
        branches: In the order of the engine.
        loads: With kW as the script states them.
        generators: With the kW that they can give.
        protected: Elements with a relay or recloser.
    """

    name: str
    engine: Engine
    buses: Mapping[str, Bus]
    branches: tuple[Branch, ...]
    loads: tuple[Injection, ...]
    generators: tuple[Injection, ...]
    protected: frozenset[str]
    sources: tuple[str, ...]
    _upwards: dict[str, Step] = field(default_factory=dict)

    def bus(self, name: str) -> Bus:
        """Return a bus by its name.

        Raises:
            UnknownBusError: There is none of that name.
            NetworkError: It is not connected to the source.
        """
        key = name.strip().casefold()
        if key not in self.buses:
            near = get_close_matches(key, self.buses, n=3, cutoff=0.5)
            raise UnknownBusError(name.strip(), feeder=self.name, near=near)
        if key not in self.live:
            raise NetworkError(
                f"Bus {name} of feeder {self.name} is not connected to the source: an open switch "
                "or a disabled line stands between. Close it, or name another bus."
            )
        return self.buses[key]

    @cached_property
    def live(self) -> tuple[str, ...]:
        """The buses that are connected to the source, those near it first."""
        beside: dict[str, list[tuple[str, Branch]]] = defaultdict(list)
        for branch in self.branches:
            for one in branch.buses if branch.is_closed else ():
                beside[one] += [(other, branch) for other in branch.buses if other != one]
        reached = list(dict.fromkeys(self.sources))
        for bus in reached:
            for other in dict.fromkeys(name for name, _ in beside[bus]):
                if other not in self._upwards and other not in self.sources:
                    between = tuple(each for name, each in beside[bus] if name == other)
                    self._upwards[other] = Step(bus=bus, branches=between)
                    reached.append(other)
        return tuple(reached)

    def upwards(self, bus: str) -> Iterator[tuple[str, Step]]:
        """Yield each bus on the way to the source, with its step; the nearest first."""
        assert self.live
        while bus in self._upwards:
            yield bus, self._upwards[bus]
            bus = self._upwards[bus].bus

    def step(self, bus: str) -> Step | None:
        """Return the way from a bus to the next one; None at the source."""
        assert self.live
        return self._upwards.get(bus)

    def distance_km(self, bus: str) -> float:
        """Return the length of the lines between a bus and the source [km]."""
        return sum(step.branches[0].km or 0.0 for _, step in self.upwards(bus))

    @cached_property
    def trunk(self) -> tuple[Branch, ...]:
        """The branches that leave the source: what the substation sees."""
        return tuple(
            each
            for each in self.branches
            if each.is_closed and any(bus in self.sources for bus in each.buses)
        )

    def below(self, bus: str) -> frozenset[str]:
        """Return a bus with all buses that it feeds."""
        found = {bus}
        for other in self.live:
            step = self._upwards.get(other)
            if step and step.bus in found:
                found.add(other)
        return frozenset(found)

    def primary(self, bus: str) -> Bus:
        """Return the bus itself, or the nearest one upstream that is above 1 kV."""
        ways = [bus, *(step.bus for _, step in self.upwards(bus))]
        return next(
            (self.buses[b] for b in ways if not self.buses[b].is_low_voltage), self.buses[bus]
        )

    def service_transformer(self, bus: str) -> Branch | None:
        """Return the transformer that makes the low voltage of a bus; None on the primary."""
        for name, step in self.upwards(bus):
            below = self.buses[name].is_low_voltage and not self.buses[step.bus].is_low_voltage
            if below and step.branches[0].kind == "transformer":
                return step.branches[0]
        return None
