"""What a circuit consists of, as values; made from the objects of OpenDSS."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# OpenDSS numbers its units of length: mi, kft, km, m, ft, in, cm, mm.
_KM = {1: 1.609344, 2: 0.3048, 3: 1.0, 4: 1e-3, 5: 3.048e-4, 6: 2.54e-5, 7: 1e-5, 8: 1e-6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An element that carries power from terminal to terminal.

    Args:
        name: `Class.Name`, as OpenDSS writes it.
        buses: The bus of each terminal, with nodes such as `671.1.2`.
        nodes: The nodes of each terminal, without the earth.
        amps: Normal current; 0 where it is not known.
        is_closed: Whether it is enabled and closed at both ends.
    """

    name: str
    buses: tuple[str, ...]
    nodes: tuple[tuple[int, ...], ...]
    amps: float
    is_closed: bool
    conductors: int
    phases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Injection:
    """A load or a source at a bus, in kW and kvar, in kV as it is stated."""

    name: str
    bus: str
    kw: float
    kvar: float = 0.0


class Inventory:
    """Asks OpenDSS for what there is.

    Args:
        circuit: OpenDSS's active circuit.
        left_out: The name of an element that is not the feeder's.
    """

    def __init__(self, circuit: Any, *, left_out: str) -> None:
        self._circuit, self._left_out = circuit, left_out.casefold()

    @property
    def source_buses(self) -> tuple[str, ...]:
        """The buses of voltage sources, in lower case."""
        sources, element = self._circuit.Vsources, self._circuit.ActiveCktElement
        return tuple(bus_of(element.BusNames[0]) for _ in walk(sources))

    def bus_base_kv(self) -> dict[str, float]:
        """Return the base voltage of every bus, line to neutral; 0 where there is none [kV]."""
        found = {}
        for name in self._circuit.AllBusNames:
            self._circuit.SetActiveBus(name)
            found[name] = float(self._circuit.ActiveBus.kVBase)
        return found

    def parts(self) -> Iterator[Part]:
        """Yield the elements that carry power, in the order of `amps()` and `kva()`."""
        for name in self._circuit.PDElements.AllNames:
            self._circuit.SetActiveElement(name)
            yield self._part(name)

    def _part(self, name: str) -> Part:
        at = self._circuit.ActiveCktElement
        buses, per = tuple(at.BusNames), int(at.NumConductors)
        order = list(at.NodeOrder)
        ends = range(1, len(buses) + 1)
        return Part(
            name=name,
            buses=buses,
            nodes=tuple(
                tuple(int(n) for n in order[end * per : (end + 1) * per] if n)
                for end in range(len(buses))
            ),
            amps=float(at.NormalAmps),
            is_closed=bool(at.Enabled) and not any(at.IsOpen(end, 0) for end in ends),
            conductors=per,
            phases=int(at.NumPhases),
        )

    def line_km(self) -> dict[str, float | None]:
        """Return the length of every line, None where its unit is not stated [km]."""
        lines = self._circuit.Lines
        return {
            name: 0.0 if lines.IsSwitch else _km(lines.Length, lines.Units) for name in walk(lines)
        }

    def windings(self) -> dict[str, tuple[tuple[float, float, bool], ...]]:
        """Return kV, kVA and whether it is a delta of each winding of every transformer."""
        transformers = self._circuit.Transformers
        return {name: tuple(_windings(transformers)) for name in walk(transformers)}

    def regulators(self) -> dict[str, bool]:
        """Return the transformers that a control regulates, and whether it works in reverse."""
        controls = self._circuit.RegControls
        return {
            str(controls.Transformer).casefold(): bool(controls.IsReversible)
            for _ in walk(controls)
        }

    def loads(self) -> tuple[Injection, ...]:
        """Return the loads, before any factor."""
        loads = self._circuit.Loads
        return tuple(self._injection(loads.kW, loads.kvar) for _ in walk(loads))

    def generators(self) -> tuple[Injection, ...]:
        """Return generators, arrays and storage with the power that they can give."""
        generators, arrays = self._circuit.Generators, self._circuit.PVSystems
        storages = self._circuit.Storages
        found = [self._injection(generators.kW) for _ in walk(generators)]
        found += [self._injection(arrays.kVArated) for _ in walk(arrays)]
        found += [self._injection(self._number("kWrated")) for _ in walk(storages)]
        return tuple(each for each in found if each.name.casefold() != self._left_out)

    def _injection(self, kw: float, kvar: float = 0.0) -> Injection:
        at = self._circuit.ActiveCktElement
        return Injection(name=str(at.Name), bus=str(at.BusNames[0]), kw=float(kw), kvar=float(kvar))

    def _number(self, name: str) -> float:
        return float(self._circuit.ActiveCktElement.Properties(name).Val)


def _km(length: float, unit: int) -> float | None:
    return float(length) * _KM[unit] if unit in _KM else None


def walk(collection: Any) -> Iterator[str]:
    """Yield the names of a collection while each of them is the active one."""
    at = collection.First
    while at:
        yield str(collection.Name)
        at = collection.Next


def _windings(transformers: Any) -> Iterator[tuple[float, float, bool]]:
    for winding in range(1, transformers.NumWindings + 1):
        transformers.Wdg = winding
        yield float(transformers.kV), float(transformers.kVA), bool(transformers.IsDelta)


def bus_of(terminal: str) -> str:
    """Return the bus of a terminal such as `671.1.2`, in lower case."""
    return terminal.partition(".")[0].casefold()
