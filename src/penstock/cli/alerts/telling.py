"""Alerts for a terminal and for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from penstock.cli.cases.telling import columns
from penstock.measurement.alerts.alert import Alert, State


def list_lines(alerts: Sequence[Alert]) -> Iterator[str]:
    """Yield alerts, each with its sentence below it."""
    heads = columns((each.id, _standing(each), each.role or "(nobody)") for each in alerts)
    for head, alert in zip(heads, alerts, strict=True):
        yield head
        yield f"      {alert.sentence}"


def history_lines(versions: Sequence[Alert], holders: Sequence[str]) -> Iterator[str]:
    """Yield an alert, whose task it is, and what became of it."""
    alert = versions[-1]
    yield f"{alert.id}: {alert.sentence}"
    yield f"It is {_standing(alert)}."
    yield f"{_whose(alert)}{_held(alert, holders)}"
    yield ""
    yield from columns(map(_event, versions))


def as_document(alert: Alert) -> dict[str, Any]:
    """Return an alert for programs."""
    facts = {"id": alert.id, "state": str(alert.state), **asdict(alert)}
    facts["value"] = float(alert.value)
    return {
        name: each.isoformat() if isinstance(each, datetime) else each
        for name, each in facts.items()
    }


def as_text(found: object) -> str:
    """Return a document as JSON."""
    return json.dumps(found, indent=2, ensure_ascii=False)


def _whose(alert: Alert) -> str:
    if not alert.role:
        return f"It is nobody's task: {alert.owner_rule}. Name an owner in the metric's record."
    return f"It is the task of {alert.role}: {alert.owner_rule}."


def _held(alert: Alert, holders: Sequence[str]) -> str:
    if not alert.role:
        return ""
    return f" Who has the role: {', '.join(holders) or 'nobody in the register of people'}."


def _standing(alert: Alert) -> str:
    if alert.state is State.CLAIMED:
        return f"claimed by {alert.claimed_by}"
    if alert.state is State.CLOSED:
        return f"closed by {alert.ended_by}"
    return str(alert.state)


def _event(alert: Alert) -> tuple[str, str]:
    """Return when a version was made, and what happened then."""
    if alert.ended_at:
        found = f"; found: {alert.found}" if alert.found else ""
        return _moment(alert.ended_at), f"{_standing(alert)}: {alert.reason}{found}"
    if alert.claimed_at and alert.version > 1:
        return _moment(alert.claimed_at), _standing(alert)
    return _moment(alert.raised_at), f"raised, of {alert.month}"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z"
