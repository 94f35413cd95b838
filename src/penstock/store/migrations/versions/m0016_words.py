"""Cases are found by the words of their ids and of their customers, each side's apart."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from alembic import op
from sqlalchemy import Column, Text, column, insert, table

from penstock.delivery.searching import together
from penstock.kernel.words import found_words
from penstock.store.walls import ROLES, condition

revision = "0016"
down_revision = "0015"

# In the order of code points, as SQLite and Python have it; and compared faster.
KEY = Text().with_variant(Text(collation="C"), "postgresql")
NAMES = ("side", "word", "case_id", "words")
CUSTOMER = {"sqlite": "json_extract({0}, '$.customer')", "postgresql": "{0}::jsonb ->> 'customer'"}
_CASES = (
    "select m.side, c.case_id, {customer} from case_state c "
    "join stage_model m on m.fingerprint = c.fingerprint"
)
_AT_ONCE = 5000


def upgrade() -> None:
    """Make the table, let each side's role see its rows alone, and fill it."""
    op.create_table(
        "case_word",
        Column("side", KEY, primary_key=True),
        Column("word", KEY, primary_key=True),
        Column("case_id", KEY, primary_key=True),
        Column("words", Text, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    if op.get_context().dialect.name == "postgresql":
        _raise_walls()
    _fill()


def _raise_walls() -> None:
    op.execute("alter table case_word enable row level security")
    op.execute("alter table case_word force row level security")
    op.execute("create policy engine on case_word to current_user using (true)")
    for side, role in ROLES.items():
        seen = condition("case_word", side)
        op.execute(f"create policy {role} on case_word for select to {role} using ({seen})")
        op.execute(f"grant select on case_word to {role}")


def _fill() -> None:
    into, rows = insert(table("case_word", *map(column, NAMES))), _rows()
    while some := list(islice(rows, _AT_ONCE)):
        op.get_bind().execute(into, some)


def _rows() -> Iterator[dict[str, Any]]:
    customer = CUSTOMER[op.get_context().dialect.name].format("c.content")
    cases = op.get_bind().exec_driver_sql(_CASES.format(customer=customer)).all()
    for side, case_id, name in cases:
        words = dict.fromkeys([*found_words(case_id), *found_words(name or "")])
        whole = together([*words])
        yield from ({"side": side, "word": w, "case_id": case_id, "words": whole} for w in words)
