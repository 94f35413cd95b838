"""What a stream had to do lately: arrivals, waits, work, people and ways, to be played again."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

import ibis
import ibis.expr.types as ir

from penstock.measurement.flow.scope import (
    ended,
    entered_visits,
    final_visits,
    open_visits,
    rows,
    waited_visits,
)
from penstock.measurement.flow.waiting import StageCauses
from penstock.measurement.ports import Log

DAY_US: Final = 86_400_000_000
LOOKS_BACK_DAYS: Final = 182
CLOSED: Final = ""
"""Where a case goes that is closed after a stage."""
CANCELLED: Final = "cancelled"
"""Where a case goes that is cancelled in a stage; no stage has such an id."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)
# So many of the newest visits tell enough; more would only take longer.
_MOST_VISITS = 50_000


class Spell(NamedTuple):
    """A visit of a stage that is over: how many days it waited, and was worked."""

    wait_days: float
    work_days: float


class UnderWay(NamedTuple):
    """A case that is open: where it is, how many days it has been there, and how many in all."""

    stage_id: str
    age_days: float
    lead_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLoad:
    """What a stage had to do.

    Args:
        stage_id: The stage.
        spells: Its visits that ended lately.
        people: How many people worked in it.
        contended: The share of the waiting in which those who worked were at work on other cases.
    """

    stage_id: str
    spells: tuple[Spell, ...]
    people: int
    contended: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a stream had to do lately.

    Args:
        stream_id: The stream.
        as_of: The moment up to which the log tells.
        days: So many days before are looked at.
        arrivals: How many cases came on a day in the mean, Monday first (UTC).
        stages: Its stages that somebody has left, by their ids.
        entries: In which stages cases began, and how many.
        moves: Where cases went from each stage, and how many: a stage, `CLOSED` or `CANCELLED`.
        under_way: The cases that are open.
        lead_days: How long the cases took that were closed lately, the shortest first.
    """

    stream_id: str
    as_of: datetime
    days: float
    arrivals: tuple[float, ...]
    stages: Mapping[str, StageLoad]
    entries: Mapping[str, int]
    moves: Mapping[str, Mapping[str, int]]
    under_way: tuple[UnderWay, ...]
    lead_days: tuple[float, ...]


def workload(
    log: Log, stream_id: str, causes: Sequence[StageCauses], *, days: int = LOOKS_BACK_DAYS
) -> Workload:
    """Return what a stream had to do in the days before the log's end.

    Args:
        log: The log.
        stream_id: The stream.
        causes: Why its cases waited.
        days: How many days are looked at.
    """
    now = (log.as_of - _EPOCH) // _US
    opened = _opened(log, stream_id)
    since = max(now - days * DAY_US, min(opened.values(), default=now))
    span = max(1.0, (now - since) / DAY_US)
    return Workload(
        stream_id=stream_id,
        as_of=log.as_of,
        days=span,
        arrivals=_arrivals([each for each in opened.values() if each >= since], since, now),
        stages=_stages(log, stream_id, since, {each.stage_id: _share(each) for each in causes}),
        entries=_entries(log, stream_id),
        moves=_moves(log, stream_id, since),
        under_way=tuple(_under_way(log, stream_id, opened, now)),
        lead_days=_leads(log, stream_id, since),
    )


def _share(causes: StageCauses) -> float:
    contended = causes.parts.contention_us + causes.parts.prioritisation_us
    return contended / causes.wait_us if causes.wait_us else 0.0


def _opened(log: Log, stream_id: str) -> dict[str, int]:
    cases = log.cases()
    of_stream = cases.filter(cases.stream == stream_id)
    found = rows(of_stream.select("case_id", opened=_micros(of_stream.opened)))
    return {row["case_id"]: row["opened"] for row in found}


def _arrivals(opened: Sequence[int], since: int, now: int) -> tuple[float, ...]:
    """Return how many cases came on each weekday in the mean; a part of a day counts as one."""
    came = Counter(_weekday(each) for each in opened)
    there = Counter(_weekday(each) for each in range(since, now + 1, DAY_US))
    return tuple(came[each] / there[each] if there[each] else 0.0 for each in range(7))


def _weekday(moment_us: int) -> int:
    # 1 January 1970 was a Thursday.
    return (moment_us // DAY_US + 3) % 7


def _stages(
    log: Log, stream_id: str, since: int, contended: Mapping[str, float]
) -> dict[str, StageLoad]:
    visits = waited_visits(log, stream_id)
    lately = visits.filter(_micros(visits.exited) >= since)
    newest = lately.order_by(ibis.desc("exited"), "case_id", "seq").limit(_MOST_VISITS)
    spells: defaultdict[str, list[Spell]] = defaultdict(list)
    people: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(newest.select("stage", "wait_us", "work_us", "resource")):
        wait_us, work_us = row["wait_us"] or 0, row["work_us"] or 0
        spells[row["stage"]].append(Spell(wait_us / DAY_US, work_us / DAY_US))
        people[row["stage"]] |= {row["resource"]} if row["resource"] else set()
    return {
        stage_id: StageLoad(
            stage_id=stage_id,
            spells=tuple(each),
            people=max(1, len(people[stage_id])),
            contended=contended.get(stage_id, 0.0),
        )
        for stage_id, each in sorted(spells.items())
    }


def _entries(log: Log, stream_id: str) -> dict[str, int]:
    entered = entered_visits(log, stream_id)
    first = entered.filter(entered.prev_stage.isnull())
    return {row["stage"]: row["n"] for row in rows(first.group_by("stage").agg(n=first.count()))}


def _moves(log: Log, stream_id: str, since: int) -> dict[str, dict[str, int]]:
    """Return where cases went that left each stage lately; a case's next visit tells its stage."""
    final = final_visits(log, stream_id)
    both = final.select(*_STEP).union(open_visits(log, stream_id).select(*_STEP))
    moved = both.filter(both.prev_stage.notnull() & (_micros(both.entered) >= since))
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(moved.group_by("prev_stage", "stage").agg(n=moved.count())):
        found[row["prev_stage"]][row["stage"]] = row["n"]
    over = final.filter(ended(final) & (_micros(final.exited) >= since))
    for row in rows(over.group_by("stage", "closes").agg(n=over.count())):
        found[row["stage"]][CLOSED if row["closes"] else CANCELLED] = row["n"]
    return {stage: dict(sorted(several.items())) for stage, several in sorted(found.items())}


