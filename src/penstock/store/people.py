"""The register of people in a database: holdings begin and end, and none is ever removed."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.conduct.records import Record
from penstock.store.database import Database, failures_as_sentences
from penstock.store.moments import DatabaseNow
from penstock.store.records import write_records
from penstock.store.tables import DELEGATION, HOLDING

_HELD = (HOLDING.c.person, HOLDING.c.role, HOLDING.c.since, HOLDING.c.until)
_HOLDINGS = select(*_HELD).order_by(HOLDING.c.since, HOLDING.c.person, HOLDING.c.role)
# No holding is ever removed and none that ended begins again: each change makes one of them more.
_MARK = select(func.count(), func.count(HOLDING.c.until), func.max(HOLDING.c.recorded_at))
_GIVEN = tuple(
    DELEGATION.c[name] for name in ("role", "giver", "taker", "start", "ending", "reason")
)
_DELEGATIONS = select(*_GIVEN).order_by(DELEGATION.c.start, DELEGATION.c.taker)
_END = (
    update(HOLDING)
    .where(HOLDING.c.person == bindparam("of_person"))
    .where(HOLDING.c.role == bindparam("of_role"))
    .where(HOLDING.c.since == bindparam("of_since"))
    .where(HOLDING.c.until.is_(None))
    .values(until=bindparam("until"), ended_by=bindparam("by"), end_reason=bindparam("reason"))
    .returning(HOLDING.c.person)
)
_BEGUN = ("person", "role", "since", "begun_by", "begin_reason")


class SqlPeople:
    """Keeps the register beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[object, Register] | None = None

    def register(self) -> Register:
        """Return all that was ever entered; it is read anew where something was changed."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            delegations = connection.execute(_DELEGATIONS).all()
            mark = (connection.execute(_MARK).one(), delegations)
            known = self._known
            if known is None or known[0] != mark:
                holdings = connection.execute(_HOLDINGS).all()
                known = self._known = (mark, _register(holdings, delegations))
        return known[1]

    def change(
        self, change: Change, *, by: str, reason: str, records: Sequence[Record] = ()
    ) -> None:
        """Write what a change begins and ends, and records that follow; all of it, or nothing.

        Raises:
            OvertakenError: Somebody has ended the same holding meanwhile, or begun it.
            StaleRecordError: A record does not follow the version that is kept.
        """
        with failures_as_sentences(self._database), self._database.working() as session:
            for holding in change.ended:
                self._require(session.first(_END, _ending(holding, by, reason)))
            for holding in change.begun:
                row = _beginning(holding, by, reason)
                self._require(session.first(_begin(session.dialect.name), row))
            for delegation in change.stopped:
                session.run(_STOP, _stopping(delegation))
            for delegation in change.given:
                session.run(_GIVE, _giving(delegation, by))
            write_records(session, records)

    def _require(self, row: object) -> None:
        if row is None:
            raise OvertakenError


def _register(holdings: Sequence[Any], delegations: Sequence[Any]) -> Register:
    return Register(
        holdings=tuple(
            Holding(person=person, role=role, since=since, until=until)
            for person, role, since, until in holdings
        ),
        delegations=tuple(
            Delegation(role=role, giver=giver, taker=taker, start=start, end=end, reason=why)
            for role, giver, taker, start, end, why in delegations
        ),
    )


@cache
def _begin(dialect: str) -> Executable:
    """Return what begins a holding, unless it is held already; it returns the person."""
    values: dict[str, Any] = {name: bindparam(name) for name in _BEGUN}
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return (
        new(HOLDING)
        .values({**values, "recorded_at": DatabaseNow()})
        .on_conflict_do_nothing()
        .returning(HOLDING.c.person)
    )


_GIVE = insert(DELEGATION).values(
    {
        **{name: bindparam(name) for name in ("role", "giver", "taker", "start", "ending")},
        "reason": bindparam("reason"),
        "given_by": bindparam("given_by"),
        "recorded_at": DatabaseNow(),
    }
)

_STOP = (
    update(DELEGATION)
    .where(DELEGATION.c.role == bindparam("of_role"))
    .where(DELEGATION.c.giver == bindparam("of_giver"))
    .where(DELEGATION.c.taker == bindparam("of_taker"))
    .where(DELEGATION.c.start == bindparam("of_start"))
    .values(ending=bindparam("ending"))
)


def _ending(holding: Holding, by: str, reason: str) -> dict[str, Any]:
    return {
        "of_person": holding.person,
        "of_role": holding.role,
        "of_since": holding.since,
        "until": holding.until,
        "by": by,
        "reason": reason,
    }


def _beginning(holding: Holding, by: str, reason: str) -> dict[str, Any]:
    return {
        "person": holding.person,
        "role": holding.role,
        "since": holding.since,
        "begun_by": by,
        "begin_reason": reason,
    }


def _stopping(delegation: Delegation) -> dict[str, Any]:
    return {
        "of_role": delegation.role,
        "of_giver": delegation.giver,
        "of_taker": delegation.taker,
        "of_start": delegation.start,
        "ending": delegation.end,
    }


def _giving(delegation: Delegation, by: str) -> dict[str, Any]:
    return {
        "role": delegation.role,
        "giver": delegation.giver,
        "taker": delegation.taker,
        "start": delegation.start,
        "ending": delegation.end,
        "reason": delegation.reason,
        "given_by": by,
    }
