"""Records are found by the case that they name, however many there are."""

from alembic import op

revision = "0014"
down_revision = "0013"

# Read from the record itself, which begins with its case: what stood beside it could be changed
# without it. In the order of code points, so that a beginning is a range.
BEGINNING = {
    "sqlite": "substr(content, 1, 80)",
    "postgresql": '(substr(content, 1, 80) collate "C")',
}


def upgrade() -> None:
    """Make the index."""
    beginning = BEGINNING[op.get_context().dialect.name]
    op.execute(f"create index record_by_case on record (kind, {beginning}, number)")
