"""Listening to homes: kept, acknowledged, sorted; whatever vanishes meanwhile comes back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Protocol

from penstock.app.devices.intake.commanding import Commanding, Publishes
from penstock.app.devices.intake.journal import Journal
from penstock.app.devices.intake.messages import Message
from penstock.app.devices.intake.outcome import Outcome
from penstock.app.devices.intake.shares import Backlog, Limits, Shares
from penstock.app.devices.intake.sorting import Sorter
from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.ports import Devices, StaleEntryError
from penstock.casework.device.registry import Device, redescribed
from penstock.casework.device.status import STATUS_KEY, IntakeStatus, Link
from penstock.store.errors import StoreError
from penstock.store.parquet.device_days import DeviceDays
from penstock.store.parquet.durable import InUseError, alone

MOST_PENDING, MOST_AT_ONCE = 20_000, 5_000
_TELL_EVERY_S = 10.0
# Where many days wait, as after a week without a broker, one after the other is merged soon.
_MERGE_EVERY_S, _MERGE_AGAIN_S = 60.0, 4.0


class IntakeBusyError(Exception):
    """Another program takes in what devices say, into the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"Another program listens to devices into {folder}. Stop it, or name another folder "
            "and another broker."
        )


class Hears(Publishes, Protocol):
    """A connection to a broker."""

    link: Link
    because: str
    since: datetime

    def take(self, *, most: int, wait_s: float) -> list[Message]:
        """Return messages that have come, after waiting for the first of them."""
        ...

    def acknowledge(self, messages: Sequence[Message]) -> None:
        """Tell the broker that messages are kept."""
        ...


@dataclass
class _Segment:
    """Messages of one file of the journal."""

    name: str
    messages: list[Message] = field(default_factory=list)


