"""A feeder at a load level, with and without the generator that is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import Bus, Feeder
from penstock.engineering.network.inverters import Output, Settings
from penstock.engineering.network.opendss import Positions
from penstock.engineering.network.snapshots import Layout, Snapshot, take

_MOST_KW = 1_000_000.0
_TURNS, _EXACT = 60, 1e-4
_DAMPING = 0.5
# Thirty-two steps of ten percent up and down, as regulators in North America have them.
_TAP = 0.00625


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """What is to be connected.

    Args:
        bus: Where.
        kw: Rated active power.
        kva: Rated apparent power; the same as `kw` where nobody says more.
        phases: The bus's nodes that it is connected to; all of them if empty. One is line to
            neutral, two are line to line.
        fault_factor: Current into a fault, in parts of the rated current. 1.2 is usual of
            inverters (NREL/TP-550-46698); a synchronous machine gives 5 and more.
        settings: How its inverter answers to voltage.
    """

    bus: str
    kw: float
    kva: float | None = None
    phases: tuple[int, ...] = ()
    fault_factor: float = 1.2
    settings: Settings = field(default_factory=Settings)

    @property
    def rated_kva(self) -> float:
        """Apparent power [kVA]."""
        return self.kw if self.kva is None else self.kva


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLevel:
    """How much of the loads is there.

    Args:
        name: What people call it.
        percent: Of every load of the script.
    """

    name: str
    percent: float

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 500:
            raise NetworkError(
                f"The {self.name} is {self.percent:g} % of the loads; expected 0 to 500 %."
            )


MINIMUM_LOAD = LoadLevel(name="minimum load", percent=30)
PEAK_LOAD = LoadLevel(name="peak load", percent=100)


class Plant:
    """A feeder at a load level, in which one generator runs as it is told.

    Every solution begins at the taps at which the feeder stood without the generator, so that what
    was asked before makes no difference.
    """

    def __init__(self, feeder: Feeder, level: LoadLevel, layout: Layout | None = None) -> None:
        """Solve the feeder without the generator.

        Raises:
            NetworkError: There is no solution at this load level.
        """
        self.feeder, self.level = feeder, level
        self.layout = layout or Layout(feeder)
        self._engine = feeder.engine
        self._initial = self._engine.positions()
        self._engine.set_load_factor(level.percent / 100)
        if not self._engine.solve(controls=True):
            raise NetworkError(
                f"Feeder {feeder.name} has no solution at {level.percent:g} % of its loads. "
                "Name another share with --minimum-load."
            )
        self.before = take(self.layout)
        self._standing: Positions = self._engine.positions()
        self._broken = False

    def close(self) -> None:
        """Put the feeder back as it was."""
        self._engine.remove()
        self._engine.restore(self._initial)
        self._engine.set_load_factor(1.0)
        self._heal()

    def place(self, bus: Bus, nodes: Sequence[int]) -> None:
        """Put the generator at some nodes of a bus."""
        self._engine.place(bus.name, nodes=nodes, kv=bus.across_kv(nodes))

    def run(self, output: Output, *, controls: bool = False) -> Snapshot | None:
        """Return the solution with the generator's power; None where there is none."""
        self._heal()
        self._engine.generate(kw=output.kw, kvar=output.kvar)
        solved = self._engine.solve(controls=controls)
        self._broken = not solved
        found = take(self.layout) if solved else None
        if controls:
            self._settled = self._engine.positions()
            self._engine.restore(self._standing)
        return found

    def taps_moved(self) -> int:
        """Return how many steps of taps the last solution with controls moved, all together."""
        pairs = zip(self._standing.taps, self._settled.taps, strict=True)
        return sum(
            round(abs(a - b) / _TAP)
            for (_, old), (_, new) in pairs
            for a, b in zip(old, new, strict=True)
        )

    def run_set(self, bus: Bus, generator: Generator, *, controls: bool) -> tuple[Snapshot, Output]:
        """Return the solution in which the inverter gives what its settings say, and its output.

        A damped fixed point over the mean voltage at its nodes.

        Raises:
            NetworkError: There is no solution, or the settings and the feeder swing for ever.
        """
        nodes, settings = nodes_of(bus, generator), generator.settings
        output = Output(kw=generator.kw, kvar=0.0)
        for turn in range(_TURNS):
            found = self.run(output, controls=controls)
            if found is None:
                raise NetworkError(_too_much(self.feeder, bus, generator))
            wanted = settings.output(
                pu=found.bus_pu(bus, nodes),
                available_kw=generator.kw,
                rated_kw=generator.kw,
                kva=generator.rated_kva,
            )
            gap = max(abs(wanted.kw - output.kw), abs(wanted.kvar - output.kvar))
            if gap <= _EXACT * generator.rated_kva:
                return found, output
            share = _DAMPING if turn < _TURNS // 2 else _DAMPING / 4
            output = Output(
                kw=output.kw + share * (wanted.kw - output.kw),
                kvar=output.kvar + share * (wanted.kvar - output.kvar),
            )
        raise NetworkError(
            f"With these settings the inverter at bus {bus.name} and feeder {self.feeder.name} "
            "swing and find no rest. Make the curves flatter."
        )

    def _heal(self) -> None:
        if self._broken:
            self._engine.forget()
            self._broken = False


def nodes_of(bus: Bus, generator: Generator) -> tuple[int, ...]:
    """Return the nodes that a generator is connected to.

    Raises:
        NetworkError: The bus lacks one of them.
    """
    missing = [each for each in generator.phases if each not in bus.nodes]
    if missing:
        has = ", ".join(map(str, bus.nodes)) or "none"
        raise NetworkError(
            f"Bus {bus.name} has no phase {missing[0]}; it has {has}. "
            "Choose among them with --phases."
        )
    return generator.phases or bus.nodes


def check_generator(feeder: Feeder, generator: Generator) -> Bus:
    """Return the bus of a generator.

    Raises:
        UnknownBusError: There is no such bus.
        NetworkError: The generator cannot be connected there, or its numbers cannot be.
    """
    bus = feeder.bus(generator.bus)
    for name, value in (("power", generator.kw), ("apparent power", generator.rated_kva)):
        if not 0 < value <= _MOST_KW:
            raise NetworkError(
                f"The {name} at bus {bus.name} is {value:g} k{'VA' if ' ' in name else 'W'}; "
                f"expected more than 0 and at most {_MOST_KW:,.0f}."
            )
    if generator.rated_kva < generator.kw:
        raise NetworkError(
            f"The generator at bus {bus.name} has {generator.kw:g} kW but only "
            f"{generator.rated_kva:g} kVA; its apparent power is at least its active power."
        )
    if not bus.nodes or not bus.base_kv:
        raise NetworkError(
            f"Bus {bus.name} has no phase, or no base voltage, so that nothing can be connected."
        )
    if bus.name in feeder.sources:
        raise NetworkError(
            f"Bus {bus.name} is the source of feeder {feeder.name}, whose voltage nothing moves. "
            "Name a bus of the feeder."
        )
    nodes_of(bus, generator)
    return bus


def _too_much(feeder: Feeder, bus: Bus, generator: Generator) -> str:
    return (
        f"With {generator.kw:,.0f} kW at bus {bus.name} the power flow of feeder {feeder.name} has "
        "no solution: that is more than the lines to this bus can carry at any voltage. "
        "'penstock network hosting' tells how much the bus takes."
    )
