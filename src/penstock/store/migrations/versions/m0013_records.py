"""Postings, incidents, emergencies and proposals: each version a row."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0013"
down_revision = "0012"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
SENTENCE = "A record is never changed or removed: a new version follows it."


def upgrade() -> None:
    """Make the table, and what refuses to change its rows."""
    op.create_table(
        "record",
        Column("kind", KEY, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("version", Integer, primary_key=True, autoincrement=False),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )
    if op.get_context().dialect.name == "postgresql":
        _guard_on_postgresql()
        return
    for act in ("update", "delete"):
        op.execute(
            f"create trigger record_no_{act} before {act} on record "
            f"begin select raise(abort, '{SENTENCE}'); end"
        )


def _guard_on_postgresql() -> None:
    op.execute(
        "create function record_refuses() returns trigger language plpgsql as "
        f"$$ begin raise exception '{SENTENCE}'; end $$"
    )
    op.execute(
        "create trigger record_append_only before update or delete or truncate on record "
        "for each statement execute function record_refuses()"
    )
