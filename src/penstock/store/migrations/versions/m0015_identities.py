"""Accounts, sessions, tokens and passkeys: what proves who somebody is."""

from alembic import op
from sqlalchemy import Column, Integer, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0015"
down_revision = "0014"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "identity",
        Column("kind", KEY, primary_key=True),
        Column("key", KEY, primary_key=True),
        Column("person", KEY, nullable=False),
        Column("version", Integer, nullable=False),
        Column("ends_at", MOMENT),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("identity_of_person", "identity", ["person", "kind"])
    op.create_index("identity_ended", "identity", ["ends_at"])
