"""Timers, when cases are due, and where a case stood at each event."""

from alembic import op
from sqlalchemy import Column, Integer, Text, text
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0005"
down_revision = "0004"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
MOMENT = Text().with_variant(TIMESTAMP(timezone=True), "postgresql")

# A case tells since now when it changed last, which its log knows. The form of a case is one JSON
# object, and never an empty one.
_TEXT = {
    "sqlite": "occurred_at",
    "postgresql": (
        "to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
    ),
}
_CHANGED_AT = (
    'update case_state set content = \'{"changed_at":"\' || (select %s from case_event where '
    "case_event.case_id = case_state.case_id and case_event.seq = case_state.version) || '\",' || "
    "substr(content, 2)"
)


def upgrade() -> None:
    """Make the table and the columns."""
    op.add_column("case_state", Column("due_at", MOMENT))
    _partial_index("case_by_due", "case_state", ["due_at", "case_id"], where="due_at is not null")
    # Colons in it are not the marks of parameters.
    op.get_bind().exec_driver_sql(_CHANGED_AT % _TEXT[op.get_context().dialect.name])
    # The log is only added to, so that events of before stay without them.
    for name, kind in (("stage_id", KEY), ("fingerprint", KEY), ("recorded_at", MOMENT)):
        op.add_column("case_event", Column(name, kind))
    op.create_table(
        "timer",
        Column("case_id", KEY, primary_key=True),
        Column("kind", KEY, primary_key=True),
        Column("epoch", Integer, primary_key=True),
        Column("fire_at", MOMENT, nullable=False),
        Column("state", KEY, nullable=False),
        sqlite_strict=True,
        postgresql_with={"fillfactor": 70},
    )
    _partial_index("timer_set", "timer", ["fire_at", "case_id", "kind"], where="state = 'set'")


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    condition = text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
