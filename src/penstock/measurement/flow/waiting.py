"""Why cases wait in each stage: the causes of waiting, summed up out of a log."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import open_time
from penstock.measurement.flow.causes import Interval, Parts, Wait, parts_of
from penstock.measurement.flow.scope import final_visits
from penstock.measurement.flow.timelines import Closed, Work
from penstock.measurement.ports import Log

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)
_Visit = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCauses:
    """Why cases waited in a stage; all times are whole microseconds of visits that are over.

    Args:
        stage_id: The stage.
        visits: How many times cases waited: before work began, or on hold during work.
        wait_us: How long, in sum: exactly the sum of the parts.
        parts: The parts by cause.
        held_for: The time on hold by its reason, the longest first. Where two holds overlap, both
            have all of their time.
        knows_hours: Whether a calendar told when nobody works; unavailability is 0 otherwise, and
            is among the rest.
    """

    stage_id: str
    visits: int
    wait_us: int
    parts: Parts
    held_for: tuple[tuple[str, int], ...]
    knows_hours: bool


def waiting_causes(
    log: Log, stream_id: str, *, calendar: Calendar | None = None
) -> tuple[StageCauses, ...]:
    """Return why cases waited in each stage of a stream, by the stage's id.

    Reads the visits that waited, and what those who worked then did in all streams, into memory.

    Raises:
        BeyondCalendarError: The calendar does not reach as far as the waits.
    """
    held, reasons = _holds(log, stream_id)
    numbered = [*_waits(log, stream_id, held), *_held_in_work(log, stream_id, held)]
    waits = [wait for _, wait in numbered]
    parts = parts_of(waits, _works(log), _closed(calendar) if calendar else None)
    sums: dict[str, list[Parts]] = defaultdict(list)
    held_for: dict[str, Counter[str]] = defaultdict(Counter)
    for (key, wait), split in zip(numbered, parts, strict=True):
        sums[wait.stage_id].append(split)
        held_for[wait.stage_id].update(_by_reason(wait, reasons.get(key, ())))
    return tuple(
        StageCauses(
            stage_id=stage_id,
            visits=len(each),
            wait_us=sum(map(sum, each)),
            parts=Parts(*map(sum, zip(*each, strict=True))),
            held_for=tuple(sorted(held_for[stage_id].items(), key=lambda one: (-one[1], one[0]))),
            knows_hours=calendar is not None,
        )
        for stage_id, each in sorted(sums.items())
    )


def _waits(
    log: Log, stream_id: str, held: dict[_Visit, list[Interval]]
) -> Iterator[tuple[_Visit, Wait]]:
    visits = final_visits(log, stream_id)
    waited = visits.filter(visits.wait_us > 0)
    wanted = waited.select(
        "case_id", "seq", "stage", "wait_us", "resource",
        entered=_since_epoch(waited.entered),
        is_begun=waited.started.notnull(),
    )  # fmt: skip
    for case_id, seq, stage, wait_us, resource, entered, is_begun in _tuples(wanted):
        key = (case_id, seq)
        holds = tuple(held.get(key, ()))
        yield key, Wait(stage, resource or "", entered, wait_us, is_begun, holds)


def _held_in_work(
    log: Log, stream_id: str, held: dict[_Visit, list[Interval]]
) -> Iterator[tuple[_Visit, Wait]]:
    """Yield the times on hold after work had begun, each as a wait of its own."""
    visits = final_visits(log, stream_id)
    begun = visits.filter(visits.started.notnull())
    holds = log.holds().filter(ibis._.stream == stream_id).select("case_id", "seq").distinct()
    wanted = begun.semi_join(holds, ["case_id", "seq"]).select(
        "case_id", "seq", "stage", "resource",
        started=_since_epoch(begun.started),
        exited=_since_epoch(begun.exited),
    )  # fmt: skip
    for case_id, seq, stage, resource, started, exited in _tuples(wanted):
        for began, ended in held[case_id, seq]:
            begin, end = max(began, started), min(ended, exited)
            if begin < end:
                whole = ((begin, end),)
                wait = Wait(stage, resource or "", begin, end - begin, is_begun=False, holds=whole)
                yield (case_id, seq), wait


def _works(log: Log) -> dict[str, list[Work]]:
    """Return what each resource worked on; what is still under way, up to now."""
    final, still = log.visits(), log.open_visits()
    until = ibis.literal((log.as_of - _EPOCH) // _US, "int64")
    under_way = ibis.coalesce(_since_epoch(still.exited), until)
    both = _worked(final, _since_epoch(final.exited)).union(_worked(still, under_way))
    found: dict[str, list[Work]] = defaultdict(list)
    for resource, entered, started, ended in _tuples(both):
        found[resource].append(Work(entered, started, ended))
    return found


def _worked(visits: ir.Table, ended: ir.IntegerValue) -> ir.Table:
    entered, started = _since_epoch(visits.entered), _since_epoch(visits.started)
    shown = visits.select("resource", entered=entered, begun=started, ended=ended)
    return shown.filter(shown.resource.notnull() & shown.begun.notnull())


def _holds(
    log: Log, stream_id: str
) -> tuple[dict[_Visit, list[Interval]], dict[_Visit, list[tuple[str, int, int]]]]:
    """Return when cases were on hold in each visit, without and with the reasons."""
    holds = log.holds()
    wanted = holds.filter(holds.stream == stream_id).select(
        "case_id", "seq", "reason", began=_since_epoch(holds.began), over=_since_epoch(holds.ended)
    )
    times: dict[_Visit, list[Interval]] = defaultdict(list)
    reasons: dict[_Visit, list[tuple[str, int, int]]] = defaultdict(list)
    for case_id, seq, reason, began, over in _tuples(wanted):
        times[case_id, seq].append((began, over))
        reasons[case_id, seq].append((reason or "", began, over))
    return times, reasons


def _by_reason(wait: Wait, reasons: Iterable[tuple[str, int, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for reason, began, over in reasons:
        found[reason] += max(0, min(over, wait.until) - max(began, wait.entered))
    return +found


def _closed(calendar: Calendar) -> Closed:
    """Return a function that returns the closed time from 1970 up to a moment."""
    hours = open_time(calendar)

    @cache
    def closed(at: int) -> int:
        return at - hours.before(_EPOCH + at * _US) // _US

    return closed


def _since_epoch(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Return a moment as microseconds since 1970."""
    return moment.delta(ibis.literal(_EPOCH), unit="microsecond")


def _tuples(table: ir.Table) -> Iterable[tuple[Any, ...]]:
    columns = table.to_pyarrow().to_pydict()
    return zip(*columns.values(), strict=True)
