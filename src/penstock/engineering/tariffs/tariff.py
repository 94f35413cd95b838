"""A tariff as values: periods with their tiers, when they hold, and what else is charged."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from penstock.engineering.tariffs.holidays import NO_HOLIDAYS, HolidayRule
from penstock.engineering.tariffs.rules import NO_CREDITS, ZERO, Credits, Ratchet, Rider, RiderUnit


class Commodity(StrEnum):
    """What flows through the meter."""

    ELECTRICITY = "electricity"
    GAS = "gas"


class TierUnit(StrEnum):
    """What a tier's upper limit counts."""

    ENERGY = "kWh"
    DAILY = "kWh daily"
    PER_POWER = "kWh/kW"
    PER_POWER_DAILY = "kWh/kW daily"
    POWER = "kW"
    THERM = "therm"
    THERM_DAILY = "therm daily"

    @property
    def is_daily(self) -> bool:
        """Tell whether the limit is multiplied by the days of the month."""
        return self.value.endswith("daily")

    @property
    def is_per_power(self) -> bool:
        """Tell whether the limit is multiplied by the peak of the month."""
        return self in {TierUnit.PER_POWER, TierUnit.PER_POWER_DAILY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """A price up to a limit.

    Args:
        rate: The price. [$/kWh, $/kW or $/therm]
        adjustment: What is added to it. [$/kWh, $/kW or $/therm]
        sell: What is paid for energy that flows out. [$/kWh]
        up_to: Where the tier ends, in its unit; None for the last one.
        unit: What the limit counts.
    """

    rate: Decimal
    adjustment: Decimal = ZERO
    sell: Decimal = ZERO
    up_to: Decimal | None = None
    unit: TierUnit = TierUnit.ENERGY

    @property
    def price(self) -> Decimal:
        """The price with its adjustment [$/kWh, $/kW or $/therm]."""
        return self.rate + self.adjustment


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Hours that share their prices.

    Args:
        label: What people call it, such as `Peak`.
        tiers: Its prices, the lowest limit first.
    """

    label: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Which period holds when, by month and hour of the clock on the wall.

    Args:
        periods: The periods, by number.
        weekday: The number of the period, 12 months x 24 hours, Monday to Friday.
        weekend: The same for Saturday, Sunday and the tariff's holidays.
    """

    periods: tuple[Period, ...]
    weekday: tuple[tuple[int, ...], ...]
    weekend: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatDemand:
    """What the peak of a month costs, whatever the hour.

    Args:
        periods: The prices of seasons, by number.
        months: The number of the season, for each month.
    """

    periods: tuple[Period, ...]
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A price list that a customer's energy is billed under.

    Args:
        label: Its short name, such as `RES-E`.
        name: What the utility calls it.
        utility: Who offers it.
        energy: The prices of energy by period, and when each holds.
        commodity: What is sold.
        zone: The time zone of the place, by its IANA name; empty where the tariff does not say.
        in_force_from: The first day it holds, where it is known.
        fixed_per_month: The customer charge. [$/month]
        fixed_per_day: The customer charge where it goes by days. [$/day]
        minimum_per_month: The least bill of a month. [$/month]
        minimum_per_day: The least bill of a month where it goes by days. [$/day]
        minimum_per_year: The least sum of a year's bills. [$/year]
        flat_demand: What the peak of a month costs.
        tou_demand: What the peak within each period costs.
        demand_window_minutes: Over how long demand is averaged; None for a step's own length.
        ratchet: How earlier peaks keep the billed demand up.
        reactive_price: What a kvar at the peak costs. [$/kvar]
        power_factor_target: Demand charges rise by target/actual below it; None for no such rule.
        credits: How energy that flows out is paid for.
        riders: Charges beside the prices.
        holidays: Days that are billed as weekends.
        assumed: Names of fields whose values are nobody's publication but plausible ones.
        notes: What a reader has to know of how it is billed.
        document: The JSON it was read from, with fields that this program does not know.
    """

    label: str
    name: str
    utility: str
    energy: Schedule
    commodity: Commodity = Commodity.ELECTRICITY
    zone: str = ""
    in_force_from: date | None = None
    fixed_per_month: Decimal = ZERO
    fixed_per_day: Decimal = ZERO
    minimum_per_month: Decimal = ZERO
    minimum_per_day: Decimal = ZERO
    minimum_per_year: Decimal = ZERO
    flat_demand: FlatDemand | None = None
    tou_demand: Schedule | None = None
    demand_window_minutes: int | None = None
    ratchet: Ratchet | None = None
    reactive_price: Decimal = ZERO
    power_factor_target: Decimal | None = None
    credits: Credits = NO_CREDITS
    riders: tuple[Rider, ...] = ()
    holidays: HolidayRule = NO_HOLIDAYS
    assumed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    document: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def unit(self) -> str:
        """The unit of what is sold: kWh or therm."""
        return "therm" if self.commodity is Commodity.GAS else "kWh"

    @property
    def bills_demand(self) -> bool:
        """Tell whether anything is charged by the peak."""
        per_power = any(t.unit.is_per_power for p in self.energy.periods for t in p.tiers)
        riders = any(each.unit is RiderUnit.POWER for each in self.riders)
        return (
            bool(self.flat_demand or self.tou_demand or self.reactive_price) or per_power or riders
        )
