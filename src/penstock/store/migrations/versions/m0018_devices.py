"""Homes, devices and commands; how devices stand, and what was wrong with what they sent."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0018"
down_revision = "0017"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "device_entry",
        Column("kind", KEY, primary_key=True),
        Column("key", KEY, primary_key=True),
        Column("home", KEY, nullable=False),
        Column("standing", KEY, nullable=False),
        Column("version", Integer, nullable=False),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("device_entry_of_home", "device_entry", ["kind", "home", "key"])
    op.create_index("device_entry_by_standing", "device_entry", ["kind", "standing", "key"])
    op.create_table(
        "device_live",
        Column("home", KEY, primary_key=True),
        Column("device", KEY, primary_key=True),
        Column("content", Text, nullable=False),
        sqlite_strict=True,
    )
    _make_faults()


def _make_faults() -> None:
    op.create_table(
        "device_fault",
        Column("home", KEY, primary_key=True),
        Column("device", KEY, primary_key=True),
        Column("kind", KEY, primary_key=True),
        Column("count", Integer().with_variant(BigInteger, "postgresql"), nullable=False),
        Column("first_at", MOMENT, nullable=False),
        Column("last_at", MOMENT, nullable=False),
        Column("words", Text, nullable=False),
        Column("sample", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("device_fault_latest", "device_fault", ["last_at"])
