"""The items of NCV-01.4: what the visit needs, when it is, and the kit that is packed for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Count, Text

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationRequirements:
    """What the makers of the devices ask of whoever installs them.

    Args:
        skills: What the technician has to be trained for.
        minutes: How long the work takes.
        articles: The articles that it is about.
        notes: What else their papers ask for.
    """

    skills: tuple[str, ...]
    minutes: Annotated[int, Ge(1)]
    articles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledInstallation:
    """When which technician comes.

    Args:
        technician: Who.
        begin: When the visit begins.
        end: When it ends.
        booked_minutes: How long the technician is booked that day, ways included.
        available_minutes: How long they could work that day.
        confirmed_by_customer: Whether the customer said yes.
        moved: How often it was moved before.
    """

    technician: Text
    begin: datetime
    end: datetime
    booked_minutes: Count
    available_minutes: Annotated[int, Ge(1)]
    confirmed_by_customer: bool = False
    moved: Count = 0

    def __post_init__(self) -> None:
        if self.end <= self.begin:
            raise ValueError("the visit ends before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedDevice:
    """A device that is kept for one home.

    Args:
        article: The article's number.
        serial: Which one; empty for articles without serial numbers.
        room: Where it goes.
    """

    article: Text
    serial: str = ""
    room: str = ""


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentPrepared:
    """The kit of a visit, packed and registered ahead of it.

    Args:
        devices: What is in it.
        packed_by: Who packed it.
        packed_at: When.
    """

    devices: Annotated[tuple[ReservedDevice, ...], MinLen(1)]
    packed_by: Text
    packed_at: datetime
