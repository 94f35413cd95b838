"""The statements of work lists: a page is read in order from an index, however many cases wait."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from penstock.delivery.case import Phase
from penstock.delivery.ports import Wanted
from penstock.store.linked import is_linked
from penstock.store.moments import Moment
from penstock.store.tables import CASE_LINK, CASE_STATE, STAGE_MODEL, TASK_ROLE

# Written out: an index of part of a table serves only statements that show which part they want.
_ASSIGNED = CASE_STATE.c.assignee != literal_column("''")
_ON_HOLD = TASK_ROLE.c.status == literal_column("'held'")
_AT_GATE = CASE_STATE.c.phase == literal_column(f"'{Phase.WORKED}'")
_COLUMNS = (CASE_STATE.c.case_id, CASE_STATE.c.content)
_WHERE = (CASE_STATE.c.stream_id, CASE_STATE.c.stage_id, CASE_STATE.c.status)
_COUNTS = select(*_WHERE, func.count().label("cases")).group_by(*_WHERE).order_by(*_WHERE)
# Few cases are due by a moment: what is put together keeps SQLite from the index of all counts.
_APART = tuple(each.concat("").label(each.name) for each in _WHERE)
_LATE_COUNTS = (
    select(*_APART, func.count().label("cases"))
    .where(CASE_STATE.c.due_at < bindparam("due_before", type_=Moment))
    .group_by(*_APART)
    .order_by(*_APART)
)

# Asked at the end of every case; to build it anew takes ten times as long as to run it.
_WAITING = (
    select(*_COLUMNS)
    .where(
        CASE_STATE.c.case_id.in_(
            select(CASE_LINK.c.case_id).where(CASE_LINK.c.other_case_id == bindparam("other"))
        )
    )
    .where(CASE_STATE.c.case_id > bindparam("behind"))
    .order_by(CASE_STATE.c.case_id)
    .limit(bindparam("most"))
)


def counts(due_before: datetime | None) -> "Select[*tuple[Any, ...]]":
    """Return the statement of how many cases stand where, be it of those due before a moment."""
    return _LATE_COUNTS.params(due_before=due_before) if due_before else _COUNTS


def asked(wanted: Wanted) -> tuple["Select[str, str]", Mapping[str, object]]:
    """Return the statement of a page of cases, and the values that it lacks."""
    other, behind, most = wanted.waiting_for, wanted.after, wanted.limit
    if other and wanted == Wanted(waiting_for=other, after=behind, limit=most):
        return _WAITING, {"other": other, "behind": behind, "most": most}
    return page(wanted), {}


# To build one takes as long as to run it, and many people look at the same lists.
@lru_cache(maxsize=128)
def page(wanted: Wanted) -> "Select[str, str]":
    """Return the statement of a page of cases; it selects their ids and their content."""
    if wanted.is_by_due:
        return _by_due(wanted)
    case_id = CASE_STATE.c.case_id
    cases = select(*_COLUMNS).order_by(case_id).limit(wanted.limit)
    if wanted.role and not wanted.assignee:
        ids = _of_role(wanted).subquery()
        return cases.join(ids, case_id == ids.c.case_id)
    if wanted.stages:
        # Several stages are several parts of an index: ids are put in order, and not contents.
        found = select(case_id).where(
            *_conditions(wanted, CASE_STATE), *_behind(wanted, CASE_STATE)
        )
        ids = found.order_by(case_id).limit(wanted.limit).subquery()
        return cases.join(ids, case_id == ids.c.case_id)
    cases = cases.where(*_conditions(wanted, CASE_STATE), *_behind(wanted, CASE_STATE))
    return cases.where(_is_for(wanted.role)) if wanted.role else cases


def _by_due(wanted: Wanted) -> "Select[str, str]":
    """Return the statement of a page of cases that are due some day, the first due first."""
    due = (CASE_STATE.c.due_at, CASE_STATE.c.case_id)
    cases = select(*_COLUMNS).where(CASE_STATE.c.due_at.is_not(None))
    if wanted.role:
        # Not joined: SQLite would put all that waits for the role in order.
        cases = cases.where(_is_for(wanted.role))
    if wanted.due_before:
        cases = cases.where(CASE_STATE.c.due_at < wanted.due_before)
    if wanted.after:
        last = CASE_STATE.alias("last")
        behind = select(last.c.due_at, last.c.case_id).where(last.c.case_id == wanted.after)
        cases = cases.where(tuple_(*due) > behind.scalar_subquery())
    return cases.where(*_conditions(wanted, CASE_STATE)).order_by(*due).limit(wanted.limit)


def _of_role(wanted: Wanted) -> "Select[str]":
    """Return the statement of the ids of a page, from what waits for the role or for anybody."""
    conditions = [*_conditions(wanted, TASK_ROLE), *_behind(wanted, TASK_ROLE)]
    ids = select(TASK_ROLE.c.case_id).where(*conditions)
    if of_case := [*_narrower(wanted)]:
        ids = ids.join(CASE_STATE, CASE_STATE.c.case_id == TASK_ROLE.c.case_id).where(*of_case)
    ids = ids.order_by(TASK_ROLE.c.case_id).limit(wanted.limit)
    lists = [ids.where(TASK_ROLE.c.role == role).subquery() for role in (wanted.role, "")]
    both = union_all(*(select(each.c.case_id) for each in lists)).subquery()
    return select(both.c.case_id).order_by(both.c.case_id).limit(wanted.limit)


def _is_for(role: str) -> ColumnElement[bool]:
    """Return whether a case waits for a role or for anybody."""
    roles = select(TASK_ROLE.c.role).where(TASK_ROLE.c.case_id == CASE_STATE.c.case_id)
    # With an offset, PostgreSQL looks at the roles of each of few cases; without one it would make
    # a list of all that waits for the role.
    return roles.where(TASK_ROLE.c.role.in_([role, ""])).offset(0).exists()


def _behind(wanted: Wanted, table: Table) -> list[ColumnElement[bool]]:
    return [table.c.case_id > wanted.after] if wanted.after else []


def _conditions(wanted: Wanted, table: Table) -> list[ColumnElement[bool]]:
    """Return what is wanted of cases, by the columns of a table that knows."""
    conditions = [
        table.c[name] == value
        for name in ("stream_id", "stage_id", "assignee")
        if name in table.c and (value := getattr(wanted, name))
    ]
    if wanted.status:
        # Most cases are open, so that SQLite must not look for those where it can look for few.
        is_few = table is CASE_STATE and (wanted.is_by_due or wanted.is_at_gate)
        status = table.c.status.concat("") if is_few else table.c.status
        conditions.append(status == wanted.status)
    if wanted.status == "held" and table is TASK_ROLE:
        conditions.append(_ON_HOLD)
    if wanted.assignee and table is CASE_STATE:
        conditions.append(_ASSIGNED)
    if wanted.stages:
        conditions.append(table.c.stage_id.in_(sorted(wanted.stages)))
    if table is CASE_STATE:
        conditions += _narrower(wanted)
    if wanted.waiting_for:
        waiting = select(CASE_LINK.c.case_id)
        waiting = waiting.where(CASE_LINK.c.other_case_id == wanted.waiting_for)
        conditions.append(table.c.case_id.in_(waiting))
    return conditions


def _of_customers(wanted: Wanted) -> "Select[str]":
    """Return the statement of the ids of all cases of some customers."""
    case = CASE_STATE.alias("of_customer").c
    names = sorted(each.lower() for each in wanted.customers)
    # Apart, and in no order: else SQLite would look at all cases of the stream in the page's order.
    ids = select(case.case_id).where(case.customer != literal_column("''"))
    ids = ids.where(func.lower(func.trim(case.customer)).in_(names))
    return ids.where(case.stream_id == wanted.stream_id) if wanted.stream_id else ids


def _narrower(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what is wanted of cases that their own rows alone tell."""
    case = CASE_STATE.c
    if wanted.is_unclaimed:
        yield case.assignee == ""
    if wanted.is_at_gate:
        yield _AT_GATE
    if wanted.is_linked:
        yield is_linked(case.content)
    if wanted.customers:
        yield case.case_id.in_(_of_customers(wanted))
    if wanted.on:
        yield case.fingerprint.in_(sorted(wanted.on))
    if wanted.not_on:
        yield case.fingerprint.not_in(sorted(wanted.not_on))
    if wanted.closed:
        closed = select(STAGE_MODEL.c.fingerprint).where(
            STAGE_MODEL.c.side.in_(sorted(wanted.closed))
        )
        shown = sorted({"", *wanted.but_for})
        yield or_(case.fingerprint.not_in(closed), case.customer.in_(shown))
