"""Telemetry taken in: from a file or a broker into a folder, with what was odd about it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from penstock.app.telemetry.broker import Broker, Listening
from penstock.app.telemetry.folder import TelemetryFolder
from penstock.engineering.monitoring.telemetry import (
    Intake,
    IntakeRules,
    Oddity,
    Reading,
    SetAside,
    Tally,
    take_file,
)
from penstock.engineering.monitoring.telemetry.parsing import Clock

_SORT_EVERY_S = 30.0
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of what was sent.

    Args:
        tally: How much was sent, kept, and odd.
        first_at: The first reading that counts; None without any.
        last_at: The last one.
        examples: A few of what does not count, of each reason.
    """

    tally: Tally
    first_at: datetime | None
    last_at: datetime | None
    examples: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Whose telemetry it is.

    Args:
        serials: Its devices; empty where any counts.
        zone: Of times that name none; None where nobody said it.
    """

    serials: frozenset[str] = frozenset()
    zone: str | None = None

    def rules(self, now: datetime) -> IntakeRules:
        """Return what is taken in at a moment."""
        return IntakeRules(serials=self.serials, clock=Clock(zone=self.zone), now=now)


def read_file(file: Path, site: Site, folder: Path | None, *, now: datetime) -> TakenIn:
    """Take in a file, and keep it by day where a folder is named.

    Raises:
        MonitoringError: It is no telemetry.
        OSError: It cannot be read, or the folder not be written.
    """
    into = Intake(site.rules(now))
    take_file(into, file.read_bytes(), name=file.name)
    if folder is not None:
        TelemetryFolder(folder).keep(into.readings, into.set_aside)
    return _summed([into])


@dataclass(frozen=True, slots=True, kw_only=True)
class Until:
    """When listening ends; without either it goes on.

    Args:
        seconds: After so long.
        messages: After so many.
    """

    seconds: float | None = None
    messages: int | None = None


def listen(
    broker: Broker, site: Site, folder: Path, *, until: Until, now: Callable[[], datetime]
) -> TakenIn:
    """Take in what a broker delivers, and keep it by day.

    Each message is written down before the broker is told that it has come, and sorted into its day
    at most half a minute later; what an earlier run has left is sorted in first.

    Raises:
        BrokerError: The broker cannot be reached, refuses, or goes away.
        NoMqttError: The package that speaks MQTT is not installed.
        OSError: The folder cannot be written.
    """
    kept = TelemetryFolder(folder)
    sorted_in = [kept.sort_in(site.rules(now()))]
    since = monotonic()

    def keep(messages: list[tuple[str, bytes]]) -> None:
        nonlocal since
        kept.receive(messages)
        if monotonic() - since > _SORT_EVERY_S:
            sorted_in.append(kept.sort_in(site.rules(now())))
            since = monotonic()

    try:
        Listening(broker=broker, keep=keep).listen(seconds=until.seconds, most=until.messages)
    finally:
        sorted_in.append(kept.sort_in(site.rules(now())))
    return _summed(sorted_in)


def _summed(intakes: list[Intake]) -> TakenIn:
    readings: list[Reading] = [each for one in intakes for each in one.readings]
    odd: Counter[Oddity] = Counter()
    for one in intakes:
        odd.update(one.tally.odd)
    tally = Tally(
        sent=sum(one.tally.sent for one in intakes),
        kept=sum(one.tally.kept for one in intakes),
        odd={each: odd[each] for each in Oddity if odd[each]},
        busiest_minute=max(one.tally.busiest_minute for one in intakes),
    )
    moments = [each.at for each in readings]
    return TakenIn(
        tally=tally,
        first_at=min(moments, default=None),
        last_at=max(moments, default=None),
        examples=_examples([each for one in intakes for each in one.set_aside]),
    )


def _examples(aside: list[SetAside]) -> tuple[SetAside, ...]:
    seen: Counter[Oddity] = Counter()
    found = []
    for each in aside:
        seen[each.oddity] += 1
        if seen[each.oddity] <= _EXAMPLES:
            found.append(each)
    return tuple(found)
