"""A played home: its devices on one connection, in the order of time."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.casework.device.identity import Channel
from penstock.simulation.chances import dice
from penstock.simulation.homes.announcing import topic
from penstock.simulation.homes.drawing import DrawnHome
from penstock.simulation.homes.kinds import Temper
from penstock.simulation.homes.speaking import OFFLINE, PlayedDevice, Said

_CALM_S, _AWAY_S = 300.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanishes:
    """A hub that is gone without taking its leave.

    Args:
        after_s: When, since the play began. [s]
        for_s: For how long. [s]
    """

    after_s: float
    for_s: float


class PlayedHome:
    """A home whose devices speak through its hub.

    Args:
        drawn: Which one.
        seed: Of all dice; the same seed says the same.
        begins_at: The moment at which the play begins.
        pace: How many times faster than life it goes.
    """

    def __init__(
        self, drawn: DrawnHome, *, seed: int, begins_at: datetime, pace: float = 1.0
    ) -> None:
        self.name = drawn.name
        self._hub = drawn.devices[0]
        self._pace = pace
        self._dice = dice(seed, drawn.name)
        self._devices = {
            each.name: PlayedDevice(each, seed=seed, begins_at=begins_at, pace=pace)
            for each in drawn.devices
        }

    @property
    def will(self) -> Said:
        """What the broker says when the hub has vanished."""
        place = topic(self._hub, Channel.AVAILABILITY)
        return Said(after_s=0.0, topic=place, payload=OFFLINE, is_retained=True)

    @property
    def heard(self) -> str:
        """The filter of what its devices are told."""
        return f"penstock/{self.name}/+/set"

    def introduction(self) -> Iterator[Said]:
        """Yield what its devices say of themselves whenever the hub has connected."""
        for device in self._devices.values():
            yield from device.introduction()

    def goes_on(self) -> Iterator[Said | Vanishes]:
        """Yield what happens, moment after moment, without end."""
        happenings: list[Iterator[Said | Vanishes]] = [
            *(each.goes_on() for each in self._devices.values()),
            self._vanishing(),
        ]
        return heapq.merge(*happenings, key=lambda each: each.after_s)

    def hear(self, topic: str, payload: bytes, *, after_s: float) -> Said | None:
        """Let a device do what it is told, and return its answer; None where there is none."""
        levels = topic.split("/")
        device = self._devices.get(levels[2]) if len(levels) == 4 else None
        return None if device is None else device.hear(payload, after_s=after_s)

    def _vanishing(self) -> Iterator[Vanishes]:
        at_s = 0.0
        while self._hub.temper is Temper.DROPS_OUT:
            at_s += self._dice.uniform(0.5, 1.5) * _CALM_S / self._pace
            for_s = self._dice.uniform(0.5, 1.5) * _AWAY_S / self._pace
            yield Vanishes(after_s=at_s, for_s=for_s)
            at_s += for_s
