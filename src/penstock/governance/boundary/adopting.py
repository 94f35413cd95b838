"""How a council adopts policies: with an owner, a reason, a source, a day, and two approvers."""

import csv
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from penstock.governance.boundary.statements import PolicyFile

COLUMNS = ["sha256", "effective", "owner", "reason", "source", "impact", "approved_by"]
_APPROVERS = 2


class ChangeTableError(ValueError):
    """A table holds no changes of policies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Policies as a council adopted them.

    Args:
        place: The line of the table.
        sha256: The fingerprint of the policies.
        effective: The first day on which they hold.
        owner: The role that answers for the change.
        reason: Why.
        source: The rule, order or decision behind it.
        impact: What they decide otherwise than those before, as a replay tells it.
        approved_by: The roles that approved it.
    """

    place: str
    sha256: str
    effective: date
    owner: str
    reason: str
    source: str
    impact: str
    approved_by: tuple[str, ...]


def read_changes(table: PolicyFile) -> tuple[Change, ...]:
    """Return the changes of a table.

    Raises:
        ChangeTableError: It has other columns, or a line without a day.
    """
    rows = csv.reader(table.text.splitlines(), strict=True)
    if (head := next(rows, [])) != COLUMNS:
        found = f"{table.name}:1: the columns are {', '.join(head) or 'missing'}."
        raise ChangeTableError(f"{found} They have to be {', '.join(COLUMNS)}.")
    return tuple(_change(row, f"{table.name}:{rows.line_num}") for row in rows if any(row))


def unadopted(changes: Sequence[Change], *, sha256: str, on: date) -> Iterator[str]:
    """Yield why policies do not hold on a day; nothing where they do."""
    holding = [each for each in changes if each.effective <= on]
    # Of those that were adopted for one day, the last one counts.
    latest = max(reversed(holding), key=lambda each: each.effective, default=None)
    if latest and latest.sha256 == sha256:
        return
    later = next((each for each in changes if each.sha256 == sha256), None)
    if later is None:
        yield f"The policies {sha256[:16]} were never adopted. Add a line that adopts them."
    elif later.effective > on:
        yield f"{later.place}: the policies hold from {later.effective} on, and not before."
    else:
        yield f"{later.place}: others were adopted since, from {latest and latest.effective} on."


def faults(change: Change, *, roles: Container[str]) -> Iterator[str]:
    """Yield what is missing of a change, or is not as a council has to have it."""
    for column in ("owner", "reason", "source", "impact"):
        if not getattr(change, column).strip():
            yield f"{change.place}: {column} is empty."
    for role in (change.owner, *change.approved_by):
        if role and role not in roles:
            yield f"{change.place}: there is no role {role}."
    others = {*change.approved_by} - {change.owner}
    if len(others) < _APPROVERS:
        found = " and ".join(sorted(others)) or "nobody"
        yield f"{change.place}: {found} approved it. It takes two, and neither is the owner."


def _change(row: Sequence[str], place: str) -> Change:
    if len(row) != len(COLUMNS):
        raise ChangeTableError(f"{place}: there are {len(row)} cells, not {len(COLUMNS)}.")
    sha256, effective, owner, reason, source, impact, approved_by = map(str.strip, row)
    try:
        day = date.fromisoformat(effective)
    except ValueError as error:
        raise ChangeTableError(f"{place}: “{effective}” is no day. Write 2026-11-20.") from error
    return Change(
        place=place,
        sha256=sha256,
        effective=day,
        owner=owner,
        reason=reason,
        source=source,
        impact=impact,
        approved_by=tuple(name.strip() for name in approved_by.split(";") if name.strip()),
    )
