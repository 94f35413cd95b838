"""A battery as its data sheet and its owner describe it."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from penstock.engineering.storage.errors import StorageError, require_number


class Coupling(StrEnum):
    """Where the battery meets the array: behind its own inverter, or before a shared one."""

    AC = "ac"
    DC = "dc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """What a battery can do, and what its owner allows it.

    Energy is counted at the AC side; `stored` energy is what is in the cells. With DC coupling the
    round trip is that of battery and charger alone, and every way to or from AC passes the shared
    inverter once more.

    Args:
        capacity_kwh: Energy between empty and full that the maker lets be used. [kWh]
        charge_kw: The most it takes, at the AC side. [kW]
        discharge_kw: The most it gives, at the AC side. [kW]
        round_trip_efficiency: Energy out for energy in. [0 < x <= 1]
        charge_efficiency: The part of the losses that charging has; the root of the round trip
            where it is not stated. [round trip <= x <= 1]
        min_soc: The lowest state of charge, as a share of the capacity.
        max_soc: The highest one.
        reserve_kwh: What is held back above the lowest state, for outages. [kWh in the cells]
        standby_kw: What its electronics draw all year, at the AC side. [kW]
        coupling: AC or DC.
        inverter_kw: The shared inverter's rating; with DC coupling only. [kW]
        inverter_efficiency: The shared inverter's; with DC coupling only.
        charges_from_grid: Whether it may; otherwise it charges no more than the array yields.
        exports: Whether it may; otherwise it discharges no more than the load, while the array's
            yield may be sold.

    Raises:
        StorageError: A value that no battery has, or a reserve that it cannot hold.
    """

    capacity_kwh: float
    charge_kw: float
    discharge_kw: float
    round_trip_efficiency: float = 0.90
    charge_efficiency: float | None = None
    min_soc: float = 0.0
    max_soc: float = 1.0
    reserve_kwh: float = 0.0
    standby_kw: float = 0.0
    coupling: Coupling = Coupling.AC
    inverter_kw: float | None = None
    inverter_efficiency: float = 0.96
    charges_from_grid: bool = False
    exports: bool = False

    def __post_init__(self) -> None:
        require_number(self.capacity_kwh, "capacity of the battery", unit="kWh")
        require_number(self.charge_kw, "charging power of the battery", unit="kW")
        require_number(self.discharge_kw, "discharging power of the battery", unit="kW")
        require_number(self.standby_kw, "standby power of the battery", unit="kW")
        self._require_efficiencies()
        self._require_states()
        if self.inverter_kw is not None:
            require_number(self.inverter_kw, "rating of the shared inverter", unit="kW")

    def _require_efficiencies(self) -> None:
        least = 0.01
        trip = self.round_trip_efficiency
        require_number(trip, "round-trip efficiency", low=least, high=1.0)
        require_number(self.inverter_efficiency, "inverter's efficiency", low=least, high=1.0)
        if self.charge_efficiency is not None:
            require_number(self.charge_efficiency, "charging efficiency", low=trip, high=1.0)

    def _require_states(self) -> None:
        require_number(self.max_soc, "highest state of charge", high=1.0)
        require_number(self.min_soc, "lowest state of charge", high=self.max_soc)
        require_number(self.reserve_kwh, "reserve of the battery", unit="kWh")
        room_kwh = (self.max_soc - self.min_soc) * self.capacity_kwh
        if self.reserve_kwh > room_kwh * (1 + 1e-9):
            raise StorageError(
                f"The reserve of {self.reserve_kwh:g} kWh is larger than the {room_kwh:g} kWh that "
                "the battery holds between its lowest and highest state of charge. Keep fewer "
                "hours of backup or choose a larger battery."
            )

    @property
    def floor_kwh(self) -> float:
        """What is always in the cells: the lowest state and the reserve, in kWh."""
        return min(self.min_soc * self.capacity_kwh + self.reserve_kwh, self.ceiling_kwh)

    @property
    def ceiling_kwh(self) -> float:
        """The most that is in the cells, in kWh."""
        return self.max_soc * self.capacity_kwh

    @property
    def gain_from_pv(self) -> float:
        """What reaches the cells of a kWh of yield that is not sent to AC; yield counts as AC."""
        return self._charging / (self._inverter if self.coupling is Coupling.DC else 1.0)

    @property
    def gain_from_grid(self) -> float:
        """What reaches the cells of a kWh from the grid."""
        return self._charging * self._inverter

    @property
    def gain_out(self) -> float:
        """What reaches AC of a kWh out of the cells."""
        return self.round_trip_efficiency / self._charging * self._inverter

    @property
    def _charging(self) -> float:
        return self.charge_efficiency or math.sqrt(self.round_trip_efficiency)

    @property
    def _inverter(self) -> float:
        return self.inverter_efficiency if self.coupling is Coupling.DC else 1.0

    @property
    def charges_from_any(self) -> bool:
        """Whether a kWh from the array and one from the grid are the same to it."""
        return self.charges_from_grid and self.coupling is Coupling.AC

    @property
    def shared_inverter_kw(self) -> float | None:
        """The rating that array and battery share, in kW; None where they share no inverter."""
        return self.inverter_kw if self.coupling is Coupling.DC else None

    def faded(self, share: float) -> "Battery":
        """Return the battery with a share of its capacity left; its reserve is kept if it can be.

        Args:
            share: Of the capacity, 0 to 1.
        """
        require_number(share, "remaining share of capacity", high=1.0)
        capacity_kwh = self.capacity_kwh * share
        room_kwh = (self.max_soc - self.min_soc) * capacity_kwh
        return replace(self, capacity_kwh=capacity_kwh, reserve_kwh=min(self.reserve_kwh, room_kwh))
