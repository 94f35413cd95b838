"""Consents, each version a row, and the texts that customers agreed to."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0012"
down_revision = "0011"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")

APPEND_ONLY = {
    "consent": "A consent is never changed or removed: a new version follows it.",
    "consent_text": "What a customer agreed to is kept word for word.",
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "consent",
        Column("id", KEY, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("customer", KEY, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("consent_of_customer", "consent", ["customer", "id", "version"])
    op.create_table(
        "consent_text",
        Column("sha256", KEY, primary_key=True),
        Column("words", Text, nullable=False),
        sqlite_strict=True,
    )
    on_postgresql = op.get_context().dialect.name == "postgresql"
    for table, sentence in APPEND_ONLY.items():
        (_guard_on_postgresql if on_postgresql else _guard_on_sqlite)(table, sentence)


def _guard_on_sqlite(table: str, sentence: str) -> None:
    for act in ("update", "delete"):
        op.execute(
            f"create trigger {table}_no_{act} before {act} on {table} "
            f"begin select raise(abort, '{sentence}'); end"
        )


def _guard_on_postgresql(table: str, sentence: str) -> None:
    op.execute(
        f"create function {table}_refuses() returns trigger language plpgsql as "
        f"$$ begin raise exception '{sentence}'; end $$"
    )
    op.execute(
        f"create trigger {table}_append_only before update or delete or truncate on {table} "
        f"for each statement execute function {table}_refuses()"
    )
