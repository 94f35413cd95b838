"""Timers in a database: what the clocks of a case say, kept with the case."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    tuple_,
    update,
)

from penstock.delivery.case import Case
from penstock.delivery.timers import Timer, timers
from penstock.store.moments import DatabaseNow
from penstock.store.session import Session
from penstock.store.tables import TIMER

SET = insert(TIMER).values(
    {name: bindparam(name) for name in ("case_id", "kind", "epoch", "fire_at", "state")}
)
END = (
    update(TIMER)
    .where(TIMER.c.case_id == bindparam("of_case"))
    .where(TIMER.c.kind == bindparam("of_kind"))
    .where(TIMER.c.epoch == bindparam("of_epoch"))
    .values(state=bindparam("ended"))
)
# Written out: an index of part of a table serves only statements that show which part they want.
DUE = (
    select(TIMER.c.case_id, TIMER.c.kind, TIMER.c.epoch, TIMER.c.fire_at)
    .where(TIMER.c.state == literal_column("'set'"), TIMER.c.fire_at <= bindparam("moment"))
    .order_by(TIMER.c.fire_at, TIMER.c.case_id, TIMER.c.kind)
    .limit(bindparam("most"))
)

_ENDED = (TIMER.c.state != literal_column("'set'"), TIMER.c.fire_at < bindparam("moment"))
ENDED = select(func.count()).select_from(TIMER).where(*_ENDED)
FORGET = (
    delete(TIMER)
    .where(tuple_(*TIMER.primary_key).in_(select(*TIMER.primary_key).where(*_ENDED).limit(1000)))
    .returning(TIMER.c.epoch)
)


def keep_timers(session: Session, before: Case | None, after: Case) -> None:
    """Set the timers that a case has got, and end those that it had."""
    if not after.clocks and not (before and before.clocks):
        return
    old, new = set(timers(before) if before else ()), set(timers(after))
    if ended := list(_ended(old - new, after)):
        session.run(END, *ended)
    if begun := [_row(each) for each in sorted(new - old, key=lambda each: each.kind)]:
        session.run(SET, *begun)


def due(connection: Connection, *, before: datetime, limit: int) -> tuple[Timer, ...]:
    """Return timers that are set and due by a moment, the oldest first."""
    rows = connection.execute(DUE, {"moment": before, "most": limit})
    return tuple(Timer(**row) for row in rows.mappings())


def ended(connection: Connection, *, before: datetime) -> int:
    """Return how many timers that fired or were cancelled were set for before a moment."""
    return connection.execute(ENDED, {"moment": before}).scalar_one()


def forget_ended(session: Session, *, before: datetime) -> int:
    """Forget some of them, and return how many; nothing when all are forgotten."""
    return len(session.all(FORGET, {"moment": before}))


def shared_moment(connection: Connection) -> datetime | None:
    """Return the moment it is by the database's clock, where several machines share it."""
    if connection.dialect.name != "postgresql":
        return None
    return connection.execute(select(DatabaseNow())).scalar_one()


def _row(timer: Timer) -> dict[str, Any]:
    return {
        "case_id": timer.case_id,
        "kind": timer.kind,
        "epoch": timer.epoch,
        "fire_at": timer.fire_at,
        "state": "set",
    }


def _ended(gone: set[Timer], after: Case) -> Iterator[dict[str, Any]]:
    epochs = {kind: ticking.epoch for kind, ticking in after.clocks.items()}
    for timer in sorted(gone, key=lambda each: each.kind):
        # The clock still counts from the same event: then it has come, and is known.
        has_come = epochs.get(timer.kind.partition(" ")[0]) == timer.epoch
        yield {
            "of_case": timer.case_id,
            "of_kind": timer.kind,
            "of_epoch": timer.epoch,
            "ended": "fired" if has_come else "cancelled",
        }
