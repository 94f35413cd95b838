import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route

from penstock.app.watching import Watch
from penstock.web.running import PortBusyError, address, listener, next_free, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from tests.small_company import TEXTS


@pytest.fixture
def site(tmp_path: Path) -> Starlette:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return application(Shelf(partial(Edition.of, tmp_path), Watch(tmp_path)))


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_taken_port_is_a_sentence(taken: int) -> None:
    with pytest.raises(PortBusyError, match=f"Port {taken} is taken by another program"):
        listener(taken)


def test_the_next_free_port_is_found(taken: int) -> None:
    with next_free(taken) as found:
        assert found.getsockname()[1] != taken


def test_only_this_machine_is_listened_to() -> None:
    with listener(0) as found:
        assert found.getsockname()[0] == "127.0.0.1"


def test_small_answers_are_sent_at_once() -> None:
    with listener(0) as found:
        # asyncio looks at the protocol before it switches off the wait for more to send.
        assert found.proto == socket.IPPROTO_TCP


def test_a_site_is_served_while_the_block_runs(site: Starlette) -> None:
    with running(site, listener(0)) as base, urlopen(base) as answer:
        assert b"NCV-03" in answer.read()


def test_a_waiting_browser_does_not_hold_up_the_end(site: Starlette) -> None:
    at = listener(0)
    host, port = at.getsockname()
    with running(site, at), socket.create_connection((host, port)) as browser:
        browser.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert browser.recv(12) == b"HTTP/1.1 200"
        began = time.monotonic()
    assert time.monotonic() - began < 5


async def _for_ever() -> AsyncIterator[bytes]:
    while True:
        yield b"data: still here\n\n"
        await asyncio.sleep(0.05)


def test_whoever_listens_to_what_never_ends_does_not_hold_up_the_end() -> None:
    events = StreamingResponse(_for_ever(), media_type="text/event-stream")
    site = Starlette(routes=[Route("/", lambda _request: events)])
    at = listener(0)
    with running(site, at), socket.create_connection(at.getsockname()) as browser:
        browser.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert browser.recv(12) == b"HTTP/1.1 200"

    # Three seconds are waited for it at the most.
    assert [each.name for each in threading.enumerate() if each.name == "server"] == []


def test_an_address_is_what_a_browser_opens() -> None:
    with listener(0) as found:
        assert address(found) == f"http://127.0.0.1:{found.getsockname()[1]}/"
