"""What a battery's controller does in a step, from what it knows in that step."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.storage.batteries import Battery, Coupling
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.years import SiteYear

Flags = NDArray[np.bool_]
_NOISE_KWH = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What the controller is set to do in each step of a year. Shape (n,) each.

    Args:
        discharges: The battery serves the load.
        sells: It discharges as much as it can, and the surplus is exported.
        fills: It charges from the grid, as far as the dearest steps will need more than the sun
            gives.
        dearest: A kWh costs more than in the rest of the day, or the same.
        stores: Surplus yield is worth more in the cells than sold.
    """

    discharges: Flags
    sells: Flags
    fills: Flags
    dearest: Flags
    stores: Flags


class Controller:
    """Acts step by step; it remembers what is stored, what yesterday was like and the peaks so far.

    Args:
        site: The year; of load and yield, only the step that is acted in is looked at.
        battery: The battery.
        plan: What it is set to do.
    """

    def __init__(self, site: SiteYear, battery: Battery, plan: Schedule) -> None:
        hours = site.steps.hours
        load_kwh = site.load_kwh + battery.standby_kw * hours
        self._site = site
        self._load: list[float] = load_kwh.tolist()
        self._yield: list[float] = site.yield_kwh.tolist()
        self._short: list[float] = (load_kwh - site.yield_kwh).tolist()
        self._discharges: list[bool] = plan.discharges.tolist()
        self._sells: list[bool] = plan.sells.tolist()
        self._fills: list[bool] = plan.fills.tolist()
        self._stores: list[bool] = plan.stores.tolist()
        self._charge, self._discharge = battery.charge_kw * hours, battery.discharge_kw * hours
        self._most_in = _energy(site.import_limit_kw, hours)
        self._most_out = _energy(site.export_limit_kw, hours)
        # What nobody buys is not sold.
        self._out: list[float] = np.where(
            site.sell_dollars_per_kwh < 0, 0.0, self._most_out
        ).tolist()
        shared = battery.inverter_kw if battery.coupling is Coupling.DC else None
        self._inverter = _energy(shared, hours)
        self._peaks = _Peaks(site)
        self._watches = self._peaks.are_charged or self._most_in < math.inf
        self._steps_a_day = round(24 / hours)
        # Asked for several times in every step; the battery works them out each time.
        self._floor, self._ceiling = battery.floor_kwh, battery.ceiling_kwh
        self._gain_from_pv, self._gain_out = battery.gain_from_pv, battery.gain_out
        self._gain_from_grid = battery.gain_from_grid
        self._stored = self._filled = self._floor
        self._room_from = self._ceiling
        self._surplus_today = 0.0
        self._needs = self._needs_of_days(plan.dearest)

    def act(self, step: int) -> tuple[float, float, float, float, float]:
        """Return charge from yield and from grid, discharge, curtailed yield and what is stored."""
        if step and step % self._steps_a_day == 0:
            self._begin_day(step // self._steps_a_day)
        short, ceiling = self._short[step], self._highest(step) if self._watches else math.inf
        discharge = from_pv = from_grid = 0.0
        if short > 0 or self._sells[step]:
            discharge = self._discharged(step, short, ceiling)
        if short < 0 and not discharge:
            from_pv = self._from_pv(step, -short)
        if self._fills[step] and not discharge:
            from_grid = self._from_grid(ceiling - max(short, 0.0), from_pv)
        curtailed = self._curtailed(step, discharge - from_pv)
        if self._watches:
            self._watch(step, from_pv + from_grid, curtailed, discharge)
        self._stored += self._gain_from_pv * from_pv + self._gain_from_grid * from_grid
        self._stored -= discharge / self._gain_out
        return from_pv, from_grid, discharge, curtailed, self._stored

    def _needs_of_days(self, dearest: Flags) -> list[float]:
        """Return what the dearest steps of each day take out of the cells [kWh]."""
        short = np.minimum(np.maximum(self._short, 0.0), self._discharge) / self._gain_out
        wanted = np.where(dearest, short, 0.0)
        firsts = np.arange(0, len(wanted), self._steps_a_day)
        needs: list[float] = np.add.reduceat(wanted, firsts).tolist()
        return needs

    def _begin_day(self, day: int) -> None:
        """Take for today what yesterday was: its surplus, and the need of its dearest steps."""
        self._room_from = max(self._floor, self._ceiling - self._surplus_today)
        missing = max(0.0, self._needs[day - 1] - self._surplus_today)
        self._filled = min(self._floor + missing, self._room_from)
        self._surplus_today = 0.0

    def _highest(self, step: int) -> float:
        return min(self._most_in, self._peaks.highest(step))

    def _watch(self, step: int, charge: float, curtailed: float, discharge: float) -> None:
        """Hold what comes in against its limit, and remember it where peaks are charged."""
        import_kwh = self._load[step] + charge - (self._yield[step] - curtailed) - discharge
        self._require_limit(step, import_kwh)
        self._peaks.see(step, import_kwh)

    def _discharged(self, step: int, short: float, ceiling: float) -> float:
        """Return what the cells give, of the load that the sun leaves and of what is to be sold."""
        available = (self._stored - self._floor) * self._gain_out
        if available <= 0:
            return 0.0
        limit = min(self._discharge, available)
        if self._sells[step]:
            return max(0.0, min(limit, short + self._most_out, self._inverter + short))
        if short <= 0:
            return 0.0
        spare = max(self._stored - self._room_from, 0.0) * self._gain_out
        wanted = short if self._discharges[step] else min(short, spare)
        free = self._inverter - self._yield[step]
        return max(0.0, min(limit, max(wanted, short - ceiling), free))

    def _from_pv(self, step: int, surplus: float) -> float:
        """Return what charging takes: all surplus, or only what cannot be sold."""
        if not self._stores[step]:
            surplus -= self._most_out
        if surplus <= 0:
            return 0.0
        most = min(surplus, self._charge)
        self._surplus_today += most * self._gain_from_pv
        room = self._ceiling - self._stored
        return min(most, room / self._gain_from_pv) if room > 0 else 0.0

    def _from_grid(self, below: float, from_pv: float) -> float:
        room = self._filled - self._stored - from_pv * self._gain_from_pv
        return max(0.0, min(self._charge - from_pv, room / self._gain_from_grid, below))

    def _curtailed(self, step: int, given: float) -> float:
        """Return the yield that the export limit, the price or the shared inverter keeps back."""
        out = self._out[step]
        if out == self._inverter == math.inf:
            return 0.0
        over = max(given - self._short[step] - out, self._yield[step] + given - self._inverter, 0.0)
        return min(over, self._yield[step] + min(given, 0.0))

    def _require_limit(self, step: int, import_kwh: float) -> None:
        if import_kwh > self._most_in + _NOISE_KWH:
            raise StorageError(
                f"At {self._site.moment(step)} a controller without foresight would import "
                f"{import_kwh:.2f} kWh, more than the import limit of "
                f"{self._site.import_limit_kw:g} kW allows. Raise the limit or keep a reserve."
            )


class _Peaks:
    """The highest imports so far of the periods whose peaks are charged."""

    def __init__(self, site: SiteYear) -> None:
        charged = [period for period in site.demand if period.dollars_per_kw]
        self._of_step: list[list[int]] = [[] for _ in range(site.steps.count if charged else 0)]
        for place, period in enumerate(charged):
            for step in period.steps.tolist():
                self._of_step[step].append(place)
        self._levels = [0.0] * len(charged)
        self.are_charged = bool(charged)

    def highest(self, step: int) -> float:
        """Return the import that raises no peak; infinite where no peak is charged."""
        if not self.are_charged:
            return math.inf
        places = self._of_step[step]
        return min((self._levels[place] for place in places), default=math.inf)

    def see(self, step: int, import_kwh: float) -> None:
        """Remember what was imported in a step."""
        for place in self._of_step[step] if self.are_charged else ():
            self._levels[place] = max(self._levels[place], import_kwh)


def _energy(power_kw: float | None, hours: float) -> float:
    return math.inf if power_kw is None else power_kw * hours
