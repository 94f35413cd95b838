"""From a script to a feeder: buses, branches and what hangs on them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.feeders import PHASES, Branch, Bus, Feeder
from penstock.engineering.network.inventory import Inventory, Part, bus_of
from penstock.engineering.network.opendss import Engine
from penstock.engineering.network.scripts.ratings import rated_lines
from penstock.engineering.network.scripts.statements import Script

_SERIES = {"line", "transformer", "autotrans", "reactor"}


def open_feeder(script: Script) -> Feeder:
    """Build a feeder and solve it once.

    Raises:
        NetworkError: OpenDSS does not take it, it has no base voltages, or no solution.
    """
    engine = Engine(script)
    if not engine.solve(controls=True):
        raise NetworkError(
            f"{script.main}: the power flow of the feeder as it stands has no solution. Look for a "
            "load or an impedance with a wrong unit, an unconnected part, or regulators that hunt."
        )
    inventory = engine.inventory()
    parts = tuple(inventory.parts())
    buses = _buses(script, engine, inventory, parts)
    if not any(each.base_kv for each in buses.values()):
        raise NetworkError(
            f"{script.main} sets no base voltages. Add 'Set VoltageBases=[115 12.47 0.48]' with "
            "those of the feeder, and 'CalcVoltageBases' behind it."
        )
    return Feeder(
        name=_name(script),
        engine=engine,
        buses=buses,
        branches=tuple(_branches(script, inventory, parts)),
        loads=inventory.loads(),
        generators=inventory.generators(),
        protected=frozenset(script.protected),
        sources=inventory.source_buses,
    )


def _name(script: Script) -> str:
    made = next(each for each in script.statements if each.kind == "circuit")
    return made.name


def _buses(
    script: Script, engine: Engine, inventory: Inventory, parts: Sequence[Part]
) -> dict[str, Bus]:
    nodes: dict[str, list[int]] = defaultdict(list)
    for name in engine.node_names:
        bus, _, node = name.rpartition(".")
        if int(node) in PHASES:
            nodes[bus].append(int(node))
    tapped = _center_tapped(parts)
    return {
        name: Bus(
            name=name,
            nodes=tuple(sorted(nodes[name])),
            base_kv=base_kv,
            at=script.coordinates.get(name),
            is_center_tapped=name in tapped,
        )
        for name, base_kv in inventory.bus_base_kv().items()
    }


def _center_tapped(parts: Sequence[Part]) -> set[str]:
    """Return the buses behind transformers whose last two windings share a bus, lines included."""
    made = {
        bus_of(part.buses[1])
        for part in parts
        if part.phases == 1
        and len(part.buses) == 3
        and bus_of(part.buses[1]) == bus_of(part.buses[2])
    }
    lines = [part for part in parts if part.name.casefold().startswith("line.")]
    found, size = made, -1
    while len(found) > size:
        size = len(found)
        for part in lines:
            ends = {bus_of(each) for each in part.buses}
            if ends & found:
                found = found | ends
    return found


def _branches(script: Script, inventory: Inventory, parts: Sequence[Part]) -> Iterator[Branch]:
    rated, km = rated_lines(script.statements), inventory.line_km()
    windings, regulators = inventory.windings(), inventory.regulators()
    first = 0
    for part in parts:
        kind, _, own = part.name.casefold().partition(".")
        buses = tuple(map(bus_of, part.buses))
        if kind in _SERIES and len(set(buses)) > 1 and all(part.nodes):
            sides = windings.get(own, ())
            # OpenDSS gives a rating to lines and reactors that state none; it is nobody's.
            stated = part.amps if kind == "line" and own in rated else None
            yield Branch(
                name=part.name.casefold(),
                buses=buses,
                nodes=part.nodes,
                amps=_rated_amps(part, sides) if sides else stated,
                kva=sides[0][1] if sides else None,
                km=km.get(own),
                is_closed=part.is_closed,
                is_delta=bool(sides) and sides[0][2],
                is_regulator=own in regulators,
                is_reversible=regulators.get(own, False),
                first=first,
                conductors=part.conductors,
            )
        first += part.conductors * len(part.buses)


def _rated_amps(part: Part, windings: Sequence[tuple[float, float, bool]]) -> float:
    """Return the nameplate current of a transformer's first winding: S / (√3 U), or S / U [A]."""
    kv, kva, _ = windings[0]
    return kva / (kv * (3**0.5 if part.phases > 1 else 1.0))
