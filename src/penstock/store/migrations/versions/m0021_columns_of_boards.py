"""What stands at a stage, on PostgreSQL, in the order of ids from the index that counts it."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Put ids into the index of counts.

    PostgreSQL takes the cases of a stage for few, as it knows of no tie between stages and streams,
    and reads all of them from that index; so they stand in order there, and it reads a page.
    """
    if op.get_context().dialect.name != "postgresql":
        return
    op.drop_index("case_counts", "case_state")
    columns = ["stream_id", "stage_id", "status", "case_id", "fingerprint"]
    op.create_index("case_counts", "case_state", columns)
