"""The information items of the stream, called as the documents call them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated

from annotated_types import Ge, Gt, Len

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


class Load(Enum):
    """At which current a meter was held against the standard."""

    LIGHT = "light"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a meter registered of what went through it, at one load."""

    load: Load
    registration_percent: Annotated[Decimal, Ge(0)]


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class MeterTestReadings:
    """What a technician measured at a meter."""

    meter: str
    tested_at: datetime
    readings: Annotated[tuple[Reading, ...], Len(2)]

    def __post_init__(self) -> None:
        if {each.load for each in self.readings} != set(Load):
            raise ValueError("readings need both loads, light and full")


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class MeterAccuracy:
    """How right a meter is."""

    meter: str
    registration_percent: Annotated[Decimal, Ge(0)]
    is_within_limits: bool


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class BilledEnergy:
    """What was billed by a meter in the half-open period that may be corrected."""

    first_day: date
    end_day: date
    energy_kwh: Annotated[Decimal, Ge(0)]
    price_usd_per_kwh: Annotated[Decimal, Gt(0)]


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class BillAdjustment:
    """What is added to the next bill; less than none is paid back."""

    amount_usd: Decimal
    because: str
    decided_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoOfTheMeter:
    """What the technician saw."""

    content: bytes
