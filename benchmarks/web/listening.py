"""People who leave a page open that hears of events: connections that stay, and are read."""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Thread

from benchmarks.web.making import Person

WAIT_S = 60.0


@dataclass
class Listeners:
    """Connections to the stream of events."""

    sockets: Sequence[socket.socket]
    heard: dict[int, bytes] = field(default_factory=dict)
    _over: bool = field(default=False, init=False)

    @property
    def listening(self) -> int:
        """How many were let in, and are listening."""
        return sum(b" 200 " in said[:20] and b"retry:" in said for said in self.heard.values())

    def read(self) -> None:
        """Read what comes, until it is over."""
        with selectors.DefaultSelector() as ready:
            for each in self.sockets:
                ready.register(each, selectors.EVENT_READ)
            while not self._over:
                for key, _ in ready.select(0.2):
                    said = key.fileobj.recv(65_536)  # type: ignore[union-attr]  # a socket
                    self.heard[key.fd] = (self.heard.get(key.fd, b"") + said)[:4096]
                    if not said:
                        ready.unregister(key.fileobj)

    def end(self) -> None:
        """Read no more."""
        self._over = True


@contextmanager
def listening(port: int, people: Sequence[Person], count: int) -> Iterator[Listeners]:
    """Let people listen while the block runs, each to all that they may hear of."""
    with ExitStack() as held:
        sockets = [
            held.enter_context(_connected(port, people[number % len(people)]))
            for number in range(count)
        ]
        listeners = Listeners(sockets)
        reader = Thread(target=listeners.read, daemon=True)
        reader.start()
        try:
            until = time.monotonic() + WAIT_S
            while listeners.listening < count and time.monotonic() < until:
                time.sleep(0.1)
            yield listeners
        finally:
            listeners.end()
            reader.join()


def _connected(port: int, person: Person) -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), WAIT_S)
    head = f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer "
    found.sendall(f"{head}{person.token}\r\n\r\n".encode())
    return found
