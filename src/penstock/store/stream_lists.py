"""The statement of a page of all cases that one side sees, however many it does not see.

Cases stand in the order of their ids, and those of a stream that nobody may see would all be looked
at. So each stream that they see gives its first, of which the first of all are taken.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, literal_column, select, union_all

from penstock.delivery.ports import Wanted
from penstock.kernel.sides import Side
from penstock.store.tables import CASE_STATE, STAGE_MODEL

STREAMS = select(STAGE_MODEL.c.stream_id, STAGE_MODEL.c.side).distinct().order_by("stream_id")
_CASE_ID = CASE_STATE.c.case_id
# Written out: an index of part of a table serves only statements that show which part they want.
_FOR_NOBODY = CASE_STATE.c.customer == literal_column("''")
_FOR_SOMEBODY = CASE_STATE.c.customer != literal_column("''")


def are_of_streams(wanted: Wanted) -> bool:
    """Tell whether a list is of all cases, or of a stream or status, and of nothing narrower."""
    return wanted == Wanted(
        stream_id=wanted.stream_id,
        status=wanted.status,
        closed=wanted.closed,
        but_for=wanted.but_for,
        after=wanted.after,
        limit=wanted.limit,
    )


def page_of_streams(
    wanted: Wanted, streams: Sequence[tuple[str, str]]
) -> tuple["Select[str, str]", Mapping[str, object]]:
    """Return the statement of a page, and the values that it lacks.

    Args:
        wanted: What is asked for.
        streams: The streams that are seen, each with its side.
    """
    shown = tuple(
        (stream_id, Side.read(side) in wanted.closed)
        for stream_id, side in streams
        if wanted.stream_id in {"", stream_id}
    )
    statement = _page(shown, has_status=bool(wanted.status), has_some=bool(wanted.but_for))
    values: dict[str, object] = {"behind": wanted.after, "most": wanted.limit}
    if wanted.status:
        values["status"] = wanted.status
    if wanted.but_for and any(is_closed for _, is_closed in shown):
        values["customers"] = sorted(wanted.but_for)
    return statement, values


@lru_cache(maxsize=64)
def _page(
    streams: tuple[tuple[str, bool], ...], *, has_status: bool, has_some: bool
) -> "Select[str, str]":
    parts = [
        _first(stream_id, has_status=has_status, narrower=narrower)
        for stream_id, is_closed in streams
        for narrower in _narrower(is_closed=is_closed, has_some=has_some)
    ]
    nothing = select(_CASE_ID).where(_CASE_ID.is_(None))
    ids = (union_all(*parts) if parts else nothing).subquery()
    first = select(ids.c.case_id).order_by(ids.c.case_id).limit(bindparam("most")).subquery()
    cases = select(_CASE_ID, CASE_STATE.c.content)
    return cases.join(first, first.c.case_id == _CASE_ID).order_by(_CASE_ID)


def _narrower(*, is_closed: bool, has_some: bool) -> Sequence[Sequence[ColumnElement[bool]]]:
    """Return what is seen of a stream, in parts that are read from an index each."""
    if not is_closed:
        return [()]
    named = CASE_STATE.c.customer.in_(bindparam("customers", expanding=True))
    return [(_FOR_NOBODY,), (_FOR_SOMEBODY, named)] if has_some else [(_FOR_NOBODY,)]


def _first(
    stream_id: str, *, has_status: bool, narrower: Sequence[ColumnElement[bool]]
) -> "Select[str]":
    found = select(_CASE_ID).where(CASE_STATE.c.stream_id == stream_id, *narrower)
    found = found.where(bindparam("behind") < _CASE_ID)
    if has_status:
        found = found.where(CASE_STATE.c.status == bindparam("status"))
    ids = found.order_by(_CASE_ID).limit(bindparam("most")).subquery()
    return select(ids.c.case_id)
