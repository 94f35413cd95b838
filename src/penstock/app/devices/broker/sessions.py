"""A client's session: what it wants, what waits for it, and what is under way."""

from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from penstock.app.devices.broker.packets import Message, publish
from penstock.app.devices.broker.remembering import Held, Remembered

_LAST_PACKET = 65_535


class Link(Protocol):
    """A connection, as a session sees it."""

    def send(self, data: bytes) -> None:
        """Send bytes, at the latest when the present turn ends."""
        ...

    def send_if_free(self, data: bytes) -> None:
        """Send bytes, unless the client does not keep up."""
        ...

    def close(self, because: str) -> None:
        """End the connection."""
        ...

    def give_way(self) -> None:
        """End the connection, because the client has a newer one."""
        ...


@dataclass(eq=False, kw_only=True, slots=True)
class Session:
    """What a broker knows of a client, connected or away.

    Args:
        number: Its own, in this broker.
        user: Who it is.
        client: What it calls itself.
        is_lasting: Whether it outlives its connection.
        window: How many messages may be under way to it.
        since_s: When it was connected or left, of a clock that only goes forward. [s]
    """

    number: int
    user: str
    client: str
    is_lasting: bool
    window: int
    since_s: float
    filters: dict[str, int] = field(default_factory=dict)
    waiting: deque[Held] = field(default_factory=deque)
    flying: dict[int, Held] = field(default_factory=dict)
    received: set[int] = field(default_factory=set)
    waiting_bytes: int = 0
    link: Link | None = None
    _packet: int = 0

    def deliver(self, message: Message) -> None:
        """Send a message at most once."""
        if self.link is not None:
            self.link.send_if_free(publish(message, number=0))

    def offer(self, held: Held) -> None:
        """Send a message until it is acknowledged, now or when its turn comes."""
        self.waiting.append(held)
        self.waiting_bytes += len(held.message.payload)
        self._fill()

    def acknowledge(self, packet: int) -> Held | None:
        """Return what a packet had brought, which now needs no further sending."""
        held = self.flying.pop(packet, None)
        if held is not None:
            self.waiting_bytes -= len(held.message.payload)
            self._fill()
        return held

    def give_way(self) -> Held:
        """Return the oldest message that waits, and forget it."""
        held = self.waiting.popleft()
        self.waiting_bytes -= len(held.message.payload)
        return held

    def resume(self, link: Link) -> None:
        """Send again what was under way when a connection ended, and then what waits."""
        self.link = link
        for packet, held in self.flying.items():
            link.send(publish(held.message, number=packet, is_again=True))
        self._fill()

    def remembered(self) -> Remembered:
        """Return what has to survive a stop."""
        kept = [*self.flying.values(), *self.waiting]
        return Remembered(
            user=self.user,
            client=self.client,
            filters=dict(self.filters),
            waiting={each.number: each for each in kept if each.number},
        )

    def _fill(self) -> None:
        while self.link is not None and self.waiting and len(self.flying) < self.window:
            held = self.waiting.popleft()
            packet = self._next_packet()
            self.flying[packet] = held
            self.link.send(publish(held.message, number=packet))

    def _next_packet(self) -> int:
        while True:
            self._packet = self._packet % _LAST_PACKET + 1
            if self._packet not in self.flying:
                return self._packet
