"""Thousands of balanced power flows of one network at once, by Power Grid Model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.network.errors import NetworkError

Floats = NDArray[np.float64]

# Stiff enough that the source's voltage is what is asked, as at an infinite bus.
_STIFF_VA = 1e20
_HERTZ = 60.0
_EXACT = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancedNetwork:
    """A network of lines at one voltage, in its positive sequence.

    Args:
        base_kv: Line to line.
        source: The bus whose voltage is held.
        source_pu: At what voltage.
        ends: The two buses of each line; buses are numbers from 0.
        r_ohm: Resistance of each line, shape (lines,).
        x_ohm: Reactance of each line, shape (lines,).
        c_nf: Capacitance of each line, shape (lines,).
        amps: What each line bears, shape (lines,).
        load_buses: The bus of each load.

    Raises:
        NetworkError: Arrays are of different length, or a bus is not connected to the source.
    """

    base_kv: float
    source: int
    ends: tuple[tuple[int, int], ...]
    r_ohm: Sequence[float]
    x_ohm: Sequence[float]
    c_nf: Sequence[float]
    amps: Sequence[float]
    load_buses: tuple[int, ...]
    source_pu: float = 1.0

    def __post_init__(self) -> None:
        lengths = {len(each) for each in (self.ends, self.r_ohm, self.x_ohm, self.c_nf, self.amps)}
        if len(lengths) != 1:
            raise NetworkError(
                f"A network of {len(self.ends)} lines states other numbers for some."
            )
        dead = set(range(self.buses)) - _reached(self.source, self.ends)
        if dead:
            raise NetworkError(f"Bus {min(dead)} of the network is not connected to the source.")

    @property
    def buses(self) -> int:
        """How many buses there are."""
        named = {self.source, *self.load_buses, *(bus for pair in self.ends for bus in pair)}
        return max(named) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """What a batch of power flows says.

    Args:
        pu: Voltages, shape (scenarios, buses).
        loading: Loading of lines, in parts of their rating, shape (scenarios, lines).
        losses_kw: Of each scenario, shape (scenarios,).
    """

    pu: Floats
    loading: Floats
    losses_kw: Floats


def solve_batch(
    network: BalancedNetwork, load_kw: Floats, load_kvar: Floats, *, threads: int = -1
) -> Flows:
    """Solve a network under many loads by Newton's method.

    Args:
        network: The network.
        load_kw: Active power of loads, generators negative, shape (scenarios, loads).
        load_kvar: Reactive power, of the same shape.
        threads: How many; 0 for as many as there are, -1 for none beside this.

    Raises:
        NetworkError: The shapes do not fit, or a scenario has no solution.
    """
    _check(network, load_kw, load_kvar)
    from power_grid_model import ComponentType, PowerGridModel, errors

    model = PowerGridModel(_input(network), system_frequency=_HERTZ)
    try:
        found = model.calculate_power_flow(
            update_data={ComponentType.sym_load: _loads(network, load_kw, load_kvar)},
            error_tolerance=_EXACT,
            threading=threads,
            output_component_types=[ComponentType.node, ComponentType.line],
        )
    except errors.PowerGridBatchError as error:  # type: ignore[attr-defined]
        first = " ".join(str(error).split())[:160]
        raise NetworkError(f"A scenario of the batch has no solution: {first}.") from error
    lines = found[ComponentType.line]
    return Flows(
        pu=np.asarray(found[ComponentType.node]["u_pu"]),
        loading=np.asarray(lines["loading"]),
        losses_kw=np.asarray((lines["p_from"] + lines["p_to"]).sum(axis=1)) / 1000,
    )


def _check(network: BalancedNetwork, load_kw: Floats, load_kvar: Floats) -> None:
    expected = (len(load_kw), len(network.load_buses))
    if load_kw.ndim != 2 or load_kw.shape != expected or load_kvar.shape != expected:
        raise NetworkError(
            f"Loads have the shapes {load_kw.shape} and {load_kvar.shape}; expected a row for each "
            f"scenario and {len(network.load_buses)} columns, one for each load."
        )
    if not (np.isfinite(load_kw).all() and np.isfinite(load_kvar).all()):
        raise NetworkError("Some loads are no finite numbers.")


def _input(network: BalancedNetwork) -> dict[str, Any]:
    lines, loads = len(network.ends), len(network.load_buses)
    node = _array("node", network.buses, u_rated=network.base_kv * 1000)
    node["id"] = np.arange(network.buses)
    line = _array("line", lines, tan1=0.0, from_status=1, to_status=1)
    line["id"] = network.buses + np.arange(lines)
    line["from_node"], line["to_node"] = np.array(network.ends, dtype=np.int32).T
    line["r1"], line["x1"] = network.r_ohm, network.x_ohm
    line["c1"] = np.asarray(network.c_nf) * 1e-9
    line["i_n"] = network.amps
    load = _array("sym_load", loads, status=1, type=0, p_specified=0.0, q_specified=0.0)
    load["id"] = network.buses + lines + np.arange(loads)
    load["node"] = network.load_buses
    source = _array("source", 1, status=1, u_ref=network.source_pu, sk=_STIFF_VA)
    source["id"] = network.buses + lines + loads
    source["node"] = network.source
    return {"node": node, "line": line, "sym_load": load, "source": source}


def _array(component: str, size: int, **values: float) -> Any:
    from power_grid_model import initialize_array

    made = initialize_array("input", component, size)
    for name, value in values.items():
        made[name] = value
    return made


def _loads(network: BalancedNetwork, load_kw: Floats, load_kvar: Floats) -> Any:
    from power_grid_model import initialize_array

    made = initialize_array("update", "sym_load", load_kw.shape)
    made["id"] = network.buses + len(network.ends) + np.arange(load_kw.shape[1])
    made["p_specified"], made["q_specified"] = load_kw * 1000, load_kvar * 1000
    return made


def _reached(source: int, ends: Sequence[tuple[int, int]]) -> set[int]:
    beside: dict[int, list[int]] = {}
    for one, other in ends:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    found, waiting = {source}, [source]
    while waiting:
        for other in beside.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
