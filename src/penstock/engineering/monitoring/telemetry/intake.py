"""Where messages and rows come in: each is kept, or set aside with its reason; none is lost."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.telemetry.oddities import Oddity, SetAside, Tally, counted
from penstock.engineering.monitoring.telemetry.parsing import Clock, reading_of
from penstock.engineering.monitoring.telemetry.readings import Reading

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=10)
MOST_BYTES = 1_048_576
"""Of one message; ours: a day of one-second readings of one device fits into several. [B]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRules:
    """What is taken in.

    Args:
        serials: The devices of the site; empty where any is taken.
        clock: How they tell the time.
        now: The moment it is: what is later has a wrong clock.
        most_bytes: The longest message that is looked into. [B]
    """

    serials: frozenset[str] = frozenset()
    clock: Clock = field(default_factory=Clock)
    now: datetime
    most_bytes: int = MOST_BYTES


class Intake:
    """Takes in what devices send.

    Args:
        rules: What is taken.
    """

    def __init__(self, rules: IntakeRules) -> None:
        self._rules = rules
        self._readings: dict[tuple[str, datetime], Reading] = {}
        self._set_aside: list[SetAside] = []
        self._odd: Counter[Oddity] = Counter()
        self._minutes: Counter[tuple[str, datetime]] = Counter()
        self._sent = 0

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What counts, by moment and device."""
        return tuple(sorted(self._readings.values(), key=lambda each: (each.at, each.serial)))

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What does not count, as it was sent; what was sent twice alike is there once."""
        return tuple(self._set_aside)

    @property
    def tally(self) -> Tally:
        """How much was sent, and what became of it."""
        return Tally(
            sent=self._sent,
            kept=len(self._readings),
            odd=counted(self._odd),
            busiest_minute=max(self._minutes.values(), default=0),
        )

    def emptied(self) -> tuple[tuple[Reading, ...], tuple[SetAside, ...], Tally]:
        """Return what has come since the last time and forget it, so that memory stays bounded."""
        found = self.readings, self.set_aside, self.tally
        self._readings, self._set_aside = {}, []
        self._minutes.clear()
        self._odd.clear()
        self._sent = 0
        return found

    def message(self, raw: bytes, *, place: str) -> None:
        """Take a message: a JSON object, or a list of them.

        Args:
            raw: As it was sent.
            place: Where: a topic, a line.
        """
        if len(raw) > self._rules.most_bytes:
            because = f"it has {len(raw):,} bytes; expected {self._rules.most_bytes:,} at most"
            self._aside(Oddity.TOO_LARGE, place, because, raw)
            return
        try:
            said = json.loads(raw)
        except (ValueError, RecursionError):
            self._aside(Oddity.UNREADABLE, place, "it is no JSON", raw)
            return
        objects = said if isinstance(said, list) and said else [said]
        for number, each in enumerate(objects, start=1):
            where = place if len(objects) == 1 else f"{place}, entry {number}"
            self.object(each, raw=_raw(each, raw, alone=len(objects) == 1), place=where)

    def object(self, said: Any, *, raw: bytes, place: str) -> None:
        """Take one object or row.

        Args:
            said: Names with values.
            raw: As it was sent.
            place: Where it stood.
        """
        if not isinstance(said, Mapping):
            self._aside(Oddity.UNREADABLE, place, "it is no object with names and values", raw)
            return
        try:
            reading = reading_of(said, self._rules.clock)
        except MonitoringError as error:
            self._aside(Oddity.UNREADABLE, place, str(error), raw)
            return
        if problem := self._problem(reading):
            self._aside(problem[0], place, problem[1], raw)
        else:
            self._keep(reading, raw=raw, place=place)

    def _problem(self, reading: Reading) -> tuple[Oddity, str] | None:
        rules = self._rules
        if rules.serials and reading.serial not in rules.serials:
            known = ", ".join(sorted(rules.serials))
            return Oddity.OTHER_SERIAL, f"{reading.serial or 'no serial'}; this site has {known}"
        if not _EARLIEST <= reading.at <= rules.now + _AHEAD:
            return (
                Oddity.CLOCK,
                f"it says {reading.at:%Y-%m-%d %H:%M} UTC, which is not yet or past",
            )
        if wrong := "; ".join(reading.impossible()):
            return Oddity.IMPOSSIBLE, wrong
        return None

    def _keep(self, reading: Reading, *, raw: bytes, place: str) -> None:
        key = reading.serial, reading.at
        before = self._readings.get(key)
        if before is None:
            self._sent += 1
            self._readings[key] = reading
            self._minutes[reading.serial, reading.at.replace(second=0, microsecond=0)] += 1
        elif before == reading:
            self._sent += 1
            self._odd[Oddity.DUPLICATE] += 1
        else:
            because = f"another reading of {reading.at:%Y-%m-%d %H:%M:%S} UTC came first"
            self._aside(Oddity.CONTRADICTION, place, because, raw)

    def _aside(self, oddity: Oddity, place: str, because: str, raw: bytes) -> None:
        self._sent += 1
        self._odd[oddity] += 1
        self._set_aside.append(SetAside(oddity=oddity, place=place, because=because, raw=raw))


def _raw(each: Any, raw: bytes, *, alone: bool) -> bytes:
    return raw if alone else json.dumps(each, ensure_ascii=False).encode()


def merged(readings: Sequence[Reading], others: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return readings and others together, each moment of a device once; the first ones count."""
    found = {(each.serial, each.at): each for each in (*others, *readings)}
    return tuple(sorted(found.values(), key=lambda each: (each.at, each.serial)))
