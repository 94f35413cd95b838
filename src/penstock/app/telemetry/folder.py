"""A folder of telemetry: a file for each day, what was set aside, and what was just received."""

import base64
import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile

from penstock.engineering.monitoring.telemetry import Intake, Reading, SetAside, take_file
from penstock.engineering.monitoring.telemetry.intake import IntakeRules, merged
from penstock.engineering.monitoring.telemetry.sources import written

_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_JOURNAL, _ASIDE = "received.jsonl", "set-aside.jsonl"


class TelemetryFolder:
    """Where the telemetry of one site is kept; one program at a time writes into it.

    A day's file is `2026-06-12.csv`, by UTC. What does not count stands in `set-aside.jsonl` with
    its reason, byte for byte. What a broker has delivered is in `received.jsonl` before the broker
    is told so, and goes from there into the days.

    Args:
        path: The folder; made where it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def keep(self, readings: Sequence[Reading], aside: Sequence[SetAside]) -> None:
        """Add readings to their days and what was set aside to its file; the first ones count."""
        for day, some in groupby(readings, key=lambda each: each.at.astimezone(UTC).date()):
            file = self.path / f"{day}.csv"
            self._replace(file, written(merged(self._read(file), tuple(some))))
        if aside:
            self._set_aside(aside)

    def readings(self) -> tuple[Reading, ...]:
        """Return all that is kept, day by day."""
        return tuple(each for file in self.days() for each in self._read(file))

    def days(self) -> tuple[Path, ...]:
        """Return the files of days, the oldest first."""
        return tuple(sorted(self.path.glob("????-??-??.csv")))

    def receive(self, messages: Sequence[tuple[str, bytes]]) -> None:
        """Write down messages as they came, so that nothing is lost when the machine stops now."""
        with (self.path / _JOURNAL).open("a", encoding="ascii") as file:
            for topic, raw in messages:
                said = {"topic": topic, "raw": base64.b64encode(raw).decode()}
                file.write(json.dumps(said) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def received(self) -> Iterator[tuple[str, bytes]]:
        """Yield the messages that were written down and are in no day yet."""
        file = self.path / _JOURNAL
        for line in file.read_text(encoding="ascii").splitlines() if file.exists() else ():
            # A machine that stops while it writes leaves half a line, and has promised nothing.
            try:
                said = json.loads(line)
                yield said["topic"], base64.b64decode(said["raw"])
            except (KeyError, ValueError):
                continue

    def sort_in(self, rules: IntakeRules) -> Intake:
        """Bring what was received into the days, and return how that went."""
        into = Intake(rules)
        for topic, raw in self.received():
            into.message(raw, place=topic)
        self.keep(into.readings, into.set_aside)
        (self.path / _JOURNAL).unlink(missing_ok=True)
        return into

    def _read(self, file: Path) -> tuple[Reading, ...]:
        if not file.exists():
            return ()
        # What is kept was taken before: it is not judged by the clock again.
        into = Intake(IntakeRules(now=_FAR))
        take_file(into, file.read_bytes(), name=str(file))
        return into.readings

    def _set_aside(self, aside: Sequence[SetAside]) -> None:
        file = self.path / _ASIDE
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        known = dict.fromkeys(lines)
        known.update(dict.fromkeys(map(_line, aside)))
        self._replace(file, ("\n".join(known) + "\n").encode())

    def _replace(self, file: Path, content: bytes) -> None:
        """Write a file as a whole or not at all."""
        with NamedTemporaryFile(dir=self.path, delete=False) as made:
            made.write(content)
            made.flush()
            os.fsync(made.fileno())
        Path(made.name).replace(file)


def _line(each: SetAside) -> str:
    said = {
        "oddity": each.oddity.value,
        "place": each.place,
        "because": each.because,
        "bytes": len(each.raw),
        "sha256": sha256(each.raw).hexdigest(),
        "raw": base64.b64encode(each.raw).decode(),
    }
    return json.dumps(said, ensure_ascii=False)
