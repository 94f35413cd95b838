"""A connection to a broker that comes back by itself and loses nothing it was given."""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from penstock.app.devices.simulating.watching import watched_client
from penstock.app.telemetry.broker import Broker, present

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 15.0
_CONNECT_S = 30.0
_ALIVE_S = 5.0


class Hearer(Protocol):
    """Who uses a link."""

    def connected(self) -> None:
        """Hear that the broker has let the client in, for the first time or again."""
        ...

    def heard(self, topic: str, payload: bytes) -> None:
        """Hear a message."""
        ...


@dataclass(kw_only=True)
class LinkCounts:
    """What became of what was sent.

    Args:
        sent: How many messages were given to the client.
        acknowledged: How many the broker has acknowledged.
        connected: How often the broker let the client in.
        refused: How often it did not.
        last_refusal: Why it did not at last; empty where it did.
    """

    sent: int = 0
    acknowledged: int = 0
    connected: int = 0
    refused: int = 0
    last_refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClient:
    """Who a link presents itself as.

    Args:
        name: What the broker knows the session by.
        password: Of the broker's user; None takes the variable's.
        will: What the broker says when the client has vanished: topic and payload, retained.
        filters: What is subscribed to whenever the client has connected.
    """

    name: str
    password: str | None = None
    will: tuple[str, bytes] | None = None
    filters: tuple[str, ...] = ()


class Link:
    """A connection in a loop of asyncio; made where the loop runs.

    Args:
        broker: Where.
        client: Who.
        hearer: Who is told.
        counts: Where it is counted, together with other links.
        window: How many messages may be under way without acknowledgement.

    Raises:
        NoMqttError: The package that speaks MQTT is not installed.
    """

    def __init__(
        self,
        broker: Broker,
        client: LinkClient,
        *,
        hearer: Hearer,
        counts: LinkCounts,
        window: int = 100,
    ) -> None:
        self.broker, self.client = broker, client
        self._hearer, self._counts, self._window = hearer, counts, window
        self._under_way = 0
        self._is_held = False
        self._has_room, self._is_in, self._is_gone = (asyncio.Event() for _ in range(3))
        self._mqtt = self._made()

    @property
    def under_way(self) -> int:
        """How many messages the broker has not acknowledged."""
        return self._under_way

    async def stay(self) -> None:
        """Connect and stay connected until cancelled; then the broker says the client's will."""
        pause_s = _FIRST_PAUSE_S
        try:
            while True:
                if not self._is_held and await self._connects():
                    pause_s = _FIRST_PAUSE_S
                    await self._while_there()
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
        finally:
            self._break()

    async def send(self, topic: str, payload: bytes, *, is_retained: bool = False) -> None:
        """Send a message at least once, as soon as fewer than a window are under way."""
        while self._under_way >= self._window:
            self._has_room.clear()
            await self._has_room.wait()
        self.send_now(topic, payload, is_retained=is_retained)

    def send_now(self, topic: str, payload: bytes, *, is_retained: bool = False) -> None:
        """Send a message at least once, however many are under way."""
        self._under_way += 1
        self._counts.sent += 1
        self._mqtt.publish(topic, payload, qos=1, retain=is_retained)

    async def vanish(self, for_s: float) -> None:
        """Break the connection without taking leave, and stay away for a while."""
        self._is_held = True
        self._break()
        await asyncio.sleep(for_s)
        self._is_held = False

    async def _while_there(self) -> None:
        while not self._is_gone.is_set():
            try:
                await asyncio.wait_for(self._is_gone.wait(), _ALIVE_S)
            except TimeoutError:
                self._mqtt.loop_misc()
        self._is_in.clear()

    async def _connects(self) -> bool:
        self._is_gone.clear()
        try:
            self._mqtt.connect(self.broker.host, self.broker.port, keepalive=60)
        except OSError as error:
            self._counts.last_refusal = str(error)
            return False
        waiting = [asyncio.create_task(each.wait()) for each in (self._is_in, self._is_gone)]
        try:
            await asyncio.wait(waiting, timeout=_CONNECT_S, return_when="FIRST_COMPLETED")
        finally:
            for each in waiting:
                each.cancel()
        return self._is_in.is_set()

    def _break(self) -> None:
        connection = self._mqtt.socket()
        if connection is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            # Paho notices at its next reading, and closes the socket.
            self._mqtt.loop_read()

    def _made(self) -> Any:
        made = watched_client(self.client.name, is_lasting=True)
        made.max_inflight_messages_set(self._window)
        present(made, self.broker, password=self.client.password)
        if self.client.will is not None:
            made.will_set(*self.client.will, qos=1, retain=True)
        made.on_connect = self._connected
        made.on_disconnect = self._disconnected
        made.on_publish = self._published
        made.on_message = self._came
        return made

    def _connected(self, client: Any, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if reason.is_failure:
            self._counts.refused += 1
            self._counts.last_refusal = str(reason)
            return
        self._counts.connected += 1
        self._counts.last_refusal = ""
        _subscribe(client, self.client.filters)
        self._is_in.set()
        self._hearer.connected()

    def _disconnected(self, *_: Any) -> None:
        self._is_gone.set()

    def _published(self, *_: Any) -> None:
        self._under_way -= 1
        self._counts.acknowledged += 1
        self._has_room.set()

    def _came(self, _client: Any, _data: Any, message: Any) -> None:
        self._hearer.heard(message.topic, bytes(message.payload))


def _subscribe(client: Any, filters: Sequence[str]) -> None:
    if filters:
        client.subscribe([(each, 1) for each in filters])
