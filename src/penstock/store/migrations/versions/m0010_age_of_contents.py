"""When a content was last handed in, on PostgreSQL; of a file, the file system knows."""

from alembic import op
from sqlalchemy import Column, func
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the moment; what is there already counts from now on."""
    if op.get_context().dialect.name == "postgresql":
        now = func.now()
        kept_at = Column("kept_at", TIMESTAMP(timezone=True), nullable=False, server_default=now)
        op.add_column("content", kept_at)
