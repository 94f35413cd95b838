"""Requests as somebody types them into a socket, whatever HTTP says of them."""

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_WAIT_S = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """What a server says to a request, until it hangs up.

    Args:
        raw: All of it.
    """

    raw: bytes

    @property
    def statuses(self) -> list[int]:
        """The statuses of its answers."""
        lines = self.raw.split(b"HTTP/1.1 ")[1:]
        return [int(each[:3]) for each in lines]

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the first answer, by their names in small letters."""
        head = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        pairs = (each.partition(": ") for each in head)
        return {name.lower(): value for name, _, value in pairs}

    @property
    def text(self) -> str:
        """What the first answer says."""
        return self.raw.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")


def said(base: str, *lines: str, body: bytes = b"") -> Heard:
    """Say lines to a server as they are, then a body, and return what it says until it hangs up."""
    return typed(base, "\r\n".join((*lines, "", "")).encode("latin-1") + body)


def typed(base: str, raw: bytes) -> Heard:
    """Say bytes to a server, and return what it says until it hangs up."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port), timeout=_WAIT_S) as line:
        line.sendall(raw)
        return Heard(b"".join(iter(lambda: line.recv(65536), b"")))
