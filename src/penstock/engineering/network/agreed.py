"""Generators that are agreed on and not in a feeder's script, put where they will be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from penstock.engineering.network.building import open_feeder
from penstock.engineering.network.feeders import Feeder
from penstock.engineering.network.scripts.lexing import Parameter, Spot
from penstock.engineering.network.scripts.statements import Script, Statement

_SPOT = Spot(file="what is agreed", line=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A generator by an inverter that may be connected, and is not in the script yet.

    Args:
        bus: Where.
        kw: The most that may flow out. [kW]
        kva: Of its inverters. [kVA]
    """

    bus: str
    kw: float
    kva: float


def open_with(script: Script, agreed: Sequence[Agreed]) -> Feeder:
    """Build a feeder with what its script describes and with what is agreed besides.

    Raises:
        NetworkError: OpenDSS does not take it, or a bus is none of the feeder's.
    """
    feeder = open_feeder(script)
    if not agreed:
        return feeder
    arrays = list(_arrays(feeder, agreed))
    return open_feeder(replace(script, statements=[*script.statements, *arrays]))


def _arrays(feeder: Feeder, agreed: Iterable[Agreed]) -> Iterator[Statement]:
    for number, each in enumerate(agreed, 1):
        bus = feeder.bus(each.bus)
        said = {
            "bus1": ".".join([bus.name, *map(str, bus.nodes)]),
            "phases": 3 if len(bus.nodes) == 3 else 1,
            # Between phases, so that no neutral is held where the bus has none.
            "conn": "delta" if len(bus.nodes) > 1 else "wye",
            "kv": f"{bus.across_kv(bus.nodes):.6f}",
            "kva": f"{each.kva:.6f}",
            "pmpp": f"{min(each.kw, each.kva):.6f}",
            "irradiance": 1,
            "%cutin": 0.1,
            "%cutout": 0.1,
            "pf": 1,
            # As generators of a study: their power is there at any voltage.
            "vminpu": 0.1,
            "vmaxpu": 3,
        }
        words = tuple(Parameter(name, str(value)) for name, value in said.items())
        yield Statement(_SPOT, "new", "pvsystem", f"agreed_{number}", words)
