"""The only module that speaks to OpenDSS; what it returns has types.

The engine keeps one circuit, its taps and its last solution. Every `Engine` is a context of its
own, so that two feeders do not meet, and whoever asks states the taps that a solution begins with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.network.errors import NetworkError
from penstock.engineering.network.inventory import Inventory, walk
from penstock.engineering.network.scripts.statements import Script

Complex = NDArray[np.complex128]
Floats = NDArray[np.float64]

_TURNS = 200
_DER = "penstock_der"
# OpenDSS takes no zero for a multiplier of loads.
_NO_LOAD = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where regulators and capacitors stand."""

    taps: tuple[tuple[str, tuple[float, ...]], ...]
    capacitors: tuple[tuple[str, tuple[int, ...]], ...]


class Engine:
    """A circuit in OpenDSS, solved as a snapshot."""

    def __init__(self, script: Script) -> None:
        """Build the circuit that a script describes.

        Raises:
            NetworkError: OpenDSS does not take a statement, or the libraries are missing.
        """
        self._dss = _context()
        self._file = script.main
        for each in script.statements:
            self._run(each.text, place=str(each.spot))
        self._circuit = self._dss.ActiveCircuit
        self._solution = self._circuit.Solution
        self._solution.MaxControlIterations = max(_TURNS, self._solution.MaxControlIterations)
        self._controls: int = self._solution.ControlMode
        self._load_multiplier: float = self._solution.LoadMult
        self._placed = ""

    def _run(self, text: str, place: str = "") -> None:
        from dss import DSSException

        try:
            self._dss.Text.Command = text
        except DSSException as error:
            raise NetworkError(f"{place or self._file}: OpenDSS says: {_cleaned(error)}") from error

    # Solving

    def set_load_factor(self, factor: float) -> None:
        """Multiply every load of the script."""
        self._solution.LoadMult = self._load_multiplier * factor

    def solve(self, *, controls: bool) -> bool:
        """Solve, with regulators and capacitors moving or standing; tell whether it converged."""
        from dss import DSSException

        self._solution.ControlMode = self._controls if controls else -1
        try:
            self._solution.Solve()
        except DSSException:
            return False
        volts = self._circuit.AllBusVmag
        return bool(self._solution.Converged) and bool(np.isfinite(volts).all())

    def forget(self) -> None:
        """Begin the next solution from nothing, as one must after a solution that diverged."""
        factor = self._solution.LoadMult
        self._run("set mode=snapshot")
        self._solution.LoadMult = factor

    def positions(self) -> Positions:
        """Return where regulators and capacitors stand."""
        transformers, capacitors = self._circuit.Transformers, self._circuit.Capacitors
        return Positions(
            taps=tuple((name, _taps(transformers)) for name in walk(transformers)),
            capacitors=tuple((name, tuple(capacitors.States)) for name in walk(capacitors)),
        )

    def restore(self, positions: Positions) -> None:
        """Set regulators and capacitors where they stood."""
        transformers, capacitors = self._circuit.Transformers, self._circuit.Capacitors
        for name, taps in positions.taps:
            transformers.Name = name
            for winding, tap in enumerate(taps, start=1):
                transformers.Wdg = winding
                if transformers.Tap != tap:
                    transformers.Tap = tap
        for name, states in positions.capacitors:
            capacitors.Name = name
            if tuple(capacitors.States) != states:
                capacitors.States = list(states)

    # What a solution says

    def volts(self) -> Complex:
        """Return the voltage of every node against earth [V]."""
        return np.array(self._circuit.AllBusVolts).view(np.complex128)

    def amps(self) -> Complex:
        """Return the current into every conductor of every part, part by part [A]."""
        return np.array(self._circuit.PDElements.AllCurrents).view(np.complex128)

    def kva(self) -> Complex:
        """Return the power into every conductor of every part, part by part [kW + j kvar]."""
        return np.array(self._circuit.PDElements.AllPowers).view(np.complex128)

    def losses_kw(self) -> float:
        """Return what is lost in all parts [kW]."""
        return float(self._circuit.Losses[0]) / 1000

    def supplied_kva(self) -> complex:
        """Return what the sources give [kW + j kvar]."""
        active, reactive = self._circuit.TotalPower
        return complex(-active, -reactive)

    def impedance_ohm(self, bus: str) -> Complex:
        """Return the short-circuit impedance between the nodes of a bus, shape (n, n) [Ω].

        Without loads, as short circuits are counted, and with the taps as they stand.
        """
        self.set_load_factor(_NO_LOAD)
        self.solve(controls=False)
        self.set_load_factor(1.0)
        self._circuit.SetActiveBus(bus)
        at = self._circuit.ActiveBus
        at.ZscRefresh()
        flat = np.array(at.ZscMatrix).view(np.complex128)
        size = int(np.sqrt(len(flat)))
        return flat.reshape(size, size)

    def inventory(self) -> Inventory:
        """Return what there is, without the generator that is asked about."""
        return Inventory(self._circuit, left_out=f"generator.{_DER}")

    @property
    def node_names(self) -> tuple[str, ...]:
        """Nodes as `bus.node`, in the order of `volts()`."""
        return tuple(self._circuit.AllNodeNames)

    # The generator that is asked about

    def place(self, bus: str, *, nodes: Sequence[int], kv: float) -> None:
        """Put a generator of constant power at a bus, without power as yet.

        Args:
            bus: Where.
            nodes: One node for line to neutral, two for line to line, three for three phases.
            kv: Line to line for three phases, else across it.
        """
        phases = 3 if len(nodes) == 3 else 1
        where = ".".join([bus, *map(str, nodes)])
        # Between phases, so that no neutral is held where the bus has none.
        conn = "delta" if len(nodes) > 1 else "wye"
        verb = "edit" if self._placed else "new"
        self._run(
            f"{verb} generator.{_DER} bus1={where} phases={phases} conn={conn} kv={kv:.6f} "
            "kw=0 kvar=0 model=1 vminpu=0.1 vmaxpu=3 enabled=yes"
        )
        self._placed = where

    def remove(self) -> None:
        """Take the generator away."""
        if self._placed:
            self._run(f"edit generator.{_DER} kw=0 kvar=0 enabled=no")

    def generate(self, *, kw: float, kvar: float = 0.0) -> None:
        """Let the placed generator give power."""
        generators = self._circuit.Generators
        generators.Name = _DER
        generators.kW = kw
        generators.kvar = kvar


def _context() -> Any:
    try:
        from dss import DSS
    except ImportError as error:
        raise NetworkError(
            "Feeders are solved by OpenDSS, which is not installed. "
            "Install it with: pip install 'penstock[energy]'."
        ) from error
    context = DSS.NewContext()
    context.AllowForms = False
    context.AllowEditor = False
    context.AllowDOScmd = False
    context.AllowChangeDir = False
    return context


def _taps(transformers: Any) -> tuple[float, ...]:
    found = []
    for winding in range(1, transformers.NumWindings + 1):
        transformers.Wdg = winding
        found.append(float(transformers.Tap))
    return tuple(found)


def _cleaned(error: Exception) -> str:
    text = str(error.args[-1] if error.args else error)
    return " ".join(text.split())[:300]
