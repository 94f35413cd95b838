"""The statements of work lists: a page is read in order from an index, however many cases wait."""

from dataclasses import replace

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)

from penstock.delivery.ports import Wanted
from penstock.store.tables import CASE_LINK, CASE_STATE, TASK_ROLE

# Written out: an index of part of a table serves only statements that show which part they want.
_ASSIGNED = CASE_STATE.c.assignee != literal_column("''")
_GOING = CASE_STATE.c.status.in_([literal_column("'open'"), literal_column("'held'")])
_COLUMNS = (CASE_STATE.c.case_id, CASE_STATE.c.content)
_WHERE = (CASE_STATE.c.stream_id, CASE_STATE.c.stage_id, CASE_STATE.c.status)
COUNTS = select(*_WHERE, func.count().label("cases")).group_by(*_WHERE).order_by(*_WHERE)


def page(wanted: Wanted) -> "Select[str]":
    """Return the statement of a page of cases; it selects their content."""
    if wanted.is_by_due:
        return _by_due(wanted)
    found = _for_role(wanted) if wanted.role else _first(wanted, select(*_COLUMNS))
    rows = found.subquery()
    return select(rows.c.content).order_by(rows.c.case_id).limit(wanted.limit)


def _by_due(wanted: Wanted) -> "Select[str]":
    """Return the statement of a page of cases that are due some day, the first due first."""
    due = (CASE_STATE.c.due_at, CASE_STATE.c.case_id)
    cases = select(CASE_STATE.c.content).where(CASE_STATE.c.due_at.is_not(None))
    if wanted.role:
        roles = TASK_ROLE.c.role.in_([wanted.role, ""])
        cases = cases.join(TASK_ROLE, CASE_STATE.c.case_id == TASK_ROLE.c.case_id).where(roles)
    if wanted.due_before:
        cases = cases.where(CASE_STATE.c.due_at < wanted.due_before)
    if wanted.after:
        last = CASE_STATE.alias("last")
        behind = select(last.c.due_at, last.c.case_id).where(last.c.case_id == wanted.after)
        cases = cases.where(tuple_(*due) > behind.scalar_subquery())
    return cases.where(*_conditions(wanted)).order_by(*due).limit(wanted.limit)


def _for_role(wanted: Wanted) -> "Select[str, str]":
    """Return two lists in one: what waits for the role, and what waits for anybody."""
    joined = select(*_COLUMNS).join_from(
        TASK_ROLE, CASE_STATE, CASE_STATE.c.case_id == TASK_ROLE.c.case_id
    )
    joined = joined.where(*_where(TASK_ROLE, wanted))
    elsewhere = replace(wanted, stream_id="", stage_id="")
    lists = [
        _first(elsewhere, joined.where(TASK_ROLE.c.role == role), by=TASK_ROLE.c.case_id).subquery()
        for role in (wanted.role, "")
    ]
    both = union_all(*(select(each.c.case_id, each.c.content) for each in lists)).subquery()
    return select(both.c.case_id, both.c.content)


def _first(
    wanted: Wanted,
    cases: "Select[str, str]",
    *,
    by: ColumnElement[str] = CASE_STATE.c.case_id,
) -> "Select[str, str]":
    """Return the first of some cases that are wanted, in the order of a column with their ids."""
    cases = cases.where(*_conditions(wanted)).order_by(by).limit(wanted.limit)
    return cases.where(by > wanted.after) if wanted.after else cases


def _where(table: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what says where cases stand, by the columns of a table that knows."""
    return [
        table.c[name] == value
        for name in ("stream_id", "stage_id")
        if (value := getattr(wanted, name))
    ]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = _where(CASE_STATE, wanted) + [
        CASE_STATE.c[name] == value
        for name in ("status", "assignee")
        if (value := getattr(wanted, name))
    ]
    if wanted.status in {"open", "held"}:
        conditions.append(_GOING)
    if wanted.assignee:
        conditions.append(_ASSIGNED)
    if wanted.waiting_for:
        waiting = select(CASE_LINK.c.case_id)
        waiting = waiting.where(CASE_LINK.c.other_case_id == wanted.waiting_for)
        conditions.append(CASE_STATE.c.case_id.in_(waiting))
    return conditions
