"""A connection to a broker that may vanish: it comes back by itself, and loses nothing."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from threading import Event
from time import sleep
from typing import Any

from penstock.app.devices.intake.messages import Message, message
from penstock.app.telemetry.broker import Broker, NoMqttError, present
from penstock.casework.device.identity import LISTENED
from penstock.casework.device.status import Link

_KEEPALIVE_S, _LEAST_WAIT_S, _MOST_WAIT_S, _TURN_S = 30, 1, 30, 0.2
# So long others may join who came first: what is kept and acknowledged together costs less.
_JOINING_S = 0.02
# What is not taken yet stays with the broker: it sends no more than fits.
_MOST_WAITING = 20_000


@dataclass
class Connection:
    """A connection that is tried again and again, ever less often, until it is stopped.

    Args:
        broker: Where.
        named: What tells this listener from others at the broker.
        now: Returns the moment it is.
        password: Its password; None takes the variable's.
        first_wait_s: How long it waits before it tries again the first time. [s]
        most_wait_s: How long it waits at most. [s]
    """

    broker: Broker
    named: str
    now: Callable[[], datetime]
    password: str | None = None
    first_wait_s: float = _LEAST_WAIT_S
    most_wait_s: float = _MOST_WAIT_S
    link: Link = Link.CONNECTING
    because: str = ""
    since: datetime = field(init=False)
    _waiting: SimpleQueue[Message] = field(default_factory=SimpleQueue)
    _epoch: int = 0
    _stopping: Event = field(default_factory=Event)
    _client: Any = None

    def __post_init__(self) -> None:
        self.since = self.now()

    def start(self) -> None:
        """Begin to connect, and return at once.

        Raises:
            NoMqttError: The package that speaks MQTT is not installed.
        """
        self._client = self._made()
        self._client.connect_async(self.broker.host, self.broker.port, keepalive=_KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """Let go of the broker, which keeps what comes meanwhile."""
        self._stopping.set()
        self._client.disconnect()
        self._client.loop_stop()
        self._become(Link.STOPPED, "")

    def take(self, *, most: int, wait_s: float) -> list[Message]:
        """Return messages that have come, after waiting for the first of them.

        Args:
            most: How many at most.
            wait_s: How long it waits for the first. [s]
        """
        found: list[Message] = []
        with suppress(Empty):
            found.append(self._waiting.get(timeout=wait_s))
            if self._waiting.qsize() < most:
                sleep(_JOINING_S)
            while len(found) < most:
                found.append(self._waiting.get_nowait())
        return found

    def acknowledge(self, messages: Sequence[Message]) -> None:
        """Tell the broker that messages are kept; of an earlier connection nothing is told.

        The broker sends those again, under the numbers of the new connection.
        """
        for each in messages:
            epoch, number, qos = each.token
            if epoch == self._epoch:
                self._client.ack(number, qos)

    def publish(self, topic: str, payload: bytes) -> Any:
        """Hand a message to the broker; what is returned tells with `is_published` that it has it.

        Raises:
            ValueError: The broker is away, and too much waits for it already.
        """
        return self._client.publish(topic, payload, qos=1)

    def _made(self) -> Any:
        if find_spec("paho") is None:
            raise NoMqttError
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        client: Any = Client(
            CallbackAPIVersion.VERSION2,
            client_id=f"penstock-{sha256(self.named.encode()).hexdigest()[:12]}",
            clean_session=False,
            manual_ack=True,
        )
        present(client, self.broker, password=self.password)
        client.reconnect_delay_set(self.first_wait_s, self.most_wait_s)
        client.on_connect = self._connected
        client.on_connect_fail = self._failed
        client.on_disconnect = self._gone
        client.on_subscribe = self._subscribed
        client.on_message = self._came
        return client

    def _connected(self, client: Any, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        self._epoch += 1
        if reason.is_failure:
            self._become(Link.REFUSED, str(reason))
        else:
            client.subscribe([(each, 1) for each in LISTENED])

    def _subscribed(self, _client: Any, _data: Any, _mid: Any, reasons: Any, _more: Any) -> None:
        refusal = next((str(each) for each in reasons if each.is_failure), "")
        self._become(Link.REFUSED if refusal else Link.CONNECTED, refusal)

    def _failed(self, _client: Any, _data: Any) -> None:
        self._become(Link.AWAY, "it cannot be reached")

    def _gone(self, _client: Any, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if self.link is not Link.REFUSED:
            self._become(Link.AWAY, str(reason))

    def _came(self, _client: Any, _data: Any, sent: Any) -> None:
        # A broker that had kept it tells so; devices do not.
        token = (self._epoch, sent.mid, sent.qos)
        new = message(sent.topic, sent.payload, at=self.now(), is_retained=sent.retain, token=token)
        self._waiting.put(new)
        # Who speaks is heard more slowly, until there is room again.
        while self._waiting.qsize() > _MOST_WAITING and not self._stopping.is_set():
            sleep(_TURN_S)

    def _become(self, link: Link, because: str) -> None:
        if link is not self.link:
            self.since = self.now()
        self.link, self.because = link, because
