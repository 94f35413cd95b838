"""Brokers that a benchmark starts, stops and kills: ours, and Mosquitto where it is installed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from penstock.app.devices.broker.permits import SERVER, mosquitto_rules
from penstock.app.devices.broker.users import Users, server_password, users_file

PATIENCE_S = 60.0
PLACES = f"/usr/sbin:/usr/local/sbin:{os.environ.get('PATH', '')}"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class NoAnswerError(Exception):
    """What was started does not answer."""


@dataclass(kw_only=True)
class BenchBroker:
    """A broker with homes as users, on a port of its own.

    Args:
        name: What it is called.
        folder: Where it keeps what it has.
        homes: Its homes, each with its devices.
        is_careful: Whether it writes its sessions down after each change, where it does that from
            time to time.
    """

    name: str
    folder: Path
    homes: dict[str, list[str]]
    is_careful: bool = False
    port: int = field(default_factory=_free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    def prepare(self) -> dict[str, str]:
        """Make the users, and return their passwords."""
        users = Users(users_file(self.folder))
        return {SERVER: server_password(users)} | users.add_all(list(self.homes))

    def start(self) -> None:
        """Start, and wait until it answers.

        Raises:
            NoAnswerError: It does not.
        """
        with (self.folder / "said").open("ab") as said:
            self._process = subprocess.Popen(self._command(), stdout=said, stderr=said)
        end_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < end_s:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise NoAnswerError(f"{self.name} does not answer on port {self.port}.")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop or kill it, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_S)
            self._process = None

    def _command(self) -> Sequence[str]:
        return self._mosquitto() if self.name == "Mosquitto" else self._own()

    def _own(self) -> Sequence[str]:
        penstock = [sys.executable, "-m", "penstock.cli.main", "devices", "broker", "--plain"]
        return [*penstock, "--folder", str(self.folder), "--port", str(self.port), "--rate", "1e6"]

    def _mosquitto(self) -> Sequence[str]:
        rules, said = self.folder / "rules", self.folder / "mosquitto.conf"
        rules.write_text("\n".join(mosquitto_rules(self.homes)) + "\n", encoding="utf-8")
        rules.chmod(0o600)
        lines = [
            f"listener {self.port} 127.0.0.1",
            "allow_anonymous false",
            f"password_file {users_file(self.folder)}",
            f"acl_file {rules}",
            "persistence true",
            f"persistence_location {self.folder}/",
            "max_queued_messages 0",
            "max_inflight_messages 500",
            *(["autosave_on_changes true", "autosave_interval 1"] if self.is_careful else []),
            *(["user root"] if os.geteuid() == 0 else []),
        ]
        said.write_text("\n".join(lines) + "\n", encoding="utf-8")
        program = shutil.which("mosquitto", path=PLACES)
        assert program is not None
        return [program, "-c", str(said)]


def names() -> tuple[str, ...]:
    """Return the brokers that are there."""
    mosquitto = ("Mosquitto",) if shutil.which("mosquitto", path=PLACES) else ()
    return ("Penstock's broker", *mosquitto)
