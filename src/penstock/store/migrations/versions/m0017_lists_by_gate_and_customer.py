"""Work lists of what waits for a gate, and of a customer; counts of one side from an index."""

from alembic import op
from sqlalchemy import Column, Text, text

revision = "0017"
down_revision = "0016"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
NAMES = ("phase", "customer")
_SAID = {"sqlite": "json_extract(content, '$.{name}')", "postgresql": "content::jsonb ->> '{name}'"}


def upgrade() -> None:
    """Let cases tell both beside their content, and make the indexes."""
    said = _SAID[op.get_context().dialect.name]
    for name in NAMES:
        op.add_column("case_state", Column(name, KEY, nullable=False, server_default=""))
    told = ", ".join(f"{name} = {said.format(name=name)}" for name in NAMES)
    # Colons in it are not the marks of parameters.
    op.get_bind().exec_driver_sql(f"update case_state set {told}")  # noqa: S608
    _partial_index("case_at_gate", "stage_id", where="phase = 'waiting for its gate'")
    _partial_index("case_by_customer", "customer", where="customer <> ''")
    _partial_index("case_for_nobody", "stream_id", where="customer = ''")
    # The model tells the side.
    op.drop_index("case_counts", "case_state")
    op.create_index("case_counts", "case_state", ["stream_id", "stage_id", "status", "fingerprint"])


def _partial_index(name: str, column: str, *, where: str) -> None:
    columns, condition = [column, "case_id"], text(where)
    op.create_index(name, "case_state", columns, sqlite_where=condition, postgresql_where=condition)
