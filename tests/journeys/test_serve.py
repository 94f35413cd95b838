import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.small_company import STAGES, TEXTS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX knows them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@contextmanager
def _serving(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command; give its process and the address that it prints."""
    command = [sys.executable, "-u", "-m", "penstock.cli.main", "serve", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            yield process, re.findall(r"http://127\.0\.0\.1:\d+/", said)[0]
        finally:
            process.kill()


def _read(address: str) -> str:
    with urlopen(address) as answer:
        content: bytes = answer.read()
    return content.decode()


def test_pages_follow_the_documents(folder: Path) -> None:
    with _serving(folder, "--port", 0) as (_, base):
        page = f"{base}value-streams/NCV-03"
        assert "Design Array" in _read(page)

        renamed = STAGES.replace("Design Array", "Draw the Array")
        (folder / "stages.md").write_text(renamed, encoding="utf-8")
        end = time.monotonic() + 10
        while "Draw the Array" not in _read(page) and time.monotonic() < end:
            time.sleep(0.1)

        assert "Draw the Array" in _read(page)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order_when_asked_to(folder: Path, number: signal.Signals) -> None:
    with _serving(folder, "--port", 0) as (process, base):
        _read(base)
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)

    assert (process.returncode, errors) == (0, "Stopped.\n")


def test_a_taken_port_that_was_asked_for_is_a_sentence(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "penstock.cli.main", "serve", str(folder)]
        command += ["--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 2
    assert f"Port {port} is taken by another program" in done.stderr


@contextmanager
def _holding(port: int) -> Iterator[None]:
    """Take a port, as soon as a test beside this one has left it."""
    with socket.socket() as other:
        # Connections that ended just now keep a port from all who do not say this.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for _ in range(300):
            with suppress(OSError):
                other.bind(("127.0.0.1", port))
                break
            time.sleep(0.1)
        other.listen()
        yield


def test_a_taken_usual_port_is_passed_over_with_a_note(folder: Path) -> None:
    with _holding(8765), _serving(folder) as (process, base):
        process.terminate()
        _, errors = process.communicate(timeout=10)

    assert not base.endswith(":8765/")
    assert "Port 8765 is taken by another program" in errors


def test_an_absent_folder_ends_with_code_3(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "penstock.cli.main", "serve", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 3
    assert "does not exist" in done.stderr