@dataclass
class Listener:
    """Takes in what devices say.

    Args:
        connection: Whom it listens to.
        devices: Where homes and devices are kept.
        sorter: Sorts what comes.
        folder: Where what came and what was measured is kept.
        now: Returns the moment it is.
        named: Where the broker is, without a password.
        limits: How much one home may send.
        every_s: How often what came is sorted. [s]
        elapsed_s: Returns the seconds since some moment. [s]
    """

    connection: Hears
    devices: Devices
    sorter: Sorter
    folder: Path
    now: Callable[[], datetime]
    named: str = ""
    limits: Limits = field(default_factory=Limits)
    every_s: float = 2.0
    elapsed_s: Callable[[], float] = monotonic
    tally: Counter[str] = field(default_factory=Counter)
    trouble: str = ""
    _open: "_Segment | None" = None
    _closed: list["_Segment"] = field(default_factory=list)
    _sorted_s: float = 0.0
    _told_s: float = 0.0
    _merge_at_s: float = 0.0
    _told: Link | None = None
    _too_many: dict[str, tuple[int, Message]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._journal = Journal(self.folder / "received")
        self._backlog = Backlog(self.folder / "waiting", self.limits)
        self._shares = Shares(self.limits)
        self._days = DeviceDays(self.folder / "telemetry")
        self._commanding = Commanding(
            devices=self.devices, broker=self.connection, register=self.sorter.register
        )
        self._sorted_s = self.elapsed_s()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder, and sort in first what an earlier run has left.

        Raises:
            IntakeBusyError: Another program holds it.
            StoreError: What was left cannot be kept.
        """
        try:
            with alone(self.folder / "lock"):
                for segment in self._journal.segments():
                    self._settle(segment, list(self._journal.read(segment)))
                yield
        except InUseError as error:
            raise IntakeBusyError(self.folder) from error

    def turn(self, *, wait_s: float) -> int:
        """Take in what has come, sort it where it is time, and return how many messages came.

        Args:
            wait_s: How long it waits for the first message. [s]
        """
        # What cannot be sorted stays with the broker, once a disk's worth of it is here.
        room = MOST_PENDING - self._pending
        came = self.connection.take(most=min(MOST_AT_ONCE, room), wait_s=wait_s) if room > 0 else []
        if came:
            self._keep(came)
            self.connection.acknowledge(came)
        is_time = self.elapsed_s() - self._sorted_s >= self.every_s
        if is_time or self._pending >= MOST_PENDING:
            self.sort()
        return len(came)

    @property
    def _pending(self) -> int:
        """How many messages are in the journal, and not sorted."""
        waiting = [*self._closed, *([self._open] if self._open else [])]
        return sum(len(each.messages) for each in waiting)

    def sort(self) -> None:
        """Sort what is pending, do what commands want, and tell how it stands."""
        self._sorted_s = self.elapsed_s()
        try:
            self._catch_up()
            # What was begun is closed: a segment that is sorted again has to be the same one.
            self._closed += [self._open] if self._open else []
            self._open = None
            while self._closed:
                self._settle(self._closed[0].name, self._closed[0].messages)
                del self._closed[0]
            if self._too_many:
                self._settle("", [])
            is_connected = self._link is Link.CONNECTED
            self._commanding.turn(now=self.now(), is_connected=is_connected)
            self.trouble = ""
            if self.elapsed_s() - self._told_s >= _TELL_EVERY_S or self._told is not self._link:
                self.tell()
            self._merge()
        except StoreError as error:
            # All of it is in the journal: it is sorted again when the database is back.
            self.trouble = str(error)
            self.sorter.register.forget()

    @property
    def _link(self) -> Link:
        return self.connection.link

    def _merge(self) -> None:
        """Put few files of telemetry in place of many, now that each segment is settled."""
        if self.elapsed_s() < self._merge_at_s:
            return
        gone = 0
        try:
            gone = self._days.merge(today=self.now().astimezone(UTC).date())
        except OSError as error:
            # Nothing is lost by it: days only take longer to open.
            self.trouble = f"Files of telemetry could not be merged: {error}"
        self._merge_at_s = self.elapsed_s() + (_MERGE_AGAIN_S if gone else _MERGE_EVERY_S)

    def tell(self) -> None:
        """Keep how taking in stands, for pages."""
        self._told, self._told_s = self._link, self.elapsed_s()
        before = self.devices.entry(IntakeStatus, STATUS_KEY)
        # Of two listeners into one database the next one to tell is heard.
        with suppress(StaleEntryError):
            self.devices.keep(self.status(version=before.version + 1 if before else 1))

    def status(self, *, version: int = 1) -> IntakeStatus:
        """Return how taking in stands."""
        return IntakeStatus(
            link=self._link,
            since=self.connection.since,
            because=self.connection.because,
            broker=self.named,
            at=self.now(),
            received=self.tally["received"],
            kept=self.tally["kept"],
            repeated=self.tally["repeated"],
            live_only=self.tally["live_only"],
            set_aside=self.tally["set_aside"],
            waiting=self._backlog.homes(),
            version=version,
        )

    def _keep(self, came: Sequence[Message]) -> None:
        """Have messages on the disk: what a home may send in its segment, the rest behind it."""
        by_home: dict[str, list[Message]] = defaultdict(list)
        for each in came:
            by_home[each.home].append(each)
        now_s, waiting = self.elapsed_s(), {*self._backlog.homes()}
        prompt: list[Message] = []
        for home, some in by_home.items():
            # What came later waits behind what waits already.
            share = 0 if home in waiting else self._shares.take(home, len(some), now_s)
            prompt += some[:share]
            if some[share:]:
                self._defer(home, some[share:])
        self._add(prompt)

    def _defer(self, home: str, some: Sequence[Message]) -> None:
        if lost := self._backlog.put(home, some):
            before = self._too_many.get(home, (0, some[-1]))[0]
            self._too_many[home] = (before + lost, some[-1])

    def _catch_up(self) -> None:
        for home in self._backlog.homes():
            share = self._shares.take(home, MOST_AT_ONCE, self.elapsed_s())
            room = max(0, min(share, MOST_PENDING - self._pending))
            if room:
                self._add(self._backlog.first(home, room))
                self._backlog.let_go(home, room)

    def _add(self, messages: Sequence[Message]) -> None:
        if messages:
            self._open = self._open or _Segment(self._journal.begin(self.now().timestamp()))
            self._journal.append(self._open.name, messages)
            self._open.messages += messages

    def _settle(self, segment: str, messages: Sequence[Message]) -> None:
        """Sort messages and keep what becomes of them; all of it again where that fails."""
        outcome = self.sorter.sort(messages, now=self.now())
        if outcome.rows:
            self._days.write(segment, outcome.rows)
        self._describe(outcome)
        for of, fault, at in self._commanding.answers(outcome.answers):
            unknown = Message(topic="", raw=b"", at=at)
            outcome.add(fault, unknown, home=of.home, device=of.device)
        self._count_floods(outcome)
        self.devices.keep_seen([*outcome.live.values()], [*outcome.faults.values()])
        self._too_many.clear()
        self.tally += outcome.tally
        if segment:
            self._journal.remove(segment)

    def _describe(self, outcome: Outcome) -> None:
        new = [*outcome.devices.values()]
        try:
            self.devices.keep(*new)
        except StaleEntryError:
            for each in new:
                self._describe_anew(each)

    def _describe_anew(self, device: Device) -> None:
        """Keep what a device announces, beside what somebody has just decided about it."""
        while True:
            kept = self.devices.entry(Device, device.key)
            after = redescribed(kept, device) if kept else replace(device, version=1)
            try:
                self.devices.keep(after)
            except StaleEntryError:
                continue
            return

    def _count_floods(self, outcome: Outcome) -> None:
        for home, (count, last) in self._too_many.items():
            is_known = home in self.sorter.register.homes
            words = (
                f"{home or 'Somebody'} sends more than {self.limits.per_s:g} messages a second, "
                f"and more than {self.limits.waiting_bytes // 1024**2} MiB of them wait; the rest "
                "is counted and not kept. Look for a device of it that repeats itself."
            )
            fault = Fault(kind=FaultKind.FLOOD, words=words)
            outcome.add(fault, last, home=home if is_known else "", device="", count=count)
