"""Homes and devices as the company knows them: whose they are, and what was made of an offer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from penstock.casework.device.discovery import Announcement
from penstock.casework.device.entries import Entry, OfDevice, next_version
from penstock.casework.device.identity import DeviceId, require_name

USUALLY_EVERY = timedelta(minutes=5)


class RegistryError(ValueError):
    """Something cannot be done with a home or a device as it stands."""


class State(StrEnum):
    """What became of a device that announced itself."""

    OFFERED = "offered"
    """It spoke or announced itself, and nobody has said that it belongs here."""
    ADOPTED = "adopted"
    RETIRED = "retired"
    """It was taken out; what it says is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Entry):
    """A home whose devices are heard.

    Args:
        name: Its name, which is also its user at the broker.
        customer: Whose it is.
        premise: The service address, spelt as consents spell it.
        account: The account, likewise.
        case_id: The case that brought it; empty for none.
        coldest_c: Below it a room is too cold. [°C]
        hottest_c: Above it a room is too hot. [°C]
        entered_by: Who entered it.
        entered_at: When.
        version: Counts from 1.
    """

    name: str
    customer: str
    premise: str
    account: str
    case_id: str = ""
    coldest_c: int = 15
    hottest_c: int = 31
    entered_by: str = ""
    entered_at: datetime
    version: int = 1

    def __post_init__(self) -> None:
        require_name(self.name, of="home")
        if not all((self.customer, self.premise, self.account)):
            raise RegistryError(
                f"The home {self.name} lacks its customer, premise or account; name all three, for "
                "consents are given about them."
            )

    @property
    def key(self) -> str:
        """By what it is kept."""
        return self.name

    @property
    def home(self) -> str:
        """The home that it is of: itself."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(OfDevice):
    """A device of a home.

    Args:
        of: Which.
        state: What became of it.
        name: What people call it.
        model: Its model.
        maker: Who made it.
        serial: Its serial number; empty while nobody knows it.
        firmware: Its firmware, as it was last announced.
        kinds: What kinds of things it has, such as `climate`.
        units: The units that it announced, by quantity, as `quantity=unit`.
        every_s: How often it speaks at least. [s]
        is_commanded: Whether it can be told what to do.
        install: What it announced to be told so that it installs newer firmware; empty where it
            announced nothing.
        through: The device of its home that it speaks through, such as a hub; empty for none.
        case_id: The case in which it was adopted; empty for none.
        offered_at: When it was first heard.
        adopted_by: Who adopted it; empty while nobody has.
        adopted_at: When.
        because: Why it was retired; empty otherwise.
        version: Counts from 1.
    """

    of: DeviceId
    state: State = State.OFFERED
    name: str = ""
    model: str = ""
    maker: str = ""
    serial: str = ""
    firmware: str = ""
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    every_s: int = int(USUALLY_EVERY.total_seconds())
    is_commanded: bool = False
    install: str = ""
    through: str = ""
    case_id: str = ""
    offered_at: datetime
    adopted_by: str = ""
    adopted_at: datetime | None = None
    because: str = ""
    version: int = 1

    @property
    def standing(self) -> str:
        """What lists look for."""
        return self.state.value

    @property
    def called(self) -> str:
        """What people call it; its name in the home where nobody said anything else."""
        return self.name or self.of.device

    @property
    def every(self) -> timedelta:
        """How often it speaks at least."""
        return timedelta(seconds=self.every_s)

    @property
    def hub(self) -> DeviceId | None:
        """The device that it speaks through; None for none."""
        return DeviceId(self.of.home, self.through) if self.through else None

    @property
    def unit_of(self) -> dict[str, str]:
        """The units that it announced, by quantity."""
        return dict(each.split("=", 1) for each in self.units)


def offered(of: DeviceId, *, at: datetime) -> Device:
    """Return a device that was heard, and that nobody knows."""
    return Device(of=of, offered_at=at)


def described(device: Device, thing: Announcement) -> Device:
    """Return a device with what it announces of one of its things; the same where nothing is new.

    The serial number of a device that was adopted stays: another one is another device.
    """
    unit = f"{thing.quantity}={thing.unit}"
    units = {*device.units, unit} if thing.quantity and thing.unit else {*device.units}
    is_adopted = device.state is State.ADOPTED and device.serial
    after = replace(
        device,
        name=device.name or thing.device_name,
        model=thing.model or device.model,
        maker=thing.maker or device.maker,
        serial=device.serial if is_adopted else thing.serial or device.serial,
        firmware=thing.firmware or device.firmware,
        kinds=tuple(sorted({*device.kinds, thing.component})),
        units=tuple(sorted(units)),
        every_s=thing.every_s or device.every_s,
        is_commanded=device.is_commanded or thing.is_commanded,
        install=thing.install or device.install,
        through=thing.through or device.through,
    )
    return next_version(after) if after != device else device


def redescribed(device: Device, by: Device) -> Device:
    """Return a device with the description of another version of it, and all else as it stands."""
    is_adopted = device.state is State.ADOPTED and device.serial
    return next_version(
        device,
        name=device.name or by.name,
        model=by.model,
        maker=by.maker,
        serial=device.serial if is_adopted else by.serial,
        firmware=by.firmware,
        kinds=by.kinds,
        units=by.units,
        every_s=by.every_s,
        is_commanded=by.is_commanded,
        install=by.install,
        through=by.through,
    )


def adopted(
    device: Device, *, by: str, at: datetime, serial: str = "", name: str = "", case_id: str = ""
) -> Device:
    """Return a device that somebody says belongs to its home; also one that is adopted again."""
    return next_version(
        device,
        state=State.ADOPTED,
        serial=serial or device.serial,
        name=name or device.name,
        case_id=case_id or device.case_id,
        adopted_by=by,
        adopted_at=at,
        because="",
    )


def retired(device: Device, *, because: str) -> Device:
    """Return a device that was taken out.

    Raises:
        RegistryError: Nobody says why.
    """
    if not because.strip():
        raise RegistryError(f"Say why {device.of} is retired; it is not heard any more then.")
    return next_version(device, state=State.RETIRED, because=because)
