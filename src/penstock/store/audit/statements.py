"""The statements of the audit log, built once."""

from typing import Any

from sqlalchemy import (
    Executable,
    Insert,
    Select,
    Table,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)

from penstock.store.statements import is_among
from penstock.store.tables import AUDIT_ENTRY, AUDIT_HEAD, PERSON_KEY


def _insertion(table: Table) -> Insert:
    names = [column.name for column in table.columns]
    return insert(table).values({name: bindparam(name) for name in names}).inline()


# Whoever writes to the log has this lock until the end; SQLite locks the whole file.
LOCK = "penstock audit log"
HEAD = select(AUDIT_HEAD).order_by(AUDIT_HEAD.c.position.desc()).limit(1)
HEADS = select(AUDIT_HEAD).order_by(AUDIT_HEAD.c.position)
ROWS = select(AUDIT_ENTRY).order_by(AUDIT_ENTRY.c.position)
# How many people there are, and how many of them have a key.
PEOPLE = select(func.count(), func.count(PERSON_KEY.c.key_sealed)).select_from(PERSON_KEY)
KEEP_HEAD = _insertion(AUDIT_HEAD)
KEEP_CARD = _insertion(PERSON_KEY)
DESTROY = (
    update(PERSON_KEY)
    .where(PERSON_KEY.c.pseudonym == bindparam("of"))
    .values(lookup=None, key_sealed=None, name_sealed=None)
)
PSEUDONYM = select(PERSON_KEY.c.pseudonym).where(PERSON_KEY.c.lookup == bindparam("lookup"))

# All rows are three parameters, which travel and are read at once.
_KEEP_ROWS_ON_POSTGRESQL = text(
    "insert into audit_entry (position, content, hash) "
    "select * from unnest(cast(:positions as bigint[]), cast(:contents as text[]), "
    "cast(:hashes as text[]))"
)
KEEP_ROWS: dict[str, Executable] = {
    "sqlite": _insertion(AUDIT_ENTRY),
    "postgresql": _KEEP_ROWS_ON_POSTGRESQL,
}
# SQLite leaves what was in a row where it was, unless it is told not to.
OVERWRITE = text("pragma secure_delete=on")
# The first two are word for word what the index is made of; it holds a part of each subject.
_OF_SUBJECT = text(
    "substr(content, 37, 9) = '\"subject\"' and substr(content, 48, 12) = substr(:subject, 1, 12) "
    "and substr(content, 48, 32) = :subject"
)


def cards(dialect: str) -> Executable:
    """Return what asks for the cards of many people by what they are found by."""
    return select(PERSON_KEY).where(is_among(PERSON_KEY.c.lookup, dialect))


def cards_of(dialect: str) -> Executable:
    """Return what asks for the cards of many pseudonyms."""
    return select(PERSON_KEY).where(is_among(PERSON_KEY.c.pseudonym, dialect))


def page(*, newest: bool, of_subject: bool) -> Select[Any]:
    """Return what asks for some entries between two positions."""
    position = AUDIT_ENTRY.c.position
    wanted = (
        select(AUDIT_ENTRY)
        .where(position > bindparam("after"), position < bindparam("before"))
        .order_by(position.desc() if newest else position)
        .limit(bindparam("most"))
    )
    return wanted.where(_OF_SUBJECT) if of_subject else wanted
