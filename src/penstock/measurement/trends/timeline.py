"""The way of one case: when it came to each stage, when work began there, and when it was left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from penstock.measurement.flow.scope import rows
from penstock.measurement.ports import Log

_COLUMNS = ("stage", "seq", "visit", "entered", "started", "exited", "outcome", "resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A visit of a stage by the case.

    Args:
        stage_id: The stage.
        visit: Its number among the case's visits of this stage, from 1.
        entered: When the case came to it.
        started: When its work began; None where it has not or never did.
        exited: When it was left; None while the case is in it.
        outcome: How it was left: `passed`, `reopened`, `cancelled`; empty while the case is in it.
        resource: Who worked; empty where nobody did.
    """

    stage_id: str
    visit: int
    entered: datetime
    started: datetime | None
    exited: datetime | None
    outcome: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All visits of a case in their order.

    Args:
        case_id: The case.
        stays: Its visits; none where the log does not know the case.
        as_of: Up to when the log tells.
    """

    case_id: str
    stays: tuple[Stay, ...]
    as_of: datetime


def timeline(log: Log, case_id: str) -> Timeline:
    """Return the way of a case so far."""
    found = [
        row
        for table in (log.visits(), log.open_visits())
        for row in rows(table.filter(table.case_id == case_id).select(*_COLUMNS))
    ]
    stays = tuple(map(_stay, sorted(found, key=lambda row: int(row["seq"]))))
    return Timeline(case_id=case_id, stays=stays, as_of=log.as_of)


def _stay(row: Mapping[str, Any]) -> Stay:
    return Stay(
        stage_id=row["stage"],
        visit=row["visit"],
        entered=row["entered"],
        started=row["started"],
        exited=row["exited"],
        outcome=row["outcome"] or "",
        resource=row["resource"] or "",
    )
