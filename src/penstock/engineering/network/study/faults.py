"""Fault current at a bus, and what generators add to it."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.network.feeders import Bus, Feeder
from penstock.engineering.network.operating import Generator

_INVERTER_FACTOR = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCurrent:
    """A bolted fault at the primary bus nearest to a generator.

    Args:
        bus: Where.
        kind: `three-phase` or `line-to-ground`.
        grid_amps: What the grid gives.
        existing_amps: What generators that are there would give at most.
        new_amps: What the new one would give at most.
    """

    bus: str
    kind: str
    grid_amps: float
    existing_amps: float
    new_amps: float

    @property
    def percent(self) -> float:
        """Share of all generators in the grid's fault current [%]."""
        return 100 * (self.existing_amps + self.new_amps) / self.grid_amps

    @property
    def percent_before(self) -> float:
        """Share of the generators that are there [%]."""
        return 100 * self.existing_amps / self.grid_amps


def fault_current(feeder: Feeder, bus: Bus, generator: Generator) -> FaultCurrent:
    """Return the fault current at the primary bus of a generator.

    Three-phase: I = U / |Z₁| with Z₁ = mean of Z_ii - mean of Z_ij. Line to ground on one phase:
    I = U / |Z_ii|. U is the nominal voltage to neutral; Z is what OpenDSS sees into the bus. What
    generators give is their rated current at the primary voltage times their fault factor, as if
    no impedance lay between: an upper bound.
    """
    at = feeder.primary(bus.name)
    impedance = feeder.engine.impedance_ohm(at.name)[: len(at.nodes), : len(at.nodes)]
    phases = len(at.nodes)
    own = complex(np.trace(impedance)) / phases
    if phases == 3:
        own -= complex(impedance.sum() - np.trace(impedance)) / 6
    existing = sum(each.kw for each in feeder.generators) * _INVERTER_FACTOR
    # A three-phase bus shares its generators over three phases, another has them on its own.
    spread = 3 if phases == 3 else max(1, len(generator.phases) or phases)
    return FaultCurrent(
        bus=at.name,
        kind="three-phase" if phases == 3 else "line-to-ground",
        grid_amps=1000 * at.base_kv / abs(own),
        existing_amps=existing / (3 * at.base_kv),
        new_amps=generator.rated_kva * generator.fault_factor / (spread * at.base_kv),
    )
