"""Work lists of a role in a stream or stage, and counts, each read from one index."""

from alembic import op
from sqlalchemy import Column, Text, Update, column, select, table, update

revision = "0003"
down_revision = "0002"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
PLACE = ("stream_id", "stage_id")
CASE = table("case_state", column("case_id"), *map(column, PLACE))
ROLE = table("task_role", column("case_id"), *map(column, PLACE))


def upgrade() -> None:
    """Let a task's roles tell where its case stands, and make the indexes."""
    for name in PLACE:
        op.add_column("task_role", Column(name, KEY, nullable=False, server_default=""))
        op.execute(_known(name))
        op.create_index(f"task_by_{name}", "task_role", ["role", name, "case_id"])
    op.create_index("case_counts", "case_state", [*PLACE, "status"])


def _known(name: str) -> Update:
    """Return what tells tasks that are there already where their cases stand."""
    where = select(CASE.c[name]).where(CASE.c.case_id == ROLE.c.case_id)
    return update(ROLE).values({name: where.scalar_subquery()})
