"""Homes and their devices, drawn by the dice of a seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from penstock.simulation.chances import dice as dice_of
from penstock.simulation.homes.kinds import SHARES, DeviceKind, Temper

_ROOMS = ("hall", "kitchen", "living", "bedroom", "study", "bath", "cellar", "attic")
_KINDS = (DeviceKind.THERMOSTAT, DeviceKind.PLUG, DeviceKind.SENSOR, DeviceKind.PLUG)
HUB = "hub"
HONEST: Mapping[Temper, int] = {Temper.HONEST: 1}
"""Shares of homes in which all goes well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDevice:
    """A device as it is drawn.

    Args:
        home: The name of its home.
        name: Its own.
        kind: What it is.
        temper: How it conducts itself.
        serial: Its serial number.
        room: Where it stands.
    """

    home: str
    name: str
    kind: DeviceKind
    temper: Temper
    serial: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnHome:
    """A home as it is drawn; its hub is the first of its devices.

    Args:
        name: The home's.
        devices: What stands in it.
    """

    name: str
    devices: tuple[DrawnDevice, ...]


def drawn_homes(
    *,
    seed: int,
    homes: int,
    devices: int,
    shares: Mapping[Temper, int] = SHARES,
) -> tuple[DrawnHome, ...]:
    """Return homes that are the same for the same seed.

    Args:
        seed: Of the dice.
        homes: How many.
        devices: How many in each, the hub among them; at least one.
        shares: How many of so many devices conduct themselves how.
    """
    chance = dice_of("homes", seed)
    width = max(4, len(str(homes)))
    return tuple(
        _home(f"home_{number:0{width}}", devices, chance, shares) for number in range(1, homes + 1)
    )


def _home(name: str, devices: int, dice: Random, shares: Mapping[Temper, int]) -> DrawnHome:
    hub = DrawnDevice(
        home=name,
        name=HUB,
        kind=DeviceKind.HUB,
        # What a hub does befalls all that hangs on it; it drops out, and does no worse.
        temper=Temper.DROPS_OUT if _temper(dice, shares) is Temper.DROPS_OUT else Temper.HONEST,
        serial=_serial(dice),
        room="cellar",
    )
    others = (_device(name, number, dice, shares) for number in range(devices - 1))
    return DrawnHome(name=name, devices=(hub, *others))


def _device(home: str, number: int, dice: Random, shares: Mapping[Temper, int]) -> DrawnDevice:
    kind, room = _KINDS[number % len(_KINDS)], _ROOMS[number // 2 % len(_ROOMS)]
    return DrawnDevice(
        home=home,
        name=f"{room}_{kind}_{number + 1}",
        kind=kind,
        temper=_temper(dice, shares),
        serial=_serial(dice),
        room=room,
    )


def _temper(dice: Random, shares: Mapping[Temper, int]) -> Temper:
    return dice.choices(list(shares), weights=list(shares.values()))[0]


def _serial(dice: Random) -> str:
    return f"QE-{dice.randrange(16**8):08X}"
