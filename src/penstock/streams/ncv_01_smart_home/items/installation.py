"""The items of NCV-01.5: what came, how to get in, what was installed, and what was reported."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Cents, Count, Text

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredDevice:
    """A device as its maker delivered it.

    Args:
        article: The article's number.
        model: What the maker calls it.
        serial: Its serial number.
    """

    article: Text
    model: Text
    serial: Text


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Devices:
    """The devices that are on the van.

    Args:
        devices: Each of them.
    """

    devices: Annotated[tuple[DeliveredDevice, ...], MinLen(1)]


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAccess:
    """How the technician gets in.

    Args:
        lets_in: Who lets them in.
        phone: Where that person is reached.
        notes: Dogs, codes of gates, where to park.
    """

    lets_in: Text
    phone: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledDevice:
    """A device that hangs where it should, and answers.

    Args:
        device: Its name among those of the home, in its topics.
        article: The article's number.
        room: Where it is.
        serial: Its serial number.
        firmware: What runs on it.
        signal_dbm: How strong its signal is; None where it is wired. [dBm]
        wiring: The wiring that was found.
        answered_at: When it first answered; None where it has not.
    """

    device: Text
    article: Text
    room: str
    serial: Text
    firmware: str = ""
    signal_dbm: Annotated[int, Ge(-120), Le(0)] | None = None
    wiring: str = ""
    answered_at: datetime | None = None


@information_item(
    side=_SIDE,
    sensitivity=_PERSONAL,
    term="Devices installed & configured",
    also=("Installed devices",),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DevicesInstalledConfigured:
    """What was installed and answers.

    Args:
        home: The home, as its topics call it.
        devices: Each device.
        installed_at: When the last of them was done.
    """

    home: Text
    devices: Annotated[tuple[InstalledDevice, ...], MinLen(1)]
    installed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit of the home.

    Args:
        technician: Who came.
        began_at: When the work began.
        ended_at: When it ended.
        left_open: What it could not finish; empty where nothing is left.
        return_at: When somebody comes for that; booked before the van leaves.
    """

    technician: Text
    began_at: datetime
    ended_at: datetime
    left_open: tuple[str, ...] = ()
    return_at: datetime | None = None


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationReport:
    """What was done, and what it costs beside what was quoted.

    Args:
        visits: Each visit, the first one first.
        quoted_cents: What was quoted to be paid once. [cents]
        billed_cents: What is billed. [cents]
        difference_cents: Quoted less billed. [cents]
        incidents: How many safety incidents there were.
        photos: SHA-256 of each picture.
        installations: How many installations it is about: one.
        first_time_fixes: How many of them were done at the first visit, and not opened again.
    """

    visits: tuple[Visit, ...] = ()
    quoted_cents: Cents
    billed_cents: Cents
    difference_cents: int
    incidents: Count
    photos: tuple[str, ...] = ()
    installations: Annotated[int, Ge(1), Le(1)] = 1
    first_time_fixes: Annotated[int, Ge(0), Le(1)] = 0

    def __post_init__(self) -> None:
        if self.first_time_fixes and len(self.visits) > 1:
            raise ValueError("what took several visits was not done at the first one")
        if self.difference_cents != self.quoted_cents - self.billed_cents:
            raise ValueError("difference_cents is not quoted_cents less billed_cents")
