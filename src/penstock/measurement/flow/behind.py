"""The cases behind a number: who made a move, deviated, or was at a stage."""

from dataclasses import dataclass

import ibis.expr.types as ir

from penstock.measurement.flow.conformance import Deviation, deviates
from penstock.measurement.flow.scope import ended, entered_visits, final_visits, rows
from penstock.measurement.ports import Log

CLOSED, CANCELLED = "closed", "cancelled"


class UnknownGroupError(ValueError):
    """Words that name no group of cases."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(
            f"“{words}” names no group of cases. Name a stage (NCV-03.2), a move "
            "(NCV-03.2>NCV-03.3, with nothing before > for the beginning, and with closed or "
            f"cancelled behind it for an end), or a deviation ({', '.join(Deviation)})."
        )


@dataclass(frozen=True, slots=True)
class Visited:
    """Cases that came to a stage."""

    stage_id: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Cases that went from one stage to another; from none, those that began there."""

    source_id: str
    target_id: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Cases that were closed after a stage, or cancelled in it."""

    stage_id: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Deviating:
    """Cases that left the documented way so."""

    kind: Deviation


@dataclass(frozen=True, slots=True)
class Took:
    """Cases that took a way to their end."""

    path: int


Group = Visited | Moved | Ended | Deviating | Took


def group_of(words: str) -> Group:
    """Return the group of cases that words name.

    Raises:
        UnknownGroupError: They name none.
    """
    source, arrow, target = (part.strip() for part in words.partition(">"))
    match bool(arrow), source, target:
        case True, _, "":
            raise UnknownGroupError(words)
        case True, stage_id, ("closed" | "cancelled") as end if stage_id:
            return Ended(stage_id, is_closed=end == CLOSED)
        case True, _, _:
            return Moved(source, target)
        case _ if source in set(Deviation):
            return Deviating(Deviation(source))
        case _ if source:
            return Visited(source)
    raise UnknownGroupError(words)


def cases_behind(
    log: Log, stream_id: str, group: Group, *, after: str = "", most: int = 50
) -> tuple[str, ...]:
    """Return the ids of the cases of a group in their order, a page of them.

    Args:
        log: The log.
        stream_id: The stream.
        group: The group.
        after: The last id of the page before; empty for the first page.
        most: How many at most.
    """
    visits = _visits(log, stream_id, group)
    found = visits.filter(visits.case_id > after).select("case_id").distinct()
    return tuple(row["case_id"] for row in rows(found.order_by("case_id").limit(most)))


def count_behind(log: Log, stream_id: str, group: Group) -> int:
    """Return how many cases a group has."""
    visits = _visits(log, stream_id, group)
    return int(rows(visits.agg(cases=visits.case_id.nunique()))[0]["cases"])


def _visits(log: Log, stream_id: str, group: Group) -> ir.Table:
    """Return the visits that make their cases belong to a group."""
    entered, final = entered_visits(log, stream_id), final_visits(log, stream_id)
    match group:
        case Visited(stage_id):
            return entered.filter(entered.stage == stage_id)
        case Moved("", target):
            return entered.filter((entered.stage == target) & entered.prev_stage.isnull())
        case Moved(source, target):
            return entered.filter((entered.stage == target) & (entered.prev_stage == source))
        case Ended(stage_id, is_closed):
            over = final.closes if is_closed else final.outcome == CANCELLED
            return final.filter((final.stage == stage_id) & over)
        case Deviating(kind):
            return entered.filter(deviates(entered, kind))
        case Took(path):
            return final.filter(ended(final) & (final.path == path))
