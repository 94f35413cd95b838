"""What decides whether devices fit a home: heating, wires, panel, rooms, who lives there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Cents, Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


class Need(StrEnum):
    """What a household wants of its devices."""

    COMFORT = "comfort"
    SAVINGS = "savings"
    PRICES = "cheaper hours"
    AWAY = "looking after an empty home"
    LEAKS = "finding leaks"


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNeeds:
    """What a household wants, in its own order.

    Args:
        needs: What for.
        tier: `basic` or `premium`.
        budget_cents: What it wants to spend at once at most; None where it did not say. [cents]
        words: What else it says.
    """

    needs: Annotated[tuple[Need, ...], MinLen(1)]
    tier: str = "basic"
    budget_cents: Cents | None = None
    words: str = ""


class System(StrEnum):
    """What heats and cools."""

    FURNACE = "furnace"
    HEAT_PUMP = "heat pump"
    BOILER = "boiler"
    BASEBOARD = "line-voltage baseboard"
    MINI_SPLIT = "mini-split"
    NONE = "none"


class Fuel(StrEnum):
    """What heats."""

    GAS = "gas"
    ELECTRIC = "electric"
    OIL = "oil"
    OTHER = "other"


class Occupant(StrEnum):
    """Who lives in the home."""

    OWNER = "owner"
    TENANT = "tenant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room that may get devices.

    Args:
        name: What the household calls it.
        wifi_dbm: How strong the wireless network is there; None where nobody measured. [dBm]
        thermostats: How many thermostats hang there.
        free_outlets: How many outlets could take a plug.
        wanted_plugs: How many plugs the household wants there.
        has_water: Whether water could leak there.
        outside_doors: How many doors and windows lead outside.
    """

    name: Text
    wifi_dbm: Annotated[int, Ge(-120), Le(0)] | None = None
    thermostats: Annotated[int, Ge(0), Le(9)] = 0
    free_outlets: Annotated[int, Ge(0), Le(40)] = 0
    wanted_plugs: Annotated[int, Ge(0), Le(40)] = 0
    has_water: bool = False
    outside_doors: Annotated[int, Ge(0), Le(40)] = 0


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDetails:
    """What is known of a home before anything is quoted; None is what nobody knows yet.

    Args:
        system: What heats and cools.
        fuel: What it burns or uses.
        has_cooling: Whether it cools too.
        has_c_wire: Whether a common wire reaches the thermostat.
        is_communicating: Whether the maker's own bus runs between thermostat and equipment.
        free_breakers: How many places of the panel are free.
        occupant: Owner or tenant.
        landlord_agrees: Whether the landlord agreed to changes, where a tenant asks.
        has_internet: Whether the home is connected.
        floor_m2: How large it is. [m²]
        rooms: Its rooms.
        zone: IANA name of its time zone.
        seen_on: When somebody looked; None where the household told it.
    """

    system: System
    fuel: Fuel
    has_cooling: bool = False
    has_c_wire: bool | None = None
    is_communicating: bool | None = None
    free_breakers: Annotated[int, Ge(0), Le(60)] | None = None
    occupant: Occupant
    landlord_agrees: bool | None = None
    has_internet: bool = True
    floor_m2: Annotated[int, Ge(5), Le(5000)] | None = None
    rooms: Annotated[tuple[Room, ...], MinLen(1)]
    zone: str = "America/New_York"
    seen_on: date | None = None

    def __post_init__(self) -> None:
        names = [each.name.casefold() for each in self.rooms]
        if len(set(names)) < len(names):
            raise ValueError("two rooms have one name; call them apart, such as “Bedroom 2”")
