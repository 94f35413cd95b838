"""Contents of information items, for programs on several machines; a file keeps them beside it."""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text

revision = "0004"
down_revision = "0003"

KEY = Text(collation="C")


def upgrade() -> None:
    """Make the tables, on PostgreSQL."""
    if op.get_context().dialect.name != "postgresql":
        return
    op.create_table(
        "content",
        Column("sha256", KEY, primary_key=True),
        Column("upload_id", KEY, nullable=False),
    )
    op.create_table(
        "content_piece",
        Column("upload_id", KEY, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("piece", LargeBinary, nullable=False),
    )
    # Photos and PDFs are packed already.
    op.execute("alter table content_piece alter column piece set storage external")
