"""Running the server: a socket on this machine alone, a thread, and an orderly end."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.applications import Starlette

from penstock.web.patience import Patience

HOST = "127.0.0.1"
PORT = 8765
_NEXT = 20
_GRACE_SECONDS = 2


class PortBusyError(Exception):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__(
            f"Port {port} is taken by another program. Name another one with --port, "
            "or --port 0 for any that is free."
        )


def listener(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine; 0 means any that is free.

    Raises:
        PortBusyError: The port is taken, or needs rights that this program does not have.
    """
    # Only where the protocol is named does asyncio send small answers at once; else each page
    # waits 40 ms for an acknowledgement.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        # A port that was left a moment ago can be used again at once.
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        found.listen(128)
    except OSError as error:
        found.close()
        if error.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise PortBusyError(port) from error
        raise
    return found


def next_free(port: int = PORT) -> socket.socket:
    """Return a socket on the port, or on one of the next, or on any."""
    for candidate in (*range(port, port + _NEXT), 0):
        try:
            return listener(candidate)
        except PortBusyError:
            continue
    raise PortBusyError(port)


def address(of: socket.socket) -> str:
    """Return the address that a browser opens."""
    return f"http://{HOST}:{of.getsockname()[1]}/"


def _nothing() -> None:
    pass


@contextmanager
def running(application: Starlette, at: socket.socket) -> Iterator[str]:
    """Serve in a thread while the block runs; give the address."""
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            access_log=False,
            lifespan="off",
            log_level="warning",
            server_header=False,
            # uvicorn would believe what any program of this machine says of a visitor; the
            # application itself knows whether there is a server in front.
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            # Pages need no other; looking for more would delay the first one.
            http=Patience,
            loop="asyncio",
            ws="none",
        )
    )
    thread = Thread(target=server.run, kwargs={"sockets": [at]}, name="server", daemon=True)
    thread.start()
    try:
        yield address(at)
    finally:
        # Whoever follows what happens would be waited for.
        getattr(application.state, "leave", _nothing)()
        server.should_exit = True
        thread.join(_GRACE_SECONDS + 1)
