"""Following the log of all cases: in an order in which nothing is ever skipped."""

from typing import Any

from sqlalchemy import Connection, Executable, text

from penstock.delivery.events import Stamp
from penstock.delivery.ports import BEGINNING, Followed, Logged, Position
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
_END_OF_POSTGRESQL = """
select xid::text::bigint as number_of_transaction, pos
from case_event
where xid < pg_snapshot_xmin(pg_current_snapshot())
order by case_event.xid desc, case_event.pos desc
limit 1
"""
_END_OF_SQLITE = """
select 0 as number_of_transaction, pos from case_event order by pos desc limit 1
"""
_OF_POSTGRESQL = """
select xid::text::bigint as number_of_transaction, pos
from case_event
where case_id = :case_id and seq = :seq
"""
_OF_SQLITE = """
select 0 as number_of_transaction, pos from case_event where case_id = :case_id and seq = :seq
"""
PLACES: dict[str, Executable] = {
    "postgresql": text(_OF_POSTGRESQL),
    "sqlite": text(_OF_SQLITE),
}
ENDS: dict[str, Executable] = {
    "postgresql": text(_END_OF_POSTGRESQL),
    "sqlite": text(_END_OF_SQLITE),
}
STATEMENTS: dict[str, Executable] = {
    "postgresql": text(_POSTGRESQL).columns(occurred_at=Moment),
    "sqlite": text(_SQLITE).columns(occurred_at=Moment),
}

_MARK = {
    "sqlite": text("select max(pos) from case_event"),
    # The numbers of events are committed in any order, and this tells of each commit.
    "postgresql": text("select cast(pg_current_snapshot() as text)"),
}


def mark(connection: Connection) -> object:
    """Return what is another after something happened, and mostly the same while nothing does."""
    return connection.execute(_MARK[connection.dialect.name]).scalar()


def since(connection: Connection, position: Position, *, limit: int) -> tuple[Followed, ...]:
    """Return the first events behind a position."""
    name = connection.dialect.name
    values = {"number": position.number, "most": limit}
    if name == "postgresql":
        values["transaction"] = position.transaction
    return tuple(map(_followed, connection.execute(STATEMENTS[name], values)))


def end(connection: Connection) -> Position:
    """Return the position of the last event; the beginning where there is none."""
    found = connection.execute(ENDS[connection.dialect.name]).one_or_none()
    return Position(transaction=found[0], number=found[1]) if found else BEGINNING


def position_of(connection: Connection, case_id: str, seq: int) -> Position | None:
    """Return the position of an event of a case; None where it is not."""
    values = {"case_id": case_id, "seq": seq}
    found = connection.execute(PLACES[connection.dialect.name], values).one_or_none()
    return Position(transaction=found[0], number=found[1]) if found else None


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
