"""The statements of a unit of work, built once: building one takes longer than running it."""

from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Executable,
    Insert,
    Table,
    Text,
    any_,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from penstock.store.moments import DatabaseNow
from penstock.store.tables import (
    CASE_EVENT,
    CASE_LINK,
    CASE_STATE,
    CASE_WORD,
    COMMAND_LOG,
    STAGE_MODEL,
    TASK_ROLE,
)


def _insertion(table: Table, *, without: str = "") -> Insert:
    names = [column.name for column in table.columns if column.name != without]
    # Inline: nobody asks which position an event got.
    return insert(table).values({name: bindparam(name) for name in names}).inline()


# Written out: no value to send with each lock.
SEED: ColumnElement[int] = literal_column("0")
LOCK = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), SEED)))
# The keys are locked in the order in which they are given.
LOCK_ALL = select(
    func.pg_advisory_xact_lock(func.hashtextextended(column("key"), SEED))
).select_from(func.unnest(bindparam("keys", type_=ARRAY(Text))).alias("key"))
_ANSWER = select(COMMAND_LOG.c.command_id, COMMAND_LOG.c.request_sha256, COMMAND_LOG.c.result)
ANSWER = _ANSWER.where(COMMAND_LOG.c.command_id == bindparam("key"))
KEEP_ANSWER = _insertion(COMMAND_LOG)

# The row stays locked until the transaction ends; SQLite locks the whole file, and earlier.
_CASE = select(CASE_STATE.c.case_id, CASE_STATE.c.content, CASE_STATE.c.head_hash).with_for_update()
CASE = _CASE.where(CASE_STATE.c.case_id == bindparam("key"))
VERSION = select(CASE_STATE.c.version).where(CASE_STATE.c.case_id == bindparam("case_id"))
KEEP_CASE = _insertion(CASE_STATE)
KEEP_EVENTS = _insertion(CASE_EVENT, without="pos").values(recorded_at=DatabaseNow())

RECORDED = (
    select(CASE_EVENT.c.pos, CASE_EVENT.c.content)
    .where(CASE_EVENT.c.type == "ItemRecorded", CASE_EVENT.c.pos > bindparam("last"))
    .order_by(CASE_EVENT.c.pos)
    .limit(2000)
)

LAST_RECORDED = (
    select(
        CASE_EVENT.c.pos,
        CASE_EVENT.c.case_id,
        CASE_EVENT.c.seq,
        CASE_EVENT.c.occurred_at,
        CASE_EVENT.c.actor,
        CASE_EVENT.c.content,
    )
    .where(CASE_EVENT.c.type == "ItemRecorded", CASE_EVENT.c.pos < bindparam("before"))
    .order_by(CASE_EVENT.c.pos.desc())
    .limit(bindparam("most"))
)

MODEL = select(STAGE_MODEL.c.content).where(STAGE_MODEL.c.fingerprint == bindparam("fingerprint"))

ADD_ROLES = _insertion(TASK_ROLE)
REMOVE_ROLES = (
    delete(TASK_ROLE)
    .where(TASK_ROLE.c.case_id == bindparam("case_id"))
    .where(TASK_ROLE.c.role == bindparam("role"))
)
ADD_LINKS = _insertion(CASE_LINK)
REMOVE_LINKS = (
    delete(CASE_LINK)
    .where(CASE_LINK.c.case_id == bindparam("case_id"))
    .where(CASE_LINK.c.other_case_id == bindparam("other_case_id"))
)
ADD_WORDS = _insertion(CASE_WORD)
REMOVE_WORDS = (
    delete(CASE_WORD)
    .where(CASE_WORD.c.side == bindparam("side"))
    .where(CASE_WORD.c.word == bindparam("word"))
    .where(CASE_WORD.c.case_id == bindparam("case_id"))
)


@cache
def answers(dialect: str) -> Executable:
    """Return what asks for the answers to many commands."""
    return _ANSWER.where(is_among(COMMAND_LOG.c.command_id, dialect))


@cache
def cases(dialect: str) -> Executable:
    """Return what asks for many cases, and locks them in the order of their ids."""
    return _CASE.where(is_among(CASE_STATE.c.case_id, dialect)).order_by(CASE_STATE.c.case_id)


def is_among(key: ColumnElement[str], dialect: str) -> ColumnElement[bool]:
    """Return whether a column has one of many values, which are one parameter."""
    if dialect == "postgresql":
        return key == any_(bindparam("keys", type_=ARRAY(Text)))
    each = func.json_each(bindparam("keys", type_=JSON)).table_valued("value")
    return key.in_(select(each.c.value))


@cache
def change_of_case(names: tuple[str, ...]) -> Executable:
    """Return what changes columns of a case that is at a version.

    A column that is named is written to every index that has it, though it stays as it is.
    """
    return (
        update(CASE_STATE)
        .where(CASE_STATE.c.case_id == bindparam("of_case"))
        .where(CASE_STATE.c.version == bindparam("of_version"))
        .values({name: bindparam(name) for name in names})
    )


@cache
def insertion_of_new(table: Table, names: tuple[str, ...], dialect: str) -> Executable:
    """Return what inserts a row unless its key is there; it returns the key it inserted."""
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    (key,) = table.primary_key
    if dialect == "postgresql":
        return postgresql.insert(table).values(values).on_conflict_do_nothing().returning(key)
    return sqlite.insert(table).values(values).on_conflict_do_nothing().returning(key)