_STEP = ("stage", "prev_stage", "entered")


def _under_way(log: Log, stream_id: str, opened: Mapping[str, int], now: int) -> list[UnderWay]:
    visits = open_visits(log, stream_id)
    found = rows(visits.select("case_id", "stage", entered=_micros(visits.entered)))
    return sorted(_case_under_way(row, opened, now) for row in found)


def _case_under_way(row: Mapping[str, Any], opened: Mapping[str, int], now: int) -> UnderWay:
    entered = row["entered"]
    begun = opened.get(row["case_id"], entered)
    return UnderWay(row["stage"], max(0, now - entered) / DAY_US, max(0, now - begun) / DAY_US)


def _leads(log: Log, stream_id: str, since: int) -> tuple[float, ...]:
    visits = final_visits(log, stream_id)
    cases = visits.group_by("case_id").agg(
        first=_micros(visits.entered).min(),
        last=_micros(visits.exited).max(),
        closed=visits.closes.any(),
    )
    lately = cases.filter(cases.closed & (cases["last"] >= since))
    found = rows(lately.select(lead_us=lately["last"] - lately["first"]).limit(_MOST_VISITS))
    return tuple(sorted(max(0, row["lead_us"]) / DAY_US for row in found))


def _micros(moment: ir.TimestampValue) -> ir.IntegerValue:
    return moment.delta(ibis.literal(_EPOCH), unit="microsecond")
