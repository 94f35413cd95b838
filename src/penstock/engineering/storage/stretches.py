"""A stretch of a site's year that is solved at once."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.errors import Floats
from penstock.engineering.storage.years import SiteYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Steps in one programme, from `first` to before `last`.

    Args:
        site: The year.
        battery: The battery.
        first: The first step.
        last: The step after the last one.
        stored_kwh: What is in the cells when it begins. [kWh]
        wear_dollars_per_kwh: What a kWh that is discharged costs beside the bill. [$/kWh]
    """

    site: SiteYear
    battery: Battery
    first: int
    last: int
    stored_kwh: float
    wear_dollars_per_kwh: float = 0.0

    def cut(self, values: Floats) -> Floats:
        """Return the part of a yearly series that lies in the stretch."""
        return values[self.first : self.last]

    @property
    def demand_kwh(self) -> Floats:
        """What has to be served in each step: load and standby, in kWh."""
        standby_kwh = self.battery.standby_kw * self.site.steps.hours
        return self.cut(self.site.load_kwh) + standby_kwh

    def most_kwh(self, power_kw: float | None) -> Floats:
        """Return what a power comes to in each step, in kWh; infinite where there is no limit."""
        energy = np.inf if power_kw is None else power_kw * self.site.steps.hours
        return np.full(self.last - self.first, energy)
