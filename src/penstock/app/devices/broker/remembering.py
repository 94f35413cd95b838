"""What a broker remembers over a stop: sessions, what waits for them, and retained messages."""

import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from penstock.app.devices.broker.packets import Message

_NUMBER, _ACK = struct.Struct("<I"), struct.Struct("<IQ")
_HELD, _RETAINED = struct.Struct("<QBHH"), struct.Struct("<BH")


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A message that waits for somebody; its number is 0 where no stop has to be survived."""

    number: int
    message: Message


@dataclass(slots=True, kw_only=True)
class Remembered:
    """What is known of one client.

    Args:
        user: Who it is.
        client: What it calls itself.
        filters: What it wants, each with its quality of service.
        waiting: What it has not acknowledged, by number.
    """

    user: str
    client: str
    filters: dict[str, int] = field(default_factory=dict)
    waiting: dict[int, Held] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """All that a journal says: sessions by number, retained messages with who left them."""

    sessions: dict[int, Remembered] = field(default_factory=dict)
    retained: dict[str, tuple[str, Message]] = field(default_factory=dict)
    last: int = 0

    def take(self, record: bytes) -> None:
        """Take in a record; to take it in twice changes nothing."""
        kind, body = record[:1], record[1:]
        match kind:
            case b"S":
                self._session(body)
            case b"D":
                self.sessions.pop(_NUMBER.unpack(body)[0], None)
            case b"M":
                self._held(body)
            case b"A":
                number, held = _ACK.unpack(body)
                if number in self.sessions:
                    self.sessions[number].waiting.pop(held, None)
            case b"R":
                self._retained(body)
            case _:
                # A record of a newer version; what is known beside it still counts.
                return

    def _session(self, body: bytes) -> None:
        number, said = _NUMBER.unpack_from(body)[0], json.loads(body[_NUMBER.size :])
        known = self.sessions.get(number)
        if known is None:
            known = self.sessions[number] = Remembered(user=said["user"], client=said["client"])
        known.filters = said["filters"]

    def _held(self, body: bytes) -> None:
        number, qos, topic_size, many = _HELD.unpack_from(body)
        at = _HELD.size + many * _NUMBER.size
        message = Message(
            topic=body[at : at + topic_size].decode(), payload=body[at + topic_size :], qos=qos
        )
        self.last = max(self.last, number)
        for place in range(many):
            to = _NUMBER.unpack_from(body, _HELD.size + place * _NUMBER.size)[0]
            if to in self.sessions:
                self.sessions[to].waiting[number] = Held(number, message)

    def _retained(self, body: bytes) -> None:
        qos, size = _RETAINED.unpack_from(body)
        user, _, topic = body[_RETAINED.size : _RETAINED.size + size].decode().partition("\n")
        payload = body[_RETAINED.size + size :]
        self.retained.pop(topic, None)
        if payload:
            said = Message(topic=topic, payload=payload, qos=qos, is_retained=True)
            self.retained[topic] = (user, said)


def session_record(number: int, known: Remembered) -> bytes:
    """Return the record of a session and of what it wants."""
    said = {"user": known.user, "client": known.client, "filters": known.filters}
    return b"S" + _NUMBER.pack(number) + json.dumps(said).encode()


def ended_record(number: int) -> bytes:
    """Return the record of a session that is no more."""
    return b"D" + _NUMBER.pack(number)


def held_record(held: Held, sessions: Sequence[int]) -> bytes:
    """Return the record of a message that waits for some sessions."""
    topic = held.message.topic.encode()
    head = _HELD.pack(held.number, held.message.qos, len(topic), len(sessions))
    return b"M" + head + b"".join(map(_NUMBER.pack, sessions)) + topic + held.message.payload


def acknowledged_record(session: int, held: int) -> bytes:
    """Return the record of what a session has acknowledged."""
    return b"A" + _ACK.pack(session, held)


def retained_record(user: str, message: Message) -> bytes:
    """Return the record of a message that stays on its topic; an empty one takes it away."""
    name = f"{user}\n{message.topic}".encode()
    return b"R" + _RETAINED.pack(message.qos, len(name)) + name + message.payload


def snapshot(
    sessions: Iterable[tuple[int, Remembered]], retained: Iterable[tuple[str, Message]]
) -> Iterator[bytes]:
    """Yield the records that stand for all that is remembered, and no more."""
    waiting: dict[int, tuple[Held, list[int]]] = {}
    for number, known in sessions:
        yield session_record(number, known)
        for held in known.waiting.values():
            waiting.setdefault(held.number, (held, []))[1].append(number)
    for number in sorted(waiting):
        yield held_record(*waiting[number])
    for user, message in retained:
        yield retained_record(user, message)
