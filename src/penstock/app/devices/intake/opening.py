"""From an address of a broker and a database to taking in what devices say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic

from penstock.app.bell import Bell
from penstock.app.devices.intake.connection import Connection
from penstock.app.devices.intake.listening import Listener
from penstock.app.devices.intake.register import Register
from penstock.app.devices.intake.shares import Limits
from penstock.app.devices.intake.sorting import Sorter
from penstock.app.devices.keeping import devices_of
from penstock.app.telemetry.broker import Broker, broker_alone
from penstock.casework.device.status import Link
from penstock.delivery.ports import Store

_WAIT_S = 0.2


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What is listened to, and where it goes.

    Args:
        broker: The broker.
        store: Where homes, devices and consents are kept.
        folder: Where what came and what was measured is kept.
        now: Returns the moment it is.
        password: The server's at the broker; None takes the variable's.
        limits: How much one home may send.
        every_s: How often what came is sorted. [s]
        most_wait_s: How long it waits at most before it asks a broker again that is away. [s]
    """

    broker: Broker
    store: Store
    folder: Path
    now: Callable[[], datetime]
    password: str | None = None
    limits: Limits = field(default_factory=Limits)
    every_s: float = 2.0
    most_wait_s: float = 30.0

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """Yield a listener that is connecting, after what an earlier run has left is sorted.

        At the end the broker is let go of, and what came is sorted.

        Raises:
            IntakeBusyError: Another program listens into the folder.
            NoMqttError: The package that speaks MQTT is not installed.
            StoreError: What was left cannot be kept.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        connection = Connection(
            broker=self.broker,
            named=f"devices {self.broker.host}:{self.broker.port} {self.folder.resolve()}",
            now=self.now,
            password=self.password,
            first_wait_s=min(1.0, self.most_wait_s),
            most_wait_s=self.most_wait_s,
        )
        listener = self._listener(connection)
        with listener.alone():
            connection.start()
            try:
                yield listener
            finally:
                connection.stop()
                listener.sort()

    def _listener(self, connection: Connection) -> Listener:
        devices = devices_of(self.store)
        register = Register(devices=devices, consents=self.store.consents)
        return Listener(
            connection=connection,
            devices=devices,
            sorter=Sorter(register=register),
            folder=self.folder,
            now=self.now,
            named=f"{self.broker.host}:{self.broker.port}",
            limits=self.limits,
            every_s=self.every_s,
        )


def intake_from(address: str, store: Store, *, folder: Path, now: Callable[[], datetime]) -> Intake:
    """Return the intake of a broker such as `mqtts://penstock@broker:8883`.

    Raises:
        BrokerError: It is no address of a broker.
    """
    return Intake(broker=broker_alone(address), store=store, folder=folder, now=now)


def listen(
    listener: Listener,
    bell: Bell,
    *,
    tell: Callable[[str], None],
    seconds: float | None = None,
) -> None:
    """Take in what comes until it is stopped.

    Args:
        listener: Takes it in.
        bell: Tells when it is stopped.
        tell: Told of the broker when it comes and goes.
        seconds: How long at most; None for as long as it is not stopped. [s]
    """
    link = Link.CONNECTING
    end_s = None if seconds is None else monotonic() + seconds
    while not (bell.stopped or (end_s is not None and monotonic() >= end_s)):
        listener.turn(wait_s=_WAIT_S)
        if (now := listener.status()).link is not link:
            link = now.link
            tell(now.sentence)
