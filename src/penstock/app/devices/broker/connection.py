"""One connection: its packets in their order, its pace, and what becomes of it when it ends."""

import asyncio
from collections.abc import Callable
from functools import partial
from time import monotonic

from penstock.app.devices.broker import packets
from penstock.app.devices.broker.broker import Broker
from penstock.app.devices.broker.framing import Frames, TooLargeError
from penstock.app.devices.broker.packets import Answer, Connect, Kind, Message, PacketError
from penstock.app.devices.broker.permits import Permit
from penstock.app.devices.broker.sessions import Session

_FREE_BYTES = 1_048_576
"""Bytes that wait for a client before messages of quality 0 are left out."""
_PATIENCE = 1.5
"""How much longer than it has promised a client may be silent; MQTT's own."""
_SECONDS = 0.05


class Connection(asyncio.Protocol):
    """A client's connection to the broker.

    Args:
        broker: Whom it speaks to.
        open_now: All connections that are open.
    """

    def __init__(self, broker: Broker, open_now: "set[Connection]") -> None:
        self._broker = broker
        self._open = open_now
        self._frames = Frames(broker.limits.packet_bytes)
        self._session: Session | None = None
        self._permit = Permit(user="")
        self._will: Message | None = None
        self._silence_s = broker.limits.connect_s
        self._heard_s = monotonic()
        self._transport: asyncio.Transport | None = None
        self._out: list[bytes] = []
        self._is_waiting = False
        self._handlers: dict[int, Callable[[int, bytes], None]] = {
            Kind.PUBLISH: self._publish,
            Kind.PUBACK: self._puback,
            Kind.PUBREL: self._pubrel,
            Kind.SUBSCRIBE: self._subscribe,
            Kind.UNSUBSCRIBE: self._unsubscribe,
            Kind.PINGREQ: self._ping,
            Kind.DISCONNECT: self._disconnect,
        }

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open.add(self)

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._heard_s = monotonic()
        self._frames.feed(data)
        if not self._is_waiting:
            self._work()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Say the client's will, unless it has taken its leave."""
        self._open.discard(self)
        self._transport = None
        session, self._session = self._session, None
        if session is None:
            return
        if self._will is not None:
            self._broker.publish(self._will, user=session.user)
        self._broker.leave(session, self)

    def send(self, data: bytes) -> None:
        """Send bytes, together with all that is sent in the same turn."""
        if not self._out:
            asyncio.get_running_loop().call_soon(self._flush)
        self._out.append(data)

    def send_if_free(self, data: bytes) -> None:
        """Send bytes, unless the client does not keep up."""
        if self._transport and self._transport.get_write_buffer_size() < _FREE_BYTES:
            self.send(data)

    def close(self, because: str) -> None:
        """End the connection after what was to be sent; tell the keeper why, if there is a why."""
        if because:
            self._broker.complaints.say(self._permit.user, because[:20], because)
        if self._transport is not None:
            self._flush()
            self._transport.close()

    def give_way(self) -> None:
        """End the connection, because the client has a newer one; its will comes before that."""
        will, self._will = self._will, None
        if will is not None:
            self._broker.publish(will, user=self._permit.user)
        self.close("")

    def abort_if_silent(self, *, now_s: float) -> None:
        """End the connection where the client has been silent for longer than it has promised."""
        is_silent = self._silence_s and now_s - self._heard_s > self._silence_s
        if is_silent and not self._is_waiting and self._transport is not None:
            self._transport.abort()

    def _flush(self) -> None:
        out, self._out = self._out, []
        if out and self._transport is not None:
            self._transport.write(b"".join(out))

    def _work(self) -> None:
        """Handle the packets that are there, as many as the home may send now."""
        try:
            while self._transport is not None and not self._transport.is_closing():
                found = self._frames.take()
                if found is None:
                    return
                self._handle(*found)
                if self._has_to_wait():
                    return
        except (PacketError, TooLargeError) as error:
            self.close(f"{error} The connection was closed.")

    def _has_to_wait(self) -> bool:
        if self._session is None or self._permit.is_server:
            return False
        if self._broker.is_full:
            self._wait()
            self._broker.paused.append(self._go_on)
            return True
        pause_s = self._broker.bucket(self._permit.user).take(now_s=monotonic())
        if pause_s > _SECONDS:
            self._wait()
            asyncio.get_running_loop().call_later(pause_s, self._go_on)
            sentence = f"sends more than {self._broker.limits.packets_per_s:g} packets/s; it waits."
            self._broker.complaints.say(self._permit.user, "flood", sentence)
        return self._is_waiting

    def _wait(self) -> None:
        self._is_waiting = True
        if self._transport is not None:
            self._transport.pause_reading()

    def _go_on(self) -> None:
        self._is_waiting = False
        self._heard_s = monotonic()
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()
            self._work()

    def _handle(self, first: int, body: bytes) -> None:
        kind, flags = first >> 4, first & 15
        if self._session is None:
            if kind != Kind.CONNECT:
                raise PacketError(f"A packet of kind {kind} came before CONNECT.")
            self._connect(packets.connect_of(body))
        elif kind in self._handlers:
            self._handlers[kind](flags, body)
        else:
            raise PacketError(f"A packet of kind {kind} is none that a client sends here.")

    def _connect(self, asked: Connect) -> None:
        answer = self._answer(asked)
        if answer is not Answer.ACCEPTED:
            self.send(packets.connack(answer))
            self.close(f"“{asked.client[:60]}” was refused: {answer.name.lower()}.")
            return
        self._permit = Permit(user=asked.user)
        self._will = asked.will
        self._silence_s = asked.keepalive_s * _PATIENCE
        client = asked.client or f"nameless-{id(self):x}"
        session, is_known = self._broker.enter(asked.user, client, is_clean=asked.is_clean)
        self._session = session
        self.send(packets.connack(Answer.ACCEPTED, is_known=is_known))
        session.resume(self)

    def _answer(self, asked: Connect) -> Answer:
        permit = Permit(user=asked.user)
        if asked.level != packets.PROTOCOL_LEVEL:
            return Answer.WRONG_PROTOCOL
        if not asked.client and not asked.is_clean:
            return Answer.WRONG_CLIENT
        if len(self._open) > self._broker.limits.connections:
            return Answer.UNAVAILABLE
        if not self._broker.are(asked.user, asked.password):
            self._permit = permit
            return Answer.WRONG_PASSWORD
        if asked.will is not None and not permit.may_publish(asked.will.topic):
            return Answer.NOT_ALLOWED
        return Answer.ACCEPTED

    def _publish(self, flags: int, body: bytes) -> None:
        assert self._session is not None
        message, number = packets.publish_of(flags, body)
        if message.qos == 2:
            if number not in self._session.received:
                self._session.received.add(number)
                self._broker.publish(message, user=self._session.user)
            self._when_kept(packets.numbered(Kind.PUBREC, number))
            return
        self._broker.publish(message, user=self._session.user)
        if message.qos:
            self._when_kept(packets.numbered(Kind.PUBACK, number))

    def _pubrel(self, flags: int, body: bytes) -> None:
        assert self._session is not None
        number = packets.Fields(body).number(2)
        _require(flags == 2, "PUBREL")
        self._session.received.discard(number)
        self._when_kept(packets.numbered(Kind.PUBCOMP, number))

    def _puback(self, _flags: int, body: bytes) -> None:
        assert self._session is not None
        self._broker.acknowledge(self._session, packets.Fields(body).number(2))

    def _subscribe(self, flags: int, body: bytes) -> None:
        assert self._session is not None
        _require(flags == 2, "SUBSCRIBE")
        number, asked = packets.subscribe_of(body)
        granted = self._broker.subscribe(self._session, asked)
        given = [
            (wanted, qos) for (wanted, _), qos in zip(asked, granted, strict=True) if qos < 128
        ]
        self._when_kept(packets.suback(number, granted), partial(self._tell_retained, given))

    def _tell_retained(self, given: list[tuple[str, int]]) -> None:
        if self._session is not None:
            self._broker.tell_retained(self._session, given)

    def _unsubscribe(self, flags: int, body: bytes) -> None:
        assert self._session is not None
        _require(flags == 2, "UNSUBSCRIBE")
        number, filters = packets.unsubscribe_of(body)
        self._broker.unsubscribe(self._session, filters)
        self._when_kept(packets.numbered(Kind.UNSUBACK, number))

    def _ping(self, _flags: int, _body: bytes) -> None:
        self.send(packets.packet(Kind.PINGRESP))

    def _disconnect(self, _flags: int, _body: bytes) -> None:
        self._will = None
        self.close("")

    def _when_kept(self, answer: bytes, then: Callable[[], None] | None = None) -> None:
        def tell() -> None:
            self.send(answer)
            if then is not None:
                then()

        self._broker.journal.when_kept(tell)


def _require(is_so: bool, name: str) -> None:  # noqa: FBT001
    if not is_so:
        raise PacketError(f"The flags of a {name} are wrong.")
