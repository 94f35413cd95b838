"""Walls on PostgreSQL look at the case of each row that is read, and not at all cases of a side."""

from alembic import op

from penstock.store.walls import ROLES, condition

revision = "0020"
down_revision = "0019"

TABLES = ("case_event", "task_role", "case_link", "timer")


def upgrade() -> None:
    """Say the same of who may read which rows, so that it is looked up row by row."""
    if op.get_context().dialect.name != "postgresql":
        return
    for table in TABLES:
        for side, role in ROLES.items():
            op.execute(f"alter policy {role} on {table} using ({condition(table, side)})")
