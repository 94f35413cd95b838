"""Facts for screens, taken from a feeder's script, its power flow and what the utility states."""

from collections.abc import Iterator, Mapping

import numpy as np

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import Bus, Feeder
from penstock.engineering.network.inventory import Injection, bus_of
from penstock.engineering.network.screens.facts import (
    Connection,
    Device,
    Facts,
    Quality,
    Section,
)
from penstock.engineering.network.screens.feeder_facts import FeederFacts, RatedDevice
from penstock.engineering.network.study.limits import Criterion
from penstock.engineering.network.study.studying import Study

_KM_PER_MILE = 1.609344
_INVERTER_FACTOR = 1.2
_HEAD = "the substation"


def facts_of(done: Study, stated: FeederFacts, *, is_inverter: bool, is_certified: bool) -> Facts:
    """Return what screens ask of a generator that was studied.

    The study's least and largest load levels are the line sections' least load and peak.

    Raises:
        NetworkError: A device that is stated is not in the feeder.
    """
    feeder, bus, primary = done.feeder, done.bus, done.feeder.primary(done.bus.name)
    upstream = tuple(_upstream(done))
    return Facts(
        kw=done.generator.kw,
        is_inverter=is_inverter,
        is_certified=is_certified,
        line_kv=primary.base_kv * 3**0.5,
        is_mainline=len(primary.nodes) == 3,
        miles=_miles(feeder, primary.name),
        wires=stated.wires,
        connection=_connection(done),
        section=_section(done),
        upstream=upstream,
        fault_percent=done.fault.percent,
        devices=tuple(_device(done, each) for each in stated.devices),
        secondary_kw=_secondary_kw(done),
        transformer_kva=_transformer_kva(feeder, bus),
        imbalance_kw=done.generator.kw if len(done.nodes) == 1 else 0.0,
        quality=_quality(done),
        subject_to_tariff=stated.subject_to_tariff,
        is_on_spot_network=stated.is_on_spot_network,
        network_generation_kw=stated.network_generation_kw,
        network_peak_kw=stated.network_peak_kw,
        stability_limited=stated.stability_limited,
        transmission_side_kw=stated.transmission_side_kw,
    )


def _heads(feeder: Feeder, bus: str) -> Iterator[tuple[str, str]]:
    """Yield each device upstream with the bus below it, and the substation at last."""
    last = bus
    for below, step in feeder.upwards(bus):
        last = below
        for branch in step.branches:
            if branch.name in feeder.protected:
                yield branch.name, below
                break
    yield _HEAD, last


def _upstream(done: Study) -> Iterator[Section]:
    for name, head in _heads(done.feeder, done.bus.name):
        yield _part(done, name, done.feeder.below(head))


def _section(done: Study) -> Section:
    """Return the line section of the generator: what lies between two devices, or to the end."""
    feeder = done.feeder
    name, head = next(_heads(feeder, done.bus.name))
    buses = feeder.below(head)
    for other in feeder.live:
        step = feeder.step(other)
        inside = step is not None and other in buses and other != head
        if step and inside and any(b.name in feeder.protected for b in step.branches):
            buses -= feeder.below(other)
    return _part(done, name, buses)


def _part(done: Study, name: str, buses: frozenset[str]) -> Section:
    load_kw = _sum(done.feeder.loads, buses)
    percents = [at.level.percent for at in done.levels]
    return Section(
        name=name,
        generation_kw=_sum(done.feeder.generators, buses) + done.generator.kw,
        peak_kw=load_kw * max(percents) / 100,
        minimum_kw=load_kw * min(percents) / 100,
    )


def _sum(injections: tuple[Injection, ...], buses: frozenset[str]) -> float:
    return sum(each.kw for each in injections if bus_of(each.bus) in buses)


def _miles(feeder: Feeder, bus: str) -> float | None:
    lines = [step.branches[0] for _, step in feeder.upwards(bus)]
    if any(each.kind == "line" and each.km is None for each in lines):
        return None
    return feeder.distance_km(bus) / _KM_PER_MILE


def _connection(done: Study) -> Connection | None:
    transformer = done.feeder.service_transformer(done.bus.name)
    if transformer is None:
        single = {1: Connection.LINE_TO_NEUTRAL, 2: Connection.LINE_TO_LINE}
        return single.get(len(done.nodes))
    if len(transformer.nodes[0]) == 3:
        delta = transformer.is_delta
        return Connection.UNGROUNDED_THREE_PHASE if delta else Connection.GROUNDED_THREE_PHASE
    single_phase = len(transformer.nodes[0]) == 1
    return Connection.LINE_TO_NEUTRAL if single_phase else Connection.LINE_TO_LINE


def _device(done: Study, rated: RatedDevice) -> Device:
    """Return the fault current through a device: three-phase at its upper bus, plus generators."""
    feeder = done.feeder
    branch = next((b for b in feeder.branches if b.name == rated.element.casefold()), None)
    if branch is None:
        raise NetworkError(
            f"feeder.toml states a device {rated.name} at {rated.element}, which feeder "
            f"{feeder.name} does not have. Write the name of its line, such as Line.breaker."
        )
    bus = feeder.buses[branch.buses[0]]
    impedance = feeder.engine.impedance_ohm(bus.name)
    phases = len(impedance)
    own = complex(np.trace(impedance)) / phases
    if phases == 3:
        own -= complex(impedance.sum() - np.trace(impedance)) / 6
    existing_kva = sum(each.kw for each in feeder.generators) * _INVERTER_FACTOR
    new_kva = done.generator.rated_kva * done.generator.fault_factor
    return Device(
        name=rated.name,
        fault_amps=1000 * bus.base_kv / abs(own) + (existing_kva + new_kva) / (3 * bus.base_kv),
        interrupting_amps=float(rated.interrupting_amps),
    )


def _secondary_kw(done: Study) -> float | None:
    """Return what is on the secondary of a single-phase transformer that others share."""
    feeder = done.feeder
    transformer = feeder.service_transformer(done.bus.name)
    if transformer is None or len(transformer.nodes[0]) == 3:
        return None
    return _sum(feeder.generators, feeder.below(transformer.buses[1])) + done.generator.kw


def _transformer_kva(feeder: Feeder, bus: Bus) -> float | None:
    transformer = feeder.service_transformer(bus.name) if bus.is_center_tapped else None
    return transformer.kva if transformer else None


def _quality(done: Study) -> Quality:
    failed = {each.criterion: each for each, _ in done.worst if not each.passed}
    loading = failed.get(Criterion.LOADING)
    return Quality(
        broken=_names(failed, Criterion.HIGH_VOLTAGE, Criterion.LOW_VOLTAGE),
        fluctuating=_names(failed, Criterion.RAPID_CHANGE, Criterion.FLICKER),
        overloaded=loading.place if loading else "",
    )


def _names(failed: Mapping[Criterion, object], *criteria: Criterion) -> tuple[str, ...]:
    return tuple(str(each) for each in criteria if each in failed)
