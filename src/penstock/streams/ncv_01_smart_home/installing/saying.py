"""What people say in NCV-01.4 and .5."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from penstock.casework.appointment.jobs import Window

Text = Annotated[str, MinLen(1)]
Degrees = Annotated[float, Ge(-180), Le(180)]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWish:
    """When a technician may come, and where to; windows are when the work may begin.

    Args:
        latitude: Where the home is; as before where nobody says. [degrees, WGS 84]
        longitude: Likewise.
        earliest: The first day that suits; else the one after the last part is promised.
        windows: When somebody can let them in; empty for any working time.
        minutes: How long it takes; else what the devices ask for. [min]
        because: Why an appointment is moved that was made before.
    """

    latitude: Annotated[float, Ge(-90), Le(90)] | None = None
    longitude: Degrees | None = None
    earliest: date | None = None
    windows: tuple[Window, ...] = ()
    minutes: Annotated[int, Gt(0)] | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitsCustomer:
    """That the customer said that the appointment suits them, and how: by telephone, by letter."""

    by: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDays:
    """That the customer moves the appointment: days that suit them, of which the soonest counts."""

    days: Annotated[tuple[date, ...], MinLen(1), MaxLen(20)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyThere:
    """That nobody let the technician in.

    Args:
        waited_until: How long the technician waited.
        words: What they saw, and whom they called.
        windows: When somebody can let them in; as before where nobody says.
    """

    waited_until: datetime
    words: str = ""
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicianIllness:
    """That the technician of the appointment cannot come, from when to when, and why."""

    since: datetime
    until: datetime
    because: Text = "ill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """Something that was not quoted and that the customer agreed to on site."""

    what: Text
    cents: int
    agreed_by: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """That the technicians leave and somebody comes again; booked before the van leaves.

    Args:
        because: Why it cannot be finished today.
        earliest: The first day that suits; else tomorrow.
        windows: When somebody can let them in; as before where nobody says.
        minutes: How long the rest takes; else by the steps that are open. [min]
    """

    because: Text
    earliest: date | None = None
    windows: tuple[Window, ...] = ()
    minutes: Annotated[int, Gt(0)] | None = None
