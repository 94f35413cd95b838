"""People and their roles, who stands in for whom, and what they are told."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0009"
down_revision = "0008"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")
COUNT = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _people()
    _notices()


def _people() -> None:
    op.create_table(
        "holding",
        Column("person", KEY, primary_key=True),
        Column("role", KEY, primary_key=True),
        Column("since", MOMENT, primary_key=True),
        Column("until", MOMENT),
        Column("begun_by", KEY, nullable=False),
        Column("begin_reason", Text, nullable=False),
        Column("ended_by", KEY),
        Column("end_reason", Text),
        Column("recorded_at", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    # Nobody has the same role twice at once.
    condition = text("until is null")
    op.create_index(
        "holding_open",
        "holding",
        ["person", "role"],
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )
    op.create_table(
        "delegation",
        Column("number", COUNT, primary_key=True, autoincrement=True),
        Column("role", KEY, nullable=False),
        Column("giver", KEY, nullable=False),
        Column("taker", KEY, nullable=False),
        Column("start", MOMENT, nullable=False),
        Column("ending", MOMENT, nullable=False),
        Column("reason", Text, nullable=False),
        Column("given_by", KEY, nullable=False),
        Column("recorded_at", MOMENT, nullable=False),
        sqlite_strict=True,
    )


def _notices() -> None:
    op.create_table(
        "notice",
        Column("case_id", KEY, primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("role", KEY, primary_key=True),
        Column("kind", KEY, nullable=False),
        Column("stage_id", KEY, nullable=False),
        Column("at", MOMENT, nullable=False),
        Column("sentence", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("notice_of_role", "notice", ["role", "at", "case_id", "seq"])
    op.create_table(
        "notice_read",
        Column("person", KEY, primary_key=True),
        Column("case_id", KEY, primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("role", KEY, primary_key=True),
        Column("at", MOMENT, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "follower",
        Column("name", KEY, primary_key=True),
        Column("transaction_number", COUNT, nullable=False),
        Column("number", COUNT, nullable=False),
        sqlite_strict=True,
    )
