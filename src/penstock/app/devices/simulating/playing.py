"""Played homes brought to a broker, and what came of it."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from penstock.app.devices.simulating.link import Link, LinkClient, LinkCounts
from penstock.app.devices.simulating.watching import require_mqtt
from penstock.app.telemetry.broker import Broker
from penstock.simulation.homes.playing import PlayedHome, Vanishes

_TOGETHER, _PAUSE_S = 50, 0.02
_SETTLE_S, _LOOK_S = 5.0, 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What is played, and where.

    Args:
        homes: The homes.
        broker: Where they go.
        passwords: Of each home; the variable's for one that is not named.
        seconds: For how long; None without end. [s]
        until: What ends it before; None for nothing.
    """

    homes: Sequence[PlayedHome]
    broker: Broker
    passwords: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    until: asyncio.Event | None = None


@dataclass(kw_only=True)
class Played:
    """What came of a play.

    Args:
        links: What became of what was sent.
        homes: How many homes were let in at least once.
        vanished: How often a hub vanished.
        commands: How many commands came.
        answers: How many of them were answered.
    """

    links: LinkCounts = field(default_factory=LinkCounts)
    homes: int = 0
    vanished: int = 0
    commands: int = 0
    answers: int = 0


class HomeOnLink:
    """A played home on its connection.

    Args:
        home: The home.
        play: What is played.
        played: Where it is counted.
    """

    def __init__(self, home: PlayedHome, play: Play, played: Played) -> None:
        self._home, self._played = home, played
        self._began_s = monotonic()
        self._was_in = False
        client = LinkClient(
            name=f"{home.name}_hub",
            password=play.passwords.get(home.name),
            will=(home.will.topic, home.will.payload),
            filters=(home.heard,),
        )
        self.link = Link(
            replace(play.broker, user=home.name), client, hearer=self, counts=played.links
        )

    def connected(self) -> None:
        """Introduce the devices, each time anew: the broker may have forgotten them."""
        self._played.homes += not self._was_in
        self._was_in = True
        for each in self._home.introduction():
            self.link.send_now(each.topic, each.payload, is_retained=each.is_retained)

    def heard(self, topic: str, payload: bytes) -> None:
        """Let a device do what it is told."""
        self._played.commands += 1
        answer = self._home.hear(topic, payload, after_s=monotonic() - self._began_s)
        if answer is not None:
            self._played.answers += 1
            self.link.send_now(answer.topic, answer.payload)

    async def live(self) -> None:
        """Say what there is to say, each thing at its moment."""
        for each in self._home.goes_on():
            await asyncio.sleep(max(0.0, self._began_s + each.after_s - monotonic()))
            if isinstance(each, Vanishes):
                self._played.vanished += 1
                await self.link.vanish(each.for_s)
            else:
                await self.link.send(each.topic, each.payload, is_retained=each.is_retained)


async def played(play: Play) -> Played:
    """Play homes until the time is over, and return what came of it.

    What was sent last has some seconds to be acknowledged; then the hubs vanish, and the broker
    says so.

    Raises:
        NoMqttError: The package that speaks MQTT is not installed.
    """
    require_mqtt()
    found = Played()
    homes = [HomeOnLink(each, play, found) for each in play.homes]
    staying: list[asyncio.Task[None]] = []
    living: list[asyncio.Task[None]] = []
    over = asyncio.create_task(_is_over(play))
    try:
        for number, home in enumerate(homes, start=1):
            staying.append(asyncio.create_task(home.link.stay()))
            living.append(asyncio.create_task(home.live()))
            # Not all at once: a broker lets in so many clients a second.
            if number % _TOGETHER == 0:
                await asyncio.sleep(_PAUSE_S)
        await asyncio.wait([over, *staying, *living], return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.cancel()
        await _end(living)
        await _settled([each.link for each in homes])
        await _end(staying)
    return found


async def _is_over(play: Play) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(play.seconds):
            await (play.until or asyncio.Event()).wait()


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """End tasks, and raise what ended one of them before."""
    for each in tasks:
        each.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


async def _settled(links: Sequence[Link]) -> None:
    end_s = monotonic() + _SETTLE_S
    while any(each.under_way for each in links) and monotonic() < end_s:
        await asyncio.sleep(_LOOK_S)
