"""What people say in NCV-03.5."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.appointment.jobs import Window

Text = Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWish:
    """By when parts have to be on the site; without a day, a week before the promised one."""

    need_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """What goes back to a supplier, and why."""

    order: Text
    part_number: Text
    quantity: Annotated[int, Gt(0)]
    because: Text
    serial_numbers: tuple[str, ...] = ()
    is_replaced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledOff:
    """Why what is still to come is called off: of one order, or of all."""

    because: Text
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewWish:
    """When a crew may come; windows are when work may begin.

    Args:
        earliest: The first day that suits; else the one after the last part is promised.
        windows: When the customer can be there; empty for any working time.
        minutes: How long it takes; else by the size of the system. [min]
        because: Why an appointment is moved that was made before.
    """

    earliest: date | None = None
    windows: tuple[Window, ...] = ()
    minutes: Annotated[int, Gt(0)] | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewIllness:
    """That the crew of the appointment cannot come, from when to when, and why."""

    since: datetime
    until: datetime
    because: Text = "ill"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewReleased:
    """Why no crew is needed."""

    because: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChange:
    """What the site makes necessary to be built another way, and why."""

    what: Text
    because: Text
