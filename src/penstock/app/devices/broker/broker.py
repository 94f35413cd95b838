"""The broker itself: who is there, who wants what, and what is kept for whom."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from penstock.app.devices.broker.complaining import Complaints
from penstock.app.devices.broker.journal import Journal
from penstock.app.devices.broker.limits import Bucket, Limits
from penstock.app.devices.broker.packets import Message
from penstock.app.devices.broker.permits import SERVER, Permit
from penstock.app.devices.broker.remembering import (
    Held,
    Memory,
    Remembered,
    acknowledged_record,
    ended_record,
    held_record,
    retained_record,
    session_record,
    snapshot,
)
from penstock.app.devices.broker.retained import Retained
from penstock.app.devices.broker.sessions import Link, Session
from penstock.app.devices.broker.topics import Subscriptions, is_filter
from penstock.app.devices.broker.users import UserError, Users
from penstock.casework.device.identity import complaint_topic

_REFUSED = 128
_COMPACT_BYTES = 33_554_432


class Broker:
    """Sessions, subscriptions and retained messages, and a journal of what has to survive.

    Args:
        users: Who may come in.
        limits: How much one home may take.
        journal: Where it is kept.
        complaints: Where the keeper hears what is odd.
    """

    def __init__(
        self, users: Users, limits: Limits, journal: Journal, complaints: Complaints
    ) -> None:
        self.users = users
        self.limits = limits
        self.journal = journal
        self.complaints = complaints
        self.paused: list[Callable[[], None]] = []
        self._sessions: dict[tuple[str, str], Session] = {}
        self._wanted: Subscriptions[Session] = Subscriptions()
        self._servers: set[Session] = set()
        self._retained = Retained(limits.retained_topics)
        self._buckets: dict[str, Bucket] = {}
        self._last_session = self._last_held = 0
        self._compact_at = _COMPACT_BYTES
        complaints.tell_of(self._tell_server)

    def recall(self) -> None:
        """Take up what an earlier run has kept."""
        memory = Memory()
        for record in self.journal.open():
            memory.take(record)
        for number, known in memory.sessions.items():
            session = self._new(number, known.user, known.client, is_lasting=True)
            for wanted, qos in known.filters.items():
                self._want(session, wanted, qos)
            for held in known.waiting.values():
                session.offer(held)
        for user, message in memory.retained.values():
            self._retained.put(user, message)
        self._last_session = max(memory.sessions, default=0)
        self._last_held = memory.last

    @property
    def is_full(self) -> bool:
        """Whether more waits for the server than may; homes then keep what they have."""
        most = self.limits.server_queue_bytes
        return any(each.waiting_bytes > most for each in self._servers)

    def bucket(self, user: str) -> Bucket:
        """Return what a home may still send, by all its connections together."""
        return self._buckets.setdefault(user, Bucket(self.limits, now_s=monotonic()))

    def enter(self, user: str, client: str, *, is_clean: bool) -> tuple[Session, bool]:
        """Return a client's session, and whether it was known; its older connection ends."""
        known = self._sessions.get((user, client))
        if known is not None and known.link is not None:
            self.complaints.say(
                user, "twice", f"“{client[:60]}” is connected twice; the older connection ended."
            )
            known.link.give_way()
        if known is not None and (is_clean or not known.is_lasting):
            self._end(known)
            known = None
        if known is not None:
            known.since_s = monotonic()
            return known, True
        self._last_session += 1
        session = self._new(self._last_session, user, client, is_lasting=not is_clean)
        self._record_session(session)
        return session, False

    def leave(self, session: Session, link: Link) -> None:
        """Let a connection end; a lasting session goes on."""
        if session.link is not link:
            return
        session.link, session.since_s = None, monotonic()
        if not session.is_lasting:
            self._end(session)

    def subscribe(self, session: Session, asked: list[tuple[str, int]]) -> list[int]:
        """Let a client have what it may, and return what each filter is granted; 128 refuses."""
        permit = Permit(user=session.user)
        granted = [self._granted(permit, wanted, qos) for wanted, qos in asked]
        for (wanted, _), qos in zip(asked, granted, strict=True):
            if qos != _REFUSED:
                self._want(session, wanted, qos)
        self._record_session(session)
        return granted

    def tell_retained(self, session: Session, asked: list[tuple[str, int]]) -> None:
        """Tell a client what stays on the topics it has just subscribed to."""
        for wanted, qos in asked:
            for message in list(self._retained.named(wanted)):
                if min(qos, message.qos):
                    session.offer(Held(0, message))
                else:
                    session.deliver(replace(message, qos=0))

    def unsubscribe(self, session: Session, filters: list[str]) -> None:
        """Let a client not have what some filters name."""
        for wanted in filters:
            session.filters.pop(wanted, None)
            self._wanted.remove(wanted, session)
        self._record_session(session)

    def publish(self, message: Message, *, user: str) -> None:
        """Give a message to all who want it, and keep it for those that may be away."""
        if not Permit(user=user).may_publish(message.topic):
            sentence = f"may not publish on “{message.topic[:100]}”; the message is not passed on."
            self.complaints.say(user, "topic", sentence)
            return
        if message.is_retained:
            self._retain(message, user)
        kept: list[Session] = []
        plain = replace(message, is_retained=False, qos=min(message.qos, 1))
        for session, qos in self._wanted.of(message.topic).items():
            if min(qos, message.qos):
                kept.append(session)
            else:
                session.deliver(plain if not plain.qos else replace(plain, qos=0))
        if kept:
            self._keep(plain, kept)

    def _tell_server(self, user: str, sentence: str) -> None:
        """Tell whoever listens to devices what a home was not let do, so that its page says so."""
        if user != SERVER:
            told = Message(topic=complaint_topic(user), payload=sentence.encode(), qos=1)
            self.publish(told, user=SERVER)

    def acknowledge(self, session: Session, packet: int) -> None:
        """Forget what a client has."""
        held = session.acknowledge(packet)
        if held is not None and held.number:
            self.journal.append(acknowledged_record(session.number, held.number))
            if self.paused and not self.is_full:
                self.release()

    def release(self) -> None:
        """Let homes that were made to wait go on."""
        paused, self.paused = self.paused, []
        for resume in paused:
            asyncio.get_running_loop().call_soon(resume)

    def tidy(self) -> None:
        """Forget clients that were away for too long, and shorten the journal."""
        ended_s = monotonic() - self.limits.session_s
        for session in list(self._sessions.values()):
            if session.link is None and session.since_s < ended_s:
                self._end(session)
        if self.journal.size > self._compact_at:
            lasting = (each for each in self._sessions.values() if each.is_lasting)
            numbered = ((each.number, each.remembered()) for each in lasting)
            records = list(snapshot(numbered, self._retained.each()))
            self.journal.replace(records)
            self._compact_at = max(_COMPACT_BYTES, 4 * sum(map(len, records)))

    def are(self, user: str, password: bytes) -> bool:
        """Tell whether a user may come in."""
        try:
            return self.users.are(user, password)
        except UserError as error:
            self.complaints.say("", "users", str(error))
            return False

    def hear_of_users(self) -> None:
        """Take up new users, and end the connections of those that are no more."""
        try:
            if not self.users.refresh():
                return
        except UserError as error:
            self.complaints.say("", "users", str(error))
            return
        names = set(self.users.names())
        for session in list(self._sessions.values()):
            if session.user not in names and session.link is not None:
                session.link.close("its user was removed.")

    def _keep(self, message: Message, sessions: list[Session]) -> None:
        lasting = [each.number for each in sessions if each.is_lasting]
        self._last_held += 1
        held = Held(self._last_held if lasting else 0, message)
        if lasting:
            self.journal.append(held_record(held, lasting))
        for session in sessions:
            session.offer(held)
            # The server's queue is bounded by making homes wait; a home's, by what is oldest.
            if len(session.waiting) > self.limits.home_queue and session.user != SERVER:
                self._give_way(session)

    def _give_way(self, session: Session) -> None:
        dropped = session.give_way()
        if dropped.number and session.is_lasting:
            self.journal.append(acknowledged_record(session.number, dropped.number))
        sentence = f"more than {self.limits.home_queue:,} messages wait; the oldest gave way."
        self.complaints.say(session.user, "queue", sentence)

    def _retain(self, message: Message, user: str) -> None:
        if user != SERVER and not self._retained.has_room(user, message):
            most = f"{self.limits.retained_topics:,}"
            self.complaints.say(user, "retained", f"has left messages on {most} topics; no more.")
            return
        self._retained.put(user, message)
        self.journal.append(retained_record(user, message))

    def _granted(self, permit: Permit, wanted: str, qos: int) -> int:
        if is_filter(wanted) and permit.may_subscribe(wanted):
            return min(qos, 1)
        self.complaints.say(permit.user, "filter", f"may not subscribe to “{wanted[:100]}”.")
        return _REFUSED

    def _want(self, session: Session, wanted: str, qos: int) -> None:
        session.filters[wanted] = qos
        self._wanted.add(wanted, session, qos=qos)

    def _new(self, number: int, user: str, client: str, *, is_lasting: bool) -> Session:
        session = Session(
            number=number,
            user=user,
            client=client,
            is_lasting=is_lasting,
            window=self.limits.window,
            since_s=monotonic(),
        )
        self._sessions[user, client] = session
        if user == SERVER:
            self._servers.add(session)
        return session

    def _end(self, session: Session) -> None:
        self._sessions.pop((session.user, session.client), None)
        self._servers.discard(session)
        for wanted in session.filters:
            self._wanted.remove(wanted, session)
        if session.is_lasting:
            self.journal.append(ended_record(session.number))

    def _record_session(self, session: Session) -> None:
        if session.is_lasting:
            filters = dict(session.filters)
            known = Remembered(user=session.user, client=session.client, filters=filters)
            self.journal.append(session_record(session.number, known))
