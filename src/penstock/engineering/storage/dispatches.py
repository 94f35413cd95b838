"""What a battery did in a year, step by step."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.errors import Floats
from penstock.engineering.storage.years import SiteYear, bill_dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """The flows of a year; energy at the AC side, in kWh per step, shape (n,).

    Args:
        site: The year.
        battery: The battery.
        from_pv_kwh: What charging took from the yield.
        from_grid_kwh: What charging took from the grid.
        discharge_kwh: What discharging gave.
        curtailed_kwh: Yield that nobody took.
        import_kwh: Through the meter, inwards.
        export_kwh: Through the meter, outwards; zero in a step that imports.
        stored_kwh: What is in the cells, from the beginning of the year to its end. Shape (n + 1,).
    """

    site: SiteYear
    battery: Battery
    from_pv_kwh: Floats
    from_grid_kwh: Floats
    discharge_kwh: Floats
    curtailed_kwh: Floats
    import_kwh: Floats
    export_kwh: Floats
    stored_kwh: Floats

    @property
    def charge_kwh(self) -> Floats:
        """What charging took. Shape (n,), in kWh."""
        return self.from_pv_kwh + self.from_grid_kwh

    @property
    def bill_dollars(self) -> float:
        """What the year costs at its prices, in dollars."""
        return bill_dollars(self.site, import_kwh=self.import_kwh, export_kwh=self.export_kwh)

    @property
    def throughput_kwh(self) -> float:
        """What the battery gave in the year, as warranties count it, in kWh."""
        return float(self.discharge_kwh.sum())

    @property
    def full_cycles(self) -> float:
        """How many times the whole capacity went out of the cells."""
        if not self.battery.capacity_kwh:
            return 0.0
        return self.throughput_kwh / self.battery.gain_out / self.battery.capacity_kwh

    @property
    def self_consumption(self) -> float:
        """The share of the yield that was neither exported nor curtailed; 0 without yield."""
        sun_kwh = float(self.site.yield_kwh.sum())
        lost_kwh = float(self.export_kwh.sum() + self.curtailed_kwh.sum())
        return max(0.0, 1.0 - lost_kwh / sun_kwh) if sun_kwh else 0.0


def through_the_meter(
    site: SiteYear, battery: Battery, *, charge_kwh: Floats, gives_kwh: Floats
) -> tuple[Floats, Floats]:
    """Return import and export of each step, of which one is zero.

    import - export = load + standby + charge - (yield - curtailed + discharge)

    Args:
        site: The year.
        battery: The battery; it draws its standby power.
        charge_kwh: What charging takes. Shape (n,).
        gives_kwh: Yield that is not curtailed and what discharging gives. Shape (n,).
    """
    standby_kwh = battery.standby_kw * site.steps.hours
    net_kwh = site.load_kwh + standby_kwh + charge_kwh - gives_kwh
    return np.maximum(net_kwh, 0.0), np.maximum(-net_kwh, 0.0)


def without_battery(site: SiteYear, *, inverter_kw: float | None = None) -> Dispatch:
    """Return the year as it is without a battery: what the limits do not let out is curtailed.

    Args:
        site: The year.
        inverter_kw: The rating of an inverter that a battery would share, if it limits the yield.
    """
    nothing = np.zeros(site.steps.count)
    through = np.inf if inverter_kw is None else inverter_kw * site.steps.hours
    clipped_kwh = np.maximum(site.yield_kwh - through, 0.0)
    most = np.inf if site.export_limit_kw is None else site.export_limit_kw * site.steps.hours
    unwanted = np.where(site.sell_dollars_per_kwh < 0, 0.0, most)
    surplus_kwh = np.maximum(site.yield_kwh - clipped_kwh - site.load_kwh, 0.0)
    curtailed_kwh = clipped_kwh + surplus_kwh - np.minimum(surplus_kwh, unwanted)
    none = Battery(capacity_kwh=0.0, charge_kw=0.0, discharge_kw=0.0)
    import_kwh, export_kwh = through_the_meter(
        site, none, charge_kwh=nothing, gives_kwh=site.yield_kwh - curtailed_kwh
    )
    return Dispatch(
        site=site,
        battery=none,
        from_pv_kwh=nothing,
        from_grid_kwh=nothing,
        discharge_kwh=nothing,
        curtailed_kwh=curtailed_kwh,
        import_kwh=import_kwh,
        export_kwh=export_kwh,
        stored_kwh=np.zeros(site.steps.count + 1),
    )
