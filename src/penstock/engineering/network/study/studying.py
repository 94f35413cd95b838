"""The study of one generator at one bus, at light and at full load."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import Bus, Feeder
from penstock.engineering.network.inverters import Output
from penstock.engineering.network.operating import (
    MINIMUM_LOAD,
    PEAK_LOAD,
    Generator,
    LoadLevel,
    Plant,
    check_generator,
    nodes_of,
)
from penstock.engineering.network.snapshots import Layout, Snapshot
from penstock.engineering.network.study import criteria
from penstock.engineering.network.study.criteria import Reading
from penstock.engineering.network.study.faults import FaultCurrent, fault_current
from penstock.engineering.network.study.limits import LIMITS, Criterion, Limit


@dataclass(frozen=True, kw_only=True)
class AtLevel:
    """What a generator does at one load level.

    Args:
        level: How much load there is.
        before: The feeder without the generator, its regulators at rest.
        stepped: With it, before any regulator moves.
        after: With it, regulators at rest again.
        output: What the inverter gives then, by its settings.
        taps_moved: Steps of taps from before to after, all regulators together.
        step_percent: The step of the voltage at the generator when it trips. [%]
        readings: Each criterion at its worst place.
    """

    level: LoadLevel
    before: Snapshot
    stepped: Snapshot
    after: Snapshot
    output: Output
    taps_moved: int
    step_percent: float
    readings: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class Study:
    """What a generator does to a feeder.

    Args:
        feeder: The feeder.
        bus: Where the generator is connected.
        nodes: To which of its nodes.
        generator: What is connected.
        levels: What it does at each load level.
        fault: What it adds to a fault.
        unrated: Lines whose script states no rating, so that their loading is not judged.
    """

    feeder: Feeder
    bus: Bus
    nodes: tuple[int, ...]
    generator: Generator
    levels: tuple[AtLevel, ...]
    fault: FaultCurrent
    unrated: tuple[str, ...]

    @property
    def worst(self) -> tuple[tuple[Reading, LoadLevel], ...]:
        """Each criterion at the load level that leaves the least margin."""
        found: dict[Criterion, tuple[Reading, LoadLevel]] = {}
        for at in self.levels:
            for each in at.readings:
                known = found.get(each.criterion)
                if known is None or each.margin < known[0].margin:
                    found[each.criterion] = (each, at.level)
        return tuple(found[each] for each in Criterion if each in found)

    @property
    def passed(self) -> bool:
        """Tell whether no criterion is broken, or broken further, by the generator."""
        return all(reading.passed for reading, _ in self.worst)


def study(
    feeder: Feeder,
    generator: Generator,
    *,
    limits: Mapping[Criterion, Limit] = LIMITS,
    levels: Sequence[LoadLevel] = (MINIMUM_LOAD, PEAK_LOAD),
) -> Study:
    """Study a generator at a bus of a feeder.

    Raises:
        UnknownBusError: There is no such bus.
        NetworkError: The generator cannot be connected so, or the power flow has no solution.
    """
    bus = check_generator(feeder, generator)
    fault = fault_current(feeder, bus, generator)
    layout = Layout(feeder)
    return Study(
        feeder=feeder,
        bus=bus,
        nodes=nodes_of(bus, generator),
        generator=generator,
        levels=tuple(_at(layout, each, generator, fault, limits) for each in levels),
        fault=fault,
        unrated=tuple(
            each.name for each in layout.branches if each.kind == "line" and each.amps is None
        ),
    )


def _at(
    layout: Layout,
    level: LoadLevel,
    generator: Generator,
    fault: FaultCurrent,
    limits: Mapping[Criterion, Limit],
) -> AtLevel:
    feeder = layout.feeder
    bus = feeder.bus(generator.bus)
    plant = Plant(feeder, level, layout)
    try:
        plant.place(bus, nodes_of(bus, generator))
        stepped = plant.run(Output(kw=generator.kw, kvar=0.0))
        after, output = plant.run_set(bus, generator, controls=True)
        moved = plant.taps_moved()
    finally:
        plant.close()
    if stepped is None:
        raise NetworkError(
            f"Without its regulators, feeder {feeder.name} cannot take {generator.kw:,.0f} kW at "
            f"bus {bus.name} at {level.name}: the power flow has no solution."
        )
    step = step_percent(plant.before, stepped, bus, nodes_of(bus, generator))
    return AtLevel(
        level=level,
        before=plant.before,
        stepped=stepped,
        after=after,
        output=output,
        taps_moved=moved,
        step_percent=step,
        readings=tuple(_readings(plant.before, after, bus, step, fault, limits)),
    )


def step_percent(before: Snapshot, stepped: Snapshot, bus: Bus, nodes: tuple[int, ...]) -> float:
    """Return how far the voltage at a generator steps, before regulators move [% of nominal]."""
    places = before.layout.node_places(bus, nodes)
    return 100 * max(abs(float(stepped.pu[each] - before.pu[each])) for each in places)


def _readings(
    before: Snapshot,
    after: Snapshot,
    bus: Bus,
    step: float,
    fault: FaultCurrent,
    limits: Mapping[Criterion, Limit],
) -> Iterator[Reading]:
    yield from criteria.readings(before, after, limits)
    yield from criteria.rapid_change(
        percent=step, bus=bus.name, is_low_voltage=bus.is_low_voltage, limits=limits
    )
    yield from criteria.unbalance(before, after, limits)
    yield criteria.fault_contribution(
        percent=fault.percent, before=fault.percent_before, bus=fault.bus, limits=limits
    )
