"""Requests that arrive when they arrive, whether or not those before them were answered.

A wait is counted from the moment at which a request should have been sent, so that a server that
stalls is not spared the requests that queue meanwhile.
"""

import re
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import islice
from threading import local
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from benchmarks.web.visiting import Look, is_answered
from penstock.app.signing_in.cookies import PLAIN_NAME

THREADS = 64
_LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)" [^>]*?href|script [^>]*?src|img [^>]*?src)="([^"]+)"'
)
_IN_STYLE = re.compile(r'url\("?([^")]+)"?\)')
# Whoever asks first for what is measured of all cases waits until the log was read.
TIMEOUT_S = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How a look was answered.

    Args:
        look: What was asked for.
        wait_ms: From the moment at which it was due until the last byte.
        status: The status; 0 where nothing came.
        size: The bytes that were sent, packed as browsers take them.
    """

    look: Look
    wait_ms: float
    status: int
    size: int

    @property
    def is_right(self) -> bool:
        """Whether it is an answer that somebody in their place should get."""
        return is_answered(self.look.kind, self.status)


class Browser:
    """Asks a server, over connections that stay open, one for each thread."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = local()

    def ask(self, look: Look, *, due: float | None = None) -> Answered:
        """Open a page, now or when it was due by the clock that counts seconds."""
        begun = time.perf_counter() if due is None else due
        try:
            status, size = self._answered(look)
        except (OSError, HTTPException):
            status, size = 0, 0
        wait_ms = (time.perf_counter() - begun) * 1000
        return Answered(look=look, wait_ms=wait_ms, status=status, size=size)

    def parts(self, look: Look) -> tuple[str, ...]:
        """Return the files that a page loads: style, scripts, fonts of the style, pictures."""
        found = [_from(look.path, each) for each in _LOADED.findall(self._text(look))]
        for style in [path for path in found if path.endswith(".css")]:
            text = self._text(Look(kind="file", path=style, session=""))
            found += [_from(style, each) for each in _IN_STYLE.findall(text)]
        return tuple(dict.fromkeys(found))

    def _text(self, look: Look) -> str:
        address = f"http://127.0.0.1:{self._port}{look.path}"
        asked = Request(address, headers={"Cookie": f"{PLAIN_NAME}={look.session}"})
        with urlopen(asked, timeout=TIMEOUT_S) as answer:  # this machine
            return str(answer.read().decode())

    def _answered(self, look: Look) -> tuple[int, int]:
        """Ask, and once more where a connection that lay still was closed meanwhile.

        Every browser does that: the server may close it in the moment in which somebody asks.
        """
        lay_still = getattr(self._own, "connection", None) is not None
        try:
            return self._asked(look)
        except (ConnectionError, HTTPException):
            self._own.connection = None
            if not lay_still:
                raise
        return self._asked(look)

    def _asked(self, look: Look) -> tuple[int, int]:
        connection: HTTPConnection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT_S)
            self._own.connection = connection
        headers = {"Cookie": f"{PLAIN_NAME}={look.session}", "Accept-Encoding": "gzip"}
        connection.request("GET", look.path, headers=headers)
        response = connection.getresponse()
        return response.status, len(response.read())


def arrived(port: int, looks: Iterable[Look], *, rate: float, seconds: float) -> list[Answered]:
    """Return how looks were answered that arrived at a steady rate. [1/s]"""
    browser, begun = Browser(port), time.perf_counter()
    with ThreadPoolExecutor(THREADS) as threads:
        waiting: list[Future[Answered]] = []
        for due, look in _due(looks, begun, rate=rate, seconds=seconds):
            time.sleep(max(0.0, due - time.perf_counter()))
            waiting.append(threads.submit(browser.ask, look, due=due))
        return [each.result() for each in waiting]


def _due(
    looks: Iterable[Look], begun: float, *, rate: float, seconds: float
) -> Iterator[tuple[float, Look]]:
    for number, look in enumerate(islice(looks, round(rate * seconds))):
        yield begun + number / rate, look


def _from(base: str, path: str) -> str:
    return urljoin(base, path).partition("#")[0]
