"""Paho in a loop of asyncio: the loop watches the client's socket, and no thread is needed."""

import asyncio
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from penstock.app.telemetry.broker import NoMqttError


def watched_client(name: str, *, is_lasting: bool) -> Any:
    """Return a client of paho that the running loop serves.

    Args:
        name: What the broker knows it by.
        is_lasting: Whether the broker keeps messages while it is away.

    Raises:
        NoMqttError: The package that speaks MQTT is not installed.
    """
    require_mqtt()
    from paho.mqtt.client import Client
    from paho.mqtt.enums import CallbackAPIVersion

    client = Client(CallbackAPIVersion.VERSION2, client_id=name, clean_session=not is_lasting)
    _watch(client, asyncio.get_running_loop())
    return client


def require_mqtt() -> None:
    """Look whether the package that speaks MQTT is there.

    Raises:
        NoMqttError: It is not.
    """
    if find_spec("paho") is None:
        raise NoMqttError


def _watch(client: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Follow what paho says of its socket: that it has one, and when it wants to write."""

    def opened(_client: Any, _data: Any, connection: Any) -> None:
        loop.add_reader(connection, _reading(client))

    def closed(_client: Any, _data: Any, connection: Any) -> None:
        loop.remove_reader(connection)
        loop.remove_writer(connection)

    def wants_to_write(_client: Any, _data: Any, connection: Any) -> None:
        loop.add_writer(connection, client.loop_write)

    def has_written(_client: Any, _data: Any, connection: Any) -> None:
        loop.remove_writer(connection)

    client.on_socket_open, client.on_socket_close = opened, closed
    client.on_socket_register_write = wants_to_write
    client.on_socket_unregister_write = has_written


def _reading(client: Any) -> Callable[[], None]:
    def read() -> None:
        client.loop_read()

    return read
