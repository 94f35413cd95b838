"""Homes that are cast, given passwords and played until somebody stops them."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from penstock.app import clock
from penstock.app.devices.broker.running import address_file
from penstock.app.devices.broker.serving import allow_connections
from penstock.app.devices.broker.users import Users, users_file
from penstock.app.devices.simulating.playing import Play, Played, played
from penstock.app.devices.stopping import told_to_stop
from penstock.app.telemetry.broker import broker_alone
from penstock.simulation.homes.drawing import HONEST, drawn_homes
from penstock.simulation.homes.kinds import SHARES
from penstock.simulation.homes.playing import PlayedHome

_HERE = "mqtts://127.0.0.1:8883"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Which homes are played.

    Args:
        homes: How many.
        devices: How many devices in each, the hub among them.
        seed: Of all dice.
        pace: How many times faster than life they speak.
        is_honest: Whether all of them behave.
        seconds: For how long; None until somebody stops them. [s]
    """

    homes: int
    devices: int
    seed: int = 1
    pace: float = 1.0
    is_honest: bool = False
    seconds: float | None = None

    def made(self) -> list[PlayedHome]:
        """Return the homes, which begin now."""
        now = clock.now()
        drawn = drawn_homes(
            seed=self.seed,
            homes=self.homes,
            devices=self.devices,
            shares=HONEST if self.is_honest else SHARES,
        )
        return [PlayedHome(each, seed=self.seed, begins_at=now, pace=self.pace) for each in drawn]


def play_out(cast: Cast, *, address: str | None, folder: Path) -> Played:
    """Play homes, and return what came of it.

    Args:
        cast: Which ones.
        address: The broker's; None for that of this machine.
        folder: In which a broker of this machine works; its homes get passwords there.

    Raises:
        BrokerError: The address is none of a broker.
        NoMqttError: The package that speaks MQTT is not installed.
        OSError: The folder cannot be written.
    """
    homes = cast.made()
    broker = broker_alone(address or _address_in(folder))
    names = [each.name for each in homes]
    passwords = Users(users_file(folder)).add_all(names) if users_file(folder).exists() else {}
    authority = folder / "certificates" / "authority.pem"
    if authority.exists():
        broker = replace(broker, authority=str(authority))
    allow_connections(cast.homes)
    play = Play(homes=homes, broker=broker, passwords=passwords, seconds=cast.seconds)
    return asyncio.run(_until_stopped(play))


def _address_in(folder: Path) -> str:
    """Return the address of the broker that works in a folder, or worked there last."""
    file = address_file(folder)
    return file.read_text(encoding="utf-8") if file.exists() else _HERE


async def _until_stopped(play: Play) -> Played:
    return await played(replace(play, until=told_to_stop()))
