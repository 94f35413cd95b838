"""Which rows one side of the company sees, whatever a statement asks for.

A statement that forgets to ask for a side, or asks for the wrong one, gets no row of the other:
the database itself leaves them out. On PostgreSQL each side has a role, and row security is forced.
On SQLite a connection sees views in place of tables, and its authorizer refuses the tables.
"""

from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Any

from penstock.kernel.sides import Side

ROLES = {side: f"penstock_{side.replace('-', '_')}" for side in Side}
# By which column a table's rows belong to a case, or to a model.
_OF_MODEL = "{fingerprint} in (select m.fingerprint from {models} m where m.side in ({sides}))"
_OF_CASE = (
    "exists (select 1 from {cases} c where c.case_id = {table}.case_id and {of_model}{apart})"
)
ROWS: Mapping[str, str] = {
    "stage_model": "side in ({sides})",
    "case_state": _OF_MODEL,
    "case_event": _OF_CASE,
    "task_role": _OF_CASE,
    "case_word": "side in ({sides})",
    "case_link": _OF_CASE,
    "timer": _OF_CASE,
}


def condition(table: str, side: Side, *, schema: str = "public") -> str:
    """Return what is true of the rows of a table that one side sees."""
    names = {
        "table": f"{schema}.{table}",
        "models": f"{schema}.stage_model",
        "cases": f"{schema}.case_state",
        "sides": ", ".join(f"'{each}'" for each in side.sees),
        # With an offset, PostgreSQL looks up the case of each row that is read; without one it may
        # read the cases of a whole side first, for a page of fifty.
        "apart": "" if schema == "main" else " offset 0",
    }
    of_model = _OF_MODEL.format(fingerprint="c.fingerprint", **names)
    return ROWS[table].format(of_model=of_model, fingerprint="fingerprint", **names)


def raise_wall(connection: Any, side: Side) -> None:
    """Let a connection to a SQLite file see the rows of one side, from now on.

    Args:
        connection: The driver's.
        side: The side.
    """
    connection.execute("pragma query_only=off")
    # A name that no statement can know: whatever calls itself like a view is not taken for it.
    secret = f"walled_{token_hex(16)}_"
    for table in ROWS:
        seen = condition(table, side, schema="main")
        rows = f"select * from main.{table} where {seen}"  # noqa: S608
        connection.execute(f"create temp view {secret}{table} as {rows}")
        # A temporary view hides the table of its name from statements that name no schema.
        shown = f"select * from temp.{secret}{table}"  # noqa: S608
        connection.execute(f"create temp view {table} as {shown}")
    connection.execute("pragma query_only=on")
    connection.set_authorizer(_authorizer({f"{secret}{table}" for table in ROWS}))


# As SQLite numbers what a statement does; Python 3.11 has no names for all of them.
_PRAGMA, _READ, _SELECT, _TRANSACTION, _FUNCTION, _RECURSIVE = 19, 20, 21, 22, 31, 33
_ALLOW, _DENY = 0, 1


def _authorizer(views: set[str]) -> Callable[..., int]:
    """Return what allows to read the views, and the views to read tables; it refuses all else."""

    def reads(name: str, schema: str | None, by: str | None) -> bool:
        return by in views or (schema == "temp" and (name in ROWS or name in views))

    def authorized(
        action: int, name: str, function: str | None, schema: str | None, by: str | None
    ) -> int:
        allowed = {
            _READ: reads(name, schema, by),
            _SELECT: True,
            _TRANSACTION: True,
            _RECURSIVE: True,
            _FUNCTION: function != "load_extension",
            # SQLAlchemy asks for it when it meets a database.
            _PRAGMA: name == "read_uncommitted",
        }
        return _ALLOW if allowed.get(action) else _DENY

    return authorized
