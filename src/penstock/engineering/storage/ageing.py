"""How a lithium iron phosphate battery loses capacity: by its age, and by what it is put through.

    loss = calendar + cycle

    calendar: k_T * k_SOC * sqrt(t)       t in seconds
        k_T   = 1.2571e-5 * exp(-17126 / R * (1 / T - 1 / 298.15))        T in kelvin
        k_SOC = 2.8575 * (SOC - 0.5)^3 + 0.60225
    cycle:    k_C * k_DOC * sqrt(FEC)     FEC: full equivalent cycles
        k_C   = (0.0630 * C + 0.0971) / 100                               C in 1/h
        k_DOC = 4.0253 * (DOC - 0.6)^3 + 1.0923                           DOC: depth of a swing

Where conditions change, each loss goes on from what is lost: loss^2 grows by k^2 a second or cycle.

Fitted to one commercial cell (Sony, lithium iron phosphate and graphite, 3 Ah) that was kept at 0
to 60 °C for some two and a half years, and cycled at 0.2 to 1 C. Another maker's cells age
otherwise, and ten or twenty years are an extrapolation: the root of time may flatter them.

References:
    M. Naumann, M. Schimpe, P. Keil, H. C. Hesse, A. Jossen, "Analysis and modeling of calendar
    aging of a commercial LiFePO4/graphite cell", Journal of Energy Storage 17, 2018, 153-169.
    M. Naumann, F. B. Spingler, A. Jossen, "Analysis and modeling of cycle aging of a commercial
    LiFePO4/graphite cell", Journal of Power Sources 451, 2020, 227666.
"""

import math
from dataclasses import dataclass

import numpy as np

from penstock.engineering.storage.dispatches import Dispatch
from penstock.engineering.storage.errors import Floats, require_number

_GAS_CONSTANT = 8.31446
_ZERO_CELSIUS = 273.15
_SECONDS_AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stress:
    """What a year puts on the cells.

    Args:
        calendar: The sum of k_T^2 k_SOC^2 over the year's seconds.
        cycle: The sum of k_C^2 k_DOC^2 over the year's cycles.
        throughput_kwh: What the battery gave. [kWh]
    """

    calendar: float
    cycle: float
    throughput_kwh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a battery has lost of its capacity, as shares of it when new."""

    calendar_loss: float = 0.0
    cycle_loss: float = 0.0

    @property
    def share(self) -> float:
        """What is left of the capacity, 0 to 1."""
        return max(0.0, 1.0 - self.calendar_loss - self.cycle_loss)

    def after(self, stress: Stress) -> "Health":
        """Return what is lost after another year."""
        return Health(
            calendar_loss=math.sqrt(self.calendar_loss**2 + stress.calendar),
            cycle_loss=math.sqrt(self.cycle_loss**2 + stress.cycle),
        )


def calendar_rate(*, soc: Floats, cell_celsius: float) -> Floats:
    """Return k_T * k_SOC, the calendar loss after one second, as a share per root of a second.

    Args:
        soc: States of charge, 0 to 1.
        cell_celsius: The cells' temperature, 0 to 60. [°C]

    Example:
        >>> rate = calendar_rate(soc=np.array([0.5]), cell_celsius=25.0)
        >>> round(float(rate[0]) * (365 * 86400) ** 0.5, 4)
        0.0425
    """
    kelvin = cell_celsius + _ZERO_CELSIUS
    heat = math.exp(-17126 / _GAS_CONSTANT * (1 / kelvin - 1 / 298.15))
    return np.asarray(1.2571e-5 * heat * (2.8575 * (soc - 0.5) ** 3 + 0.60225), dtype=np.float64)


def cycle_rate(*, c_rate: float, depth: Floats) -> Floats:
    """Return k_C * k_DOC, the loss after one full cycle, as a share per root of a cycle.

    Args:
        c_rate: Power over capacity, 0.2 to 1. [1/h]
        depth: How deep the swings are, 0 to 1.

    Example:
        >>> rate = cycle_rate(c_rate=1.0, depth=np.array([0.8]))
        >>> round(float(rate[0]) * 2500**0.5, 4)
        0.09
    """
    return np.asarray(
        (0.0630 * c_rate + 0.0971) / 100 * (4.0253 * (depth - 0.6) ** 3 + 1.0923), dtype=np.float64
    )


def stress_of(found: Dispatch, *, cell_celsius: float = 25.0) -> Stress:
    """Return what a year's dispatch puts on the cells.

    A swing goes from one turning point of the stored energy to the next; it is half a cycle of its
    depth. The C-rate is the mean one of discharging.

    Args:
        found: The year.
        cell_celsius: The cells' temperature, the same all year, 0 to 60. [°C]

    Raises:
        StorageError: The temperature is outside what was measured.
    """
    require_number(cell_celsius, "temperature of the cells", high=60.0, unit="°C")
    capacity_kwh = found.battery.capacity_kwh
    if not capacity_kwh:
        return Stress(calendar=0.0, cycle=0.0, throughput_kwh=0.0)
    soc = found.stored_kwh / capacity_kwh
    seconds = found.site.steps.hours * _SECONDS_AN_HOUR
    calendar = calendar_rate(soc=(soc[:-1] + soc[1:]) / 2, cell_celsius=cell_celsius)
    depths = swings(soc)
    cycle = cycle_rate(c_rate=_c_rate(found), depth=depths)
    return Stress(
        calendar=float((calendar**2).sum() * seconds),
        cycle=float((cycle**2 * depths).sum() / 2),
        throughput_kwh=found.throughput_kwh,
    )


def swings(soc: Floats) -> Floats:
    """Return the depths of the swings between turning points; rests between count for nothing."""
    changes = np.diff(soc)
    changes = changes[np.abs(changes) > 1e-9]
    if not changes.size:
        return changes
    begins = np.flatnonzero(np.diff(np.sign(changes), prepend=0.0))
    return np.abs(np.add.reduceat(changes, begins))


def _c_rate(found: Dispatch) -> float:
    given = found.discharge_kwh[found.discharge_kwh > 0]
    if not given.size:
        return 0.0
    power_kw = float(given.mean()) / found.site.steps.hours / found.battery.gain_out
    return power_kw / found.battery.capacity_kwh
