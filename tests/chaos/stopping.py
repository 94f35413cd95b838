"""Rounds of stops: clients go on while their server is stopped and started under them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from penstock.store import open_store
from penstock.store.sql import SqlStore
from tests.chaos.killing import ROOT
from tests.chaos.own_server import OwnServer
from tests.chaos.verdict import Verdict, judged

LONGEST_S = 0.5
PATIENCE_S = 30


def stopped(
    server: OwnServer, folder: Path, *, stops: int, seed: int, settings: str = ""
) -> Verdict:
    """Stop and start a server under two clients, then judge its store.

    Args:
        server: The server.
        folder: Where clients note what they were answered.
        stops: How often.
        seed: What clients send, and how long they are let alone.
        settings: What clients ask of the server, behind the `?` of its address.
    """
    open_store(server.address).close()
    files = [folder / f"{number:06}.answered" for number in (1, 2)]
    with _clients(f"{server.address}{settings}", files, seed=seed) as clients:
        chance = Random(seed)  # a seed has to bring the same again
        for _ in range(stops):
            _wait_until_all_go_on(files, clients)
            time.sleep(chance.uniform(0, LONGEST_S))
            server.stop_at_once()
            server.start()
        _wait_until_all_go_on(files, clients)
    with closing(open_store(server.address)) as store:
        assert isinstance(store, SqlStore)
        return judged(store, folder)


@contextmanager
def _clients(
    address: str, files: list[Path], *, seed: int
) -> Iterator[list["subprocess.Popen[str]"]]:
    """Yield clients that go on when the server does not, and kill them in the end."""
    command = [sys.executable, "-m", "tests.chaos.client", "--enduring", address, str(seed)]
    clients = [
        subprocess.Popen(
            [*command, file.stem, str(file)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for file in files
    ]
    try:
        yield clients
    finally:
        for client in clients:
            client.kill()
            client.communicate()


def _wait_until_all_go_on(files: list[Path], clients: list["subprocess.Popen[str]"]) -> None:
    """Wait until each client was answered anew; one that ended by itself says why."""
    before = [_size(file) for file in files]
    patience = time.monotonic() + PATIENCE_S
    while any(_size(file) == size for file, size in zip(files, before, strict=True)):
        for client in clients:
            if client.poll() is not None:
                raise AssertionError(f"a client ended by itself: {client.communicate()[1]}")
        if time.monotonic() > patience:
            raise AssertionError(f"no client was answered for {PATIENCE_S} s after a start")
        time.sleep(0.01)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
