"""Lists of few among very many cases: what tells them stands in indexes, and no row is read."""

from alembic import op
from sqlalchemy import text

revision = "0019"
down_revision = "0018"

# As the canonical form of a case has it that never waited for another.
_FIND = {"sqlite": "instr", "postgresql": "strpos"}


def upgrade() -> None:
    """Make the indexes."""
    op.drop_index("case_by_stream_id", "case_state")
    op.create_index("case_by_stream_id", "case_state", ["stream_id", "case_id", "fingerprint"])
    op.drop_index("case_by_due", "case_state")
    due = ["due_at", "case_id", "assignee", "fingerprint", "customer"]
    _partial_index("case_by_due", *due, where="due_at is not null")
    find = _FIND[op.get_context().dialect.name]
    linked = f"""{find}(content, '"links":{{}}') = 0"""
    _partial_index("case_linked", "stream_id", "case_id", where=linked)
    name = ["lower(trim(customer))", "stream_id", "case_id"]
    _partial_index("case_by_customer_name", *name, where="customer <> ''")


def _partial_index(name: str, *columns: str, where: str) -> None:
    condition, parts = text(where), [text(each) if "(" in each else each for each in columns]
    op.create_index(name, "case_state", parts, sqlite_where=condition, postgresql_where=condition)
