"""Work lists by status: of a stream, of a stage, and what a role has on hold."""

from alembic import op
from sqlalchemy import Column, Text, column, select, table, text, update

revision = "0007"
down_revision = "0006"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
HELD = text("status = 'held'")
CASE = table("case_state", column("case_id"), column("status"))
ROLE = table("task_role", column("case_id"), column("status"))


def upgrade() -> None:
    """Let a task's roles tell the status of its case, and make the indexes."""
    for name in ("stream_id", "stage_id"):
        # It serves every status, where the one before served two, and those not apart.
        op.create_index(f"case_by_{name}_and_status", "case_state", [name, "status", "case_id"])
        op.drop_index(f"going_by_{name}", "case_state")
    op.add_column("task_role", Column("status", KEY, nullable=False, server_default="open"))
    status = select(CASE.c.status).where(CASE.c.case_id == ROLE.c.case_id)
    op.execute(update(ROLE).values(status=status.scalar_subquery()))
    # Few tasks are on hold, so that hardly any command writes to it. The status is the same in all
    # of it, and there so that SQLite prefers it to the key, which begins with the role as well.
    columns = ["role", "status", "case_id", "stream_id", "stage_id"]
    op.create_index("task_held", "task_role", columns, sqlite_where=HELD, postgresql_where=HELD)
