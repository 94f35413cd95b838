"""The queue and its fairness report, as tables and JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from penstock.app.interconnection.procedure_files import Interconnection
from penstock.app.service_levels.as_json import comparisons_json
from penstock.architecture.exchange.sheets import Sheet
from penstock.governance.fairness.comparing import Comparison
from penstock.governance.interconnection.procedure import dates, late
from penstock.governance.interconnection.queueing import Position, Reordering
from penstock.governance.interconnection.requests import Entry, Milestone
from penstock.governance.interconnection.waiting import Advancement

_HEADER = ("No", "Request", "Customer", "Complete", "Track", "Next", "Due", "Owner", "Moved")


def queue_sheet(
    positions: Sequence[Position],
    entries: Mapping[str, Entry],
    rules: Interconnection,
    *,
    at: datetime,
    owners: Mapping[str, str],
) -> Sheet:
    """Return a row for each request in the queue."""
    rows = []
    for each in positions:
        following, due = _next(each, rules)
        overdue = bool(late(each.request, rules.procedure, rules.calendar, at=at))
        rows.append(
            (
                each.number,
                each.request.id,
                entries[each.request.id].customer.name,
                _day(each.request.complete, rules),
                rules.procedure.track(each.request.project).name,
                str(following) if following else "the customer has to act",
                f"{_day(due, rules)}{' late' if overdue else ''}" if due else "-",
                owners.get(each.request.id, ""),
                "; ".join(f"{move.reason} ({move.person})" for move in each.moved),
            )
        )
    return Sheet("Queue", "A request that waits.", _HEADER, tuple(rows))


def queue_json(
    positions: Sequence[Position],
    entries: Mapping[str, Entry],
    rules: Interconnection,
    *,
    at: datetime,
    owners: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return the queue for programs."""
    return [
        {
            "number": each.number,
            "request": each.request.id,
            "customer": entries[each.request.id].customer.name,
            "affiliate": entries[each.request.id].customer.is_affiliate,
            "reached": {str(name): moment.isoformat() for name, moment in _reached(each).items()},
            "track": rules.procedure.track(each.request.project).name,
            "checks": list(rules.procedure.track(each.request.project).checks),
            "due": {
                str(name): moment.isoformat()
                for name, moment in dates(each.request, rules.procedure, rules.calendar).items()
            },
            "late": [
                str(name) for name in late(each.request, rules.procedure, rules.calendar, at=at)
            ],
            "owner": owners.get(each.request.id, ""),
            "moved": [reordering_json(move) for move in each.moved],
        }
        for each in positions
    ]


def reordering_json(reordering: Reordering) -> dict[str, Any]:
    """Return a reordering for programs."""
    return {
        "request": reordering.request_id,
        "before": reordering.before_id,
        "reason": reordering.reason,
        "person": reordering.person,
        "at": reordering.at.isoformat(),
    }


def advancement_lines(advanced: Iterable[Advancement]) -> list[str]:
    """Return a sentence for each request that was brought forward."""
    return [
        f"{each.entry.request.id} of {each.entry.customer.name} stands at {each.number} instead of "
        f"{each.by_application}: "
        + "; ".join(f"{move.reason} ({move.person})" for move in each.reorderings)
        for each in advanced
    ]


def fairness_json(
    compared: Iterable[Comparison], advanced: Iterable[Advancement]
) -> dict[str, Any]:
    """Return how long both sides wait, and who was brought forward, for programs."""
    return {
        "comparisons": comparisons_json(compared),
        "advanced": [
            {
                "request": each.entry.request.id,
                "affiliate": each.entry.customer.is_affiliate,
                "number": each.number,
                "by_application": each.by_application,
                "moved": [reordering_json(move) for move in each.reorderings],
            }
            for each in advanced
        ],
    }


def _reached(position: Position) -> dict[Milestone, datetime]:
    return {name: position.request.reached[name] for name in Milestone if _has(position, name)}


def _has(position: Position, milestone: Milestone) -> bool:
    return milestone in position.request.reached


def _next(position: Position, rules: Interconnection) -> tuple[Milestone | None, datetime | None]:
    """Return what the utility owes a request next, and by when."""
    owed = dates(position.request, rules.procedure, rules.calendar)
    following = next(
        (each for each in Milestone if each in owed and not _has(position, each)), None
    )
    return following, owed.get(following) if following else None


def _day(moment: datetime | None, rules: Interconnection) -> str:
    if moment is None:
        return "-"
    return f"{moment.astimezone(ZoneInfo(rules.calendar.zone)):%Y-%m-%d %H:%M}"
