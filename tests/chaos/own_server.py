"""A PostgreSQL server of the tests' own, which they may stop as rudely as they like."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Debian keeps them off the PATH, a folder for each version.
FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
# PostgreSQL refuses to run as root.
ACCOUNT = "postgres" if os.geteuid() == 0 else None


class NoServerError(Exception):
    """The programs of a PostgreSQL server are not installed."""

    def __init__(self) -> None:
        super().__init__("initdb and pg_ctl are neither on the PATH nor in /usr/lib/postgresql")


@dataclass(frozen=True)
class OwnServer:
    """A server with a folder and a port of its own."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers: after a rude stop it mends itself first."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = str(self.folder.with_name("server.log"))
        _run("pg_ctl", "start", "-w", "-D", str(self.folder), "-l", log, "-o", options)

    def stop_at_once(self) -> None:
        """Stop it as a power cut would: no transaction ends, nothing is written any more."""
        _run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder))


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """Make a server, start it, yield it, and remove it.

    Raises:
        NoServerError: It is not installed.
    """
    _program("initdb")
    # Not below pytest's folder, into which the server's account may not look.
    top = Path(tempfile.mkdtemp(prefix="penstock-server-"))
    try:
        if ACCOUNT:
            shutil.chown(top, ACCOUNT)
        server = OwnServer(folder=top / "data", port=_free_port())
        data = str(server.folder)
        _run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
        server.start()
        try:
            yield server
        finally:
            server.stop_at_once()
    finally:
        shutil.rmtree(top)


def _program(name: str) -> str:
    path = os.pathsep.join([os.environ["PATH"], *map(str, FOLDERS)])
    found = shutil.which(name, path=path)
    if found is None:
        raise NoServerError
    return found


def _run(name: str, *arguments: str) -> None:
    # What the server says goes to its log; a pipe would stay open as long as it runs.
    subprocess.run(
        [_program(name), *arguments],
        check=True,
        user=ACCOUNT,
        cwd="/",
        stdout=subprocess.DEVNULL,
        timeout=60,
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
