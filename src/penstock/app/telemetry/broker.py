"""A broker of MQTT: where it is, and how it is listened to without losing a message."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from time import monotonic
from typing import Any

PASSWORD = "PENSTOCK_MQTT_PASSWORD"  # noqa: S105  # the name of a variable
AUTHORITY = "PENSTOCK_MQTT_AUTHORITY"
"""The variable that names a file of certificates to trust, in place of the system's."""
_ADDRESS = re.compile(
    r"mqtt(?P<tls>s?)://(?:(?P<user>[^@/]+)@)?(?P<host>\[[^\]/]+\]|[^:/@]+)(?::(?P<port>\d{1,5}))?"
    r"(?:/(?P<topic>.*))?"
)
_CONNECT_S, _TURN_S = 10.0, 0.2


class BrokerError(Exception):
    """A broker cannot be reached, refuses, or went away."""


class NoMqttError(Exception):
    """The package that speaks MQTT is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "A broker needs one more package. Install it with: pip install 'penstock[telemetry]'. "
            "Files need nothing."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Where a broker is, and what is listened to.

    Args:
        host: Its name or address.
        port: Usually 1883, or 8883 with TLS.
        topic: A topic or a filter of topics, such as `site/SOL-1/#`.
        user: Who listens; empty where the broker asks nobody.
        is_secret: Whether the connection is encrypted.
        authority: A file of certificates to trust; empty for the variable's or the system's.
    """

    host: str
    port: int
    topic: str
    user: str = ""
    is_secret: bool = False
    authority: str = ""

    @property
    def client_id(self) -> str:
        """What the broker knows the listener by, so that it keeps messages while nobody listens."""
        named = f"{self.host}:{self.port}/{self.topic}"
        return f"penstock-{sha256(named.encode()).hexdigest()[:12]}"


def broker_at(address: str) -> Broker | None:
    """Return the broker of an address such as `mqtt://broker/site/#`; None for anything else.

    Raises:
        BrokerError: It begins like one, and is none.
    """
    if not re.match(r"mqtts?:", address):
        return None
    found = broker_alone(address)
    if not found.topic:
        raise BrokerError(
            f"“{address}” is no address of a broker with a topic; expected one such as "
            f"mqtt://host:1883/site/#, with a password in the variable {PASSWORD}."
        )
    return found


def broker_alone(address: str) -> Broker:
    """Return the broker of an address such as `mqtts://USER@broker:8883`; a topic may be missing.

    Raises:
        BrokerError: It is no address of a broker.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found["port"] or 1) < 65_536:
        raise BrokerError(
            f"“{address}” is no address of a broker; expected one such as mqtt://host:1883/site/#, "
            f"with a password in the variable {PASSWORD}."
        )
    return Broker(
        host=found["host"].strip("[]"),
        port=int(found["port"] or (8883 if found["tls"] else 1883)),
        topic=found["topic"] or "",
        user=found["user"] or "",
        is_secret=bool(found["tls"]),
    )


def present(client: Any, broker: Broker, *, password: str | None = None) -> None:
    """Let a client of paho present itself as the broker's address says.

    Args:
        client: A client that is not connected yet.
        broker: Where it will connect.
        password: Its password; None takes the variable's.
    """
    if broker.user:
        said = os.environ.get(PASSWORD) if password is None else password
        client.username_pw_set(broker.user, said)
    if broker.is_secret:
        client.tls_set(ca_certs=broker.authority or os.environ.get(AUTHORITY) or None)


@dataclass
class Listening:
    """A connection to a broker, whose messages are acknowledged after they are kept.

    Args:
        broker: Where.
        keep: Called with some messages, each with its topic; what it has kept is acknowledged.
    """

    broker: Broker
    keep: Callable[[list[tuple[str, bytes]]], None]
    messages: int = 0
    _waiting: list[Any] = field(default_factory=list)
    _refusal: str = ""
    _is_subscribed: bool = False

    def listen(self, *, seconds: float | None, most: int | None) -> None:
        """Listen for so long, or until so many messages have come.

        Args:
            seconds: For how long after the broker has agreed; None without end.
            most: How many messages; None without limit.

        Raises:
            BrokerError: The broker cannot be reached, refuses, or goes away.
            NoMqttError: The package that speaks MQTT is not installed.
        """
        client = self._client()
        try:
            client.connect(self.broker.host, self.broker.port, keepalive=30)
        except OSError as error:
            raise BrokerError(f"{self._where} cannot be reached: {error}.") from error
        try:
            self._agree(client)
            end = None if seconds is None else monotonic() + seconds
            while not self._is_over(end, most):
                self._turn(client)
            self._settle(client)
        finally:
            client.disconnect()
            client.loop(timeout=_TURN_S)

    @property
    def _where(self) -> str:
        return f"The broker {self.broker.host}:{self.broker.port}"

    def _is_over(self, end: float | None, most: int | None) -> bool:
        return (end is not None and monotonic() >= end) or (
            most is not None and self.messages >= most
        )

    def _agree(self, client: Any) -> None:
        end = monotonic() + _CONNECT_S
        while not self._is_subscribed:
            self._turn(client)
            if monotonic() > end:
                raise BrokerError(f"{self._where} has not answered for {_CONNECT_S:g} s.")

    def _turn(self, client: Any) -> None:
        outcome = client.loop(timeout=_TURN_S)
        if self._refusal:
            raise BrokerError(f"{self._where} refuses: {self._refusal}.")
        self._settle(client)
        if outcome != 0:
            raise BrokerError(f"{self._where} has gone away. What had come is kept; start again.")

    def _settle(self, client: Any) -> None:
        if self._waiting:
            self.keep([(each.topic, bytes(each.payload)) for each in self._waiting])
            for each in self._waiting:
                client.ack(each.mid, each.qos)
            self._waiting.clear()

    def _client(self) -> Any:
        if find_spec("paho") is None:
            raise NoMqttError
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=self.broker.client_id,
            clean_session=False,
            manual_ack=True,
        )
        present(client, self.broker)
        client.on_connect = self._connected
        client.on_subscribe = self._subscribed
        client.on_message = self._came
        return client

    def _connected(self, client: Any, _data: Any, _flags: Any, reason: Any, _more: Any) -> None:
        if reason.is_failure:
            self._refusal = str(reason)
        else:
            client.subscribe(self.broker.topic, qos=1)

    def _subscribed(self, _client: Any, _data: Any, _mid: Any, reasons: Any, _more: Any) -> None:
        self._refusal = next((str(each) for each in reasons if each.is_failure), "")
        self._is_subscribed = True

    def _came(self, _client: Any, _data: Any, message: Any) -> None:
        self.messages += 1
        self._waiting.append(message)
