"""An index for those who follow the log of all cases."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index; on SQLite, numbers are the order and the key."""
    if op.get_context().dialect.name == "postgresql":
        op.create_index("event_followed", "case_event", ["xid", "pos"])
