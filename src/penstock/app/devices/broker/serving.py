"""The broker as a server: its sockets, its encryption, its housekeeping and its end."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from penstock.app import clock
from penstock.app.devices.broker.broker import Broker
from penstock.app.devices.broker.certificates import (
    CERTIFICATE,
    KEY,
    ensure_certificate,
)
from penstock.app.devices.broker.complaining import Complaints
from penstock.app.devices.broker.connection import Connection
from penstock.app.devices.broker.journal import Journal
from penstock.app.devices.broker.limits import Limits
from penstock.app.devices.broker.users import Users, server_password, users_file

JOURNAL, CERTIFICATES = "journal", "certificates"
_TURN_S = 1.0


class ServingError(Exception):
    """A broker cannot begin: its port is taken, or its certificate cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerPlace:
    """Where a broker listens and keeps what it has.

    Args:
        folder: Users, journal and certificates; one broker at a time works in it.
        host: The address it listens at.
        port: Its port; 0 takes a free one.
        is_secret: Whether connections are encrypted.
        certificate: A file of certificates; None makes one.
        key: The file of its key.
        limits: How much one home may take.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8883
    is_secret: bool = True
    certificate: Path | None = None
    key: Path | None = None
    limits: Limits = field(default_factory=Limits)

    def address(self, port: int) -> str:
        """Return how the broker is reached at a port."""
        return f"mqtt{'s' if self.is_secret else ''}://{self.host}:{port}"


async def serve(
    place: BrokerPlace,
    *,
    tell: Callable[[str], None],
    began: Callable[[int], None],
    until: asyncio.Event,
) -> None:
    """Be a broker until an event.

    Args:
        place: Where.
        tell: Told in a sentence what is odd.
        began: Told the port from which moment on clients may come.
        until: What ends it.

    Raises:
        ServingError: The port is taken, or the certificate cannot be read.
        UserError: The file of users cannot be read.
    """
    allow_connections(place.limits.connections)
    users = Users(users_file(place.folder))
    server_password(users)
    users.refresh()
    journal = Journal(place.folder / JOURNAL, tell=tell)
    broker = Broker(users, place.limits, journal, Complaints(tell))
    broker.recall()
    keeping = asyncio.create_task(journal.keep())
    connections: set[Connection] = set()
    try:
        server = await _listening(place, lambda: Connection(broker, connections))
        async with server:
            began(server.sockets[0].getsockname()[1])
            await _housekeeping(broker, connections, until)
            for connection in list(connections):
                connection.close("")
    finally:
        journal.end()
        await keeping


async def _listening(place: BrokerPlace, made: Callable[[], Connection]) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    try:
        secret = _secret(place) if place.is_secret else None
        return await loop.create_server(made, place.host, place.port, ssl=secret, backlog=4096)
    except OSError as error:
        raise ServingError(
            f"A broker cannot listen at {place.host}:{place.port}: {error.strerror or error}. "
            "Choose another port with --port."
        ) from error


def _secret(place: BrokerPlace) -> ssl.SSLContext:
    certificate, key = place.certificate, place.key
    if certificate is None:
        folder = place.folder / CERTIFICATES
        ensure_certificate(folder, host=place.host, now=clock.now())
        certificate, key = folder / CERTIFICATE, folder / KEY
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise ServingError(
            f"The certificate {certificate} with the key {key or certificate} cannot be used: "
            f"{error}. Both are expected in PEM."
        ) from error
    return context


async def _housekeeping(broker: Broker, connections: set[Connection], until: asyncio.Event) -> None:
    """End what is silent, forget what is old, and hear of new users, once a second."""
    while not until.is_set():
        try:
            await asyncio.wait_for(until.wait(), _TURN_S)
        except TimeoutError:
            now_s = monotonic()
            for connection in list(connections):
                connection.abort_if_silent(now_s=now_s)
            broker.tidy()
            broker.hear_of_users()


def allow_connections(wanted: int) -> None:
    """Raise the bound on open files as far as the system allows; Windows has none."""
    if find_spec("resource") is None:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted + 100 if hard == resource.RLIM_INFINITY else min(hard, wanted + 100)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
