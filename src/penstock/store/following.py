"""Following the log of all cases: in an order in which nothing is ever skipped."""

from typing import Any

from sqlalchemy import Connection, Executable, text

from penstock.delivery.events import Stamp
from penstock.delivery.ports import Followed, Logged, Position
from penstock.delivery.recording import event_from_json
from penstock.store.moments import Moment

# A number is given out before its transaction commits, so a higher one may be there earlier. Who
# goes by transactions, and stops below the oldest that is under way, misses none.
_POSTGRESQL = """
select xid::text::bigint as number_of_transaction, pos, case_id, seq, occurred_at, actor,
    command_id, content, stage_id, fingerprint
from case_event
where (xid, pos) > (cast(cast(:transaction as text) as xid8), cast(:number as bigint))
    and xid < pg_snapshot_xmin(pg_current_snapshot())
order by case_event.xid, case_event.pos
limit :most
"""
# One transaction writes at a time, so numbers commit in their order.
_SQLITE = """
select 0 as number_of_transaction, pos, case_id, seq, occurred_at, actor, command_id, content,
    stage_id, fingerprint
from case_event
where pos > :number
order by pos
limit :most
"""
STATEMENTS: dict[str, Executable] = {
    "postgresql": text(_POSTGRESQL).columns(occurred_at=Moment),
    "sqlite": text(_SQLITE).columns(occurred_at=Moment),
}


def since(connection: Connection, position: Position, *, limit: int) -> tuple[Followed, ...]:
    """Return the first events behind a position."""
    name = connection.dialect.name
    values = {"number": position.number, "most": limit}
    if name == "postgresql":
        values["transaction"] = position.transaction
    return tuple(map(_followed, connection.execute(STATEMENTS[name], values)))


def _followed(row: Any) -> Followed:
    transaction, number, case_id, seq, at, actor, command_id, content, stage_id, fingerprint = row
    stamp = Stamp(at=at, actor=actor, command_id=command_id)
    return Followed(
        position=Position(transaction=transaction, number=number),
        case_id=case_id,
        logged=Logged(
            seq=seq,
            event=event_from_json(content),
            stamp=stamp,
            stage_id=stage_id or "",
            fingerprint=fingerprint or "",
        ),
    )
