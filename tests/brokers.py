"""Brokers that tests start for themselves, and a client that waits for what has to come."""

import asyncio
import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penstock.app.devices.broker.certificates import ensure_certificate
from penstock.app.devices.broker.limits import Limits
from penstock.app.devices.broker.permits import SERVER, mosquitto_rules
from penstock.app.devices.broker.serving import BrokerPlace, serve
from penstock.app.devices.broker.users import Users, server_password, users_file
from tests.conftest import miss

PATIENCE_S = 30.0
HOMES: Mapping[str, tuple[str, ...]] = {
    "elm_1": ("hall", "hub"),
    "oak_2": ("hall", "hub"),
    "ash_3": ("hub",),
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for a condition."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"{what} has not come about for {PATIENCE_S:g} s"
        time.sleep(0.01)


@dataclass(kw_only=True)
class RunningBroker:
    """A broker of a test's own, with its homes as users, and the server."""

    folder: Path
    is_secret: bool = False
    packet_bytes: int = 262_144
    port: int = field(default_factory=free_port)
    homes: Mapping[str, Iterable[str]] = field(default_factory=lambda: HOMES)
    passwords: dict[str, str] = field(default_factory=dict)
    _process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        users = Users(users_file(self.folder))
        self.passwords = {SERVER: server_password(users)}
        self.passwords |= users.add_all(list(self.homes))

    @property
    def authority(self) -> Path | None:
        return self.folder / "certificates" / "authority.pem" if self.is_secret else None

    def command(self) -> list[str]:
        raise NotImplementedError

    def start(self) -> None:
        with (self.folder / "said").open("ab") as said:
            self._process = subprocess.Popen(self.command(), stdout=said, stderr=said)
        until(self._answers, "a broker that answers")

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_S)
            self._process = None

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.said()
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


class OwnBroker(RunningBroker):
    """The broker inside Penstock, as `penstock devices broker` begins it."""

    def command(self) -> list[str]:
        penstock = [sys.executable, "-m", "penstock.cli.main", "devices", "broker"]
        said = ["--folder", str(self.folder), "--port", str(self.port)]
        bound = ["--message-bytes", str(self.packet_bytes)]
        return [*penstock, *said, *bound, *([] if self.is_secret else ["--plain"])]


class InnerBroker(RunningBroker):
    """Our broker in a thread of the test, with bounds of its own."""

    def __init__(self, *, folder: Path, **limits: Any) -> None:
        super().__init__(folder=folder)
        self.limits = Limits(**limits)
        self.heard: list[str] = []
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        began = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(began)))
        self._thread.start()
        assert began.wait(PATIENCE_S)

    def stop(self) -> None:
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._until.set)
            self._thread.join(PATIENCE_S)
            self._thread = None

    async def _serve(self, began: threading.Event) -> None:
        self._loop, self._until = asyncio.get_running_loop(), asyncio.Event()
        place = BrokerPlace(folder=self.folder, port=self.port, is_secret=False, limits=self.limits)
        await serve(place, tell=self.heard.append, began=lambda _: began.set(), until=self._until)


class Mosquitto(RunningBroker):
    """Mosquitto with the same users and the rules we write for it."""

    def command(self) -> list[str]:
        program = shutil.which("mosquitto", path=f"/usr/sbin:/usr/local/sbin:{os.environ['PATH']}")
        if program is None:
            miss("mosquitto is not installed")
        rules = self.folder / "rules"
        rules.write_text("\n".join(mosquitto_rules(self.homes)) + "\n", encoding="utf-8")
        rules.chmod(0o600)
        lines = [
            f"listener {self.port} 127.0.0.1",
            *self._secret(),
            "allow_anonymous false",
            f"password_file {users_file(self.folder)}",
            f"acl_file {rules}",
            "persistence true",
            f"persistence_location {self.folder}/",
            f"max_packet_size {self.packet_bytes}",
            "max_queued_messages 100000",
            f"user {'root' if os.geteuid() == 0 else ''}".rstrip(),
        ]
        said = self.folder / "mosquitto.conf"
        said.write_text("\n".join(each for each in lines if each != "user") + "\n")
        return [program, "-c", str(said)]

    def _secret(self) -> Iterable[str]:
        if self.is_secret:
            folder = self.folder / "certificates"
            ensure_certificate(folder, host="127.0.0.1", now=datetime.now(tz=UTC))
            yield f"certfile {folder / 'broker.pem'}"
            yield f"keyfile {folder / 'broker.key'}"


class Client:
    """A client of paho that waits for each answer."""

    def __init__(self, broker: RunningBroker, user: str, **options: Any) -> None:
        mqtt = pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")
        self.came: queue.Queue[Any] = queue.Queue()
        self.answers: queue.Queue[Any] = queue.Queue()
        self.granted: queue.Queue[Any] = queue.Queue()
        self.gone: queue.Queue[Any] = queue.Queue()
        will, password = options.pop("will", None), options.pop("password", None)
        self.mqtt = mqtt.Client(
            mqtt.CallbackAPIVersion.VERSION2,
            client_id=options.pop("client", user),
            clean_session=options.pop("clean", True),
            reconnect_on_failure=False,
            **options,
        )
        said = broker.passwords.get(user, "") if password is None else password
        self.mqtt.username_pw_set(user, said)
        if broker.authority is not None:
            self.mqtt.tls_set(ca_certs=str(broker.authority))
        if will is not None:
            self.mqtt.will_set(*will)
        self.mqtt.on_connect = lambda _c, _d, flags, reason, _p: self.answers.put((flags, reason))
        self.mqtt.on_subscribe = lambda _c, _d, _m, reasons, _p: self.granted.put(reasons)
        self.mqtt.on_disconnect = lambda *said: self.gone.put(said)
        self.mqtt.on_message = lambda _c, _d, message: self.came.put(message)
        self.is_known = False
        self._port = broker.port

    def connect(self, *, keepalive: int = 60) -> tuple[Any, Any]:
        """Connect, and return what the broker answers."""
        self.mqtt.connect("127.0.0.1", self._port, keepalive=keepalive)
        self.mqtt.loop_start()
        flags, reason = self.answers.get(timeout=PATIENCE_S)
        self.is_known = flags.session_present
        return flags, reason

    def subscribe(self, *filters: str, qos: int = 1) -> list[bool]:
        """Subscribe, and return for each filter whether it is granted."""
        self.mqtt.subscribe([(each, qos) for each in filters])
        return [not each.is_failure for each in self.granted.get(timeout=PATIENCE_S)]

    def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Publish, and wait until the broker has acknowledged it."""
        sent = self.mqtt.publish(topic, payload, qos=qos, retain=retain)
        sent.wait_for_publish(PATIENCE_S)
        assert sent.is_published()

    def next(self) -> tuple[str, bytes]:
        """Return the next message."""
        found = self.came.get(timeout=PATIENCE_S)
        return found.topic, bytes(found.payload)

    def vanish(self) -> None:
        """Break the connection without taking leave."""
        self.mqtt.socket().shutdown(socket.SHUT_RDWR)
        self.gone.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self.mqtt.disconnect()
        self.mqtt.loop_stop()
        # It closes what wakes its thread when it is forgotten, which may be after its sockets are.
        self.mqtt.__del__()
