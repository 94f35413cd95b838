"""The packets of MQTT 3.1.1, as values and as bytes."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

PROTOCOL_LEVEL = 4
_SHORT = struct.Struct("!H")


class Kind(IntEnum):
    """What a packet is: the upper half of its first byte."""

    CONNECT = 1
    CONNACK = 2
    PUBLISH = 3
    PUBACK = 4
    PUBREC = 5
    PUBREL = 6
    PUBCOMP = 7
    SUBSCRIBE = 8
    SUBACK = 9
    UNSUBSCRIBE = 10
    UNSUBACK = 11
    PINGREQ = 12
    PINGRESP = 13
    DISCONNECT = 14


class Answer(IntEnum):
    """What a client that connects is told."""

    ACCEPTED = 0
    WRONG_PROTOCOL = 1
    WRONG_CLIENT = 2
    UNAVAILABLE = 3
    WRONG_PASSWORD = 4
    NOT_ALLOWED = 5


class PacketError(Exception):
    """What was sent is no packet of MQTT 3.1.1; the connection ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is published.

    Args:
        topic: Where.
        payload: What.
        qos: 0, at most once; 1, at least once; 2, exactly once.
        is_retained: Whether who subscribes later is told, too.
    """

    topic: str
    payload: bytes
    qos: int = 0
    is_retained: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Connect:
    """How a client presents itself; `will` is what the broker says when it vanishes."""

    level: int
    client: str
    user: str
    password: bytes
    keepalive_s: int
    is_clean: bool
    will: Message | None


class Fields:
    """A packet's body, read from its start.

    Args:
        body: All after the length.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self._at >= len(self._body)

    def number(self, size: int) -> int:
        """Return a number of so many bytes."""
        return int.from_bytes(self._bytes(size), "big")

    def counted(self) -> bytes:
        """Return bytes whose number stands before them."""
        return self._bytes(self.number(2))

    def text(self) -> str:
        """Return a text whose number of bytes stands before it.

        Raises:
            PacketError: It is no UTF-8, or holds the character 0.
        """
        raw = self.counted()
        try:
            said = raw.decode()
        except UnicodeDecodeError as error:
            raise PacketError(f"A text is no UTF-8: {raw[:40]!r}.") from error
        if "\0" in said:
            raise PacketError(f"A text holds the character 0: {said[:40]!r}.")
        return said

    def rest(self) -> bytes:
        """Return all that is left."""
        return self._bytes(len(self._body) - self._at)

    def _bytes(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._body):
            raise PacketError(f"A packet ends after {len(self._body)} bytes; {end} were expected.")
        found = self._body[self._at : end]
        self._at = end
        return found


def connect_of(body: bytes) -> Connect:
    """Return how a client presents itself.

    Raises:
        PacketError: It is no CONNECT of MQTT.
    """
    fields = Fields(body)
    name, level, flags = fields.text(), fields.number(1), fields.number(1)
    if name not in {"MQTT", "MQIsdp"} or flags & 1:
        raise PacketError(f"A client speaks “{name[:20]}”; expected MQTT.")
    keepalive_s = fields.number(2)
    if level != PROTOCOL_LEVEL:
        # Another version's fields differ from here on; the client is told which one is spoken.
        return Connect(
            level=level, client="", user="", password=b"", keepalive_s=0, is_clean=True, will=None
        )
    client = fields.text()
    will = _will(fields, flags) if flags & 0x04 else None
    return Connect(
        level=level,
        client=client,
        will=will,
        user=fields.text() if flags & 0x80 else "",
        password=fields.counted() if flags & 0x40 else b"",
        keepalive_s=keepalive_s,
        is_clean=bool(flags & 0x02),
    )


def _will(fields: Fields, flags: int) -> Message:
    topic, payload = fields.text(), fields.counted()
    return Message(
        topic=topic, payload=payload, qos=(flags >> 3) & 3, is_retained=bool(flags & 0x20)
    )


def publish_of(flags: int, body: bytes) -> tuple[Message, int]:
    """Return a published message and its packet's number, 0 where the quality of service is 0.

    Raises:
        PacketError: It is no PUBLISH.
    """
    qos = (flags >> 1) & 3
    fields = Fields(body)
    topic = fields.text()
    number = fields.number(2) if qos else 0
    if qos == 3 or (qos and not number) or not topic or "+" in topic or "#" in topic:
        raise PacketError(f"A message's topic is “{topic[:60]}”, its quality of service {qos}.")
    message = Message(topic=topic, payload=fields.rest(), qos=qos, is_retained=bool(flags & 1))
    return message, number


def subscribe_of(body: bytes) -> tuple[int, list[tuple[str, int]]]:
    """Return a subscription's number and its filters, each with the quality of service asked for.

    Raises:
        PacketError: It is no SUBSCRIBE.
    """
    fields = Fields(body)
    number, found = fields.number(2), []
    while not fields.is_over:
        found.append((fields.text(), fields.number(1)))
    if not found or any(qos > 2 for _, qos in found):
        raise PacketError("A subscription names no topic, or a quality of service beyond 2.")
    return number, found


def unsubscribe_of(body: bytes) -> tuple[int, list[str]]:
    """Return the number and the filters of what is not to be sent any more.

    Raises:
        PacketError: It is no UNSUBSCRIBE.
    """
    fields = Fields(body)
    number, found = fields.number(2), []
    while not fields.is_over:
        found.append(fields.text())
    return number, found


def packet(kind: Kind, body: bytes = b"", *, flags: int = 0) -> bytes:
    """Return a packet's bytes."""
    return bytes((kind << 4 | flags,)) + _length(len(body)) + body


def connack(answer: Answer, *, is_known: bool = False) -> bytes:
    """Return the answer to a client that connects."""
    return packet(Kind.CONNACK, bytes((is_known and answer == Answer.ACCEPTED, answer)))


def publish(message: Message, *, number: int, is_again: bool = False) -> bytes:
    """Return a message as it is sent; the number counts where its quality of service is not 0."""
    topic = message.topic.encode()
    head = _SHORT.pack(len(topic)) + topic + (_SHORT.pack(number) if message.qos else b"")
    flags = is_again << 3 | message.qos << 1 | message.is_retained
    size = _length(len(head) + len(message.payload))
    return bytes((Kind.PUBLISH << 4 | flags,)) + size + head + message.payload


def numbered(kind: Kind, number: int) -> bytes:
    """Return a packet that holds a number alone, such as PUBACK."""
    return packet(kind, _SHORT.pack(number), flags=2 if kind is Kind.PUBREL else 0)


def suback(number: int, granted: Sequence[int]) -> bytes:
    """Return the answer to a subscription; 128 refuses."""
    return packet(Kind.SUBACK, _SHORT.pack(number) + bytes(granted))


def _length(size: int) -> bytes:
    found = bytearray()
    while size > 127:
        found.append(size & 127 | 128)
        size >>= 7
    found.append(size)
    return bytes(found)
