"""What was reordered in a queue, by whom and why: for good."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0011"
down_revision = "0010"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
COUNT = BigInteger().with_variant(Integer, "sqlite")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")
SENTENCE = "What was reordered stays recorded: it is never changed or removed."


def upgrade() -> None:
    """Make the table, which is only added to."""
    op.create_table(
        "queue_reordering",
        Column("number", COUNT, primary_key=True, autoincrement=True),
        Column("request_id", KEY, nullable=False),
        Column("before_id", KEY, nullable=False),
        Column("reason", Text, nullable=False),
        Column("person", KEY, nullable=False),
        Column("at", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    on_postgresql = op.get_context().dialect.name == "postgresql"
    (_guard_on_postgresql if on_postgresql else _guard_on_sqlite)()


def _guard_on_sqlite() -> None:
    for act in ("update", "delete"):
        op.execute(
            f"create trigger queue_reordering_no_{act} before {act} on queue_reordering "
            f"begin select raise(abort, '{SENTENCE}'); end"
        )


def _guard_on_postgresql() -> None:
    op.execute(
        "create function queue_reordering_refuses() returns trigger language plpgsql as "
        f"$$ begin raise exception '{SENTENCE}'; end $$"
    )
    op.execute(
        "create trigger queue_reordering_append_only "
        "before update or delete or truncate on queue_reordering "
        "for each statement execute function queue_reordering_refuses()"
    )
